import { Index, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { design as words } from '../../words/design.ts'
import { countText } from '../../words/numbers.ts'
import type { Stratum } from './api.ts'
import type { CellKind, DesignDesk } from './design-desk.ts'
import { moneyText, stratumText } from './figure-texts.ts'

const MOST: Readonly<Record<CellKind, number>> = { schools: 500, classes: 50, pupils: 100 }
const HEADS: Readonly<Record<CellKind, string>> = {
  schools: words.schools,
  classes: words.classes,
  pupils: words.pupilsPerClass,
}

/** The allocation, stratum by stratum: three numbers that can be typed, and what follows from them. */
export function AllocationTable(props: { desk: DesignDesk; locked: boolean }) {
  const strata = () => props.desk.forecast()?.strata ?? []
  const totals = () => props.desk.forecast()?.totals
  const sum = (of: (row: Stratum) => number) => strata().reduce((total, row) => total + of(row), 0)
  const name = (row: Stratum) => stratumText(props.desk.design().plan.strata, row.values)
  return (
    <TableBox label={words.table}>
      <CardTable class="allocation" busy={props.desk.waiting()}>
        <caption>{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.stratum}</th>
            <th scope="col" class="number">
              {words.population}
            </th>
            <th scope="col" class="number">
              {words.pupils}
            </th>
            <th scope="col" class="number">
              {HEADS.schools}
            </th>
            <th scope="col" class="number">
              {HEADS.classes}
            </th>
            <th scope="col" class="number">
              {HEADS.pupils}
            </th>
            <th scope="col" class="number">
              {words.slips}
            </th>
            <th scope="col" class="number">
              {words.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          <Index each={strata()}>
            {(row) => (
              <tr>
                <th scope="row">
                  {name(row())}{' '}
                  <Show when={row().takeAll}>
                    <Chip tone="accent">{words.takeAllMark}</Chip>
                  </Show>
                  <Remarks row={row()} />
                </th>
                <td class="number" data-head={words.population}>
                  {countText(row().population)}
                </td>
                <td class="number" data-head={words.pupils}>
                  {countText(row().pupils)}
                </td>
                <Show
                  when={!row().takeAll}
                  fallback={
                    <td class="number" data-head={HEADS.schools}>
                      {countText(row().schools)}
                    </td>
                  }
                >
                  <Cell desk={props.desk} row={row()} kind="schools" name={name(row())} locked={props.locked} />
                </Show>
                <Cell desk={props.desk} row={row()} kind="classes" name={name(row())} locked={props.locked} />
                <Cell desk={props.desk} row={row()} kind="pupils" name={name(row())} locked={props.locked} />
                <td class="number" data-head={words.slips}>
                  {countText(row().slips)}
                </td>
                <td class="number" data-head={words.cost}>
                  {moneyText(row().cost)}
                </td>
              </tr>
            )}
          </Index>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td class="number" data-head={words.population}>
              {countText(sum((row) => row.population))}
            </td>
            <td class="number" data-head={words.pupils}>
              {countText(sum((row) => row.pupils))}
            </td>
            <td class="number" data-head={HEADS.schools} data-total="schools">
              {countText(totals()?.schools ?? 0)}
            </td>
            <td class="number" colspan={2}>
              {countText(totals()?.classes ?? 0)} {words.compare.classes.toLocaleLowerCase('vi').replace('số ', '')}
            </td>
            <td class="number" data-head={words.slips} data-total="slips">
              {countText(totals()?.slips ?? 0)}
            </td>
            <td class="number" data-head={words.cost} data-total="cost">
              {moneyText(totals()?.cost ?? 0)}
            </td>
          </tr>
        </tfoot>
      </CardTable>
    </TableBox>
  )
}

function Cell(props: { desk: DesignDesk; row: Stratum; kind: CellKind; name: string; locked: boolean }) {
  const value = () => props.desk.valueOf(props.row.line, props.kind) ?? props.row.asked[props.kind]
  const tooMany = () => props.kind === 'schools' && value() > props.row.population
  const type = (text: string) => {
    const typed = Number(text)
    if (Number.isInteger(typed) && typed >= 1 && typed <= MOST[props.kind])
      props.desk.setCell(props.row.line, props.kind, typed)
  }
  return (
    <td class="number" data-head={HEADS[props.kind]}>
      <input
        class="input cell"
        type="number"
        min={1}
        max={props.kind === 'schools' ? props.row.population : MOST[props.kind]}
        step={1}
        value={value()}
        disabled={props.locked}
        aria-label={words.cell(HEADS[props.kind], props.name)}
        aria-invalid={tooMany() ? 'true' : undefined}
        data-cell={`${props.kind} ${props.row.line}`}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </td>
  )
}

function Remarks(props: { row: Stratum }) {
  const remarks = () => [
    ...(props.row.schools === 1 && props.row.population > 1 ? [words.lonelyHere] : []),
    ...(props.row.fewClasses > 0 ? [words.few(countText(props.row.fewClasses))] : []),
    ...(props.row.certain > 0 && !props.row.takeAll ? [words.certain(countText(props.row.certain))] : []),
  ]
  return (
    <Show when={remarks().length > 0}>
      <span class="small soft remark">{remarks().join('; ')}</span>
    </Show>
  )
}
