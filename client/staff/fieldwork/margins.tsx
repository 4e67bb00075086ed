import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { field as words } from '../../words/field.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { type Margins, readMargins } from '../field-api.ts'
import { levelName } from '../level-name.ts'

type Place = Readonly<{ kind: string; value: string }>
const placeName = ({ kind, value }: Place): string =>
  kind === 'all' ? words.all : kind === 'level' ? levelName(value) : value
const pointsText = (share: number): string => words.points(decimalText(100 * share, 1))

/** The margin of each domain if the field work ended now, and where more sheets would help the worst one most. */
export function FieldMargins(props: { round: string }) {
  const found = createAsync(() => readMargins(props.round))
  return (
    <Show when={found()?.margins.length ? found() : undefined}>
      {(now) => (
        <>
          <section class="card" id="margins">
            <h3>{words.margins}</h3>
            <p class="soft small">
              {words.marginsLead(
                percentText(now().assumed?.rate ?? 0),
                decimalText(now().assumed?.rho ?? 0, 2),
                now().assumed?.design ?? null,
              )}
            </p>
            <MarginTable rows={now().margins} />
          </section>
          <Show when={now().next}>{(next) => <NextSchools next={next()} />}</Show>
        </>
      )}
    </Show>
  )
}

function MarginTable(props: { rows: Margins['margins'] }) {
  return (
    <TableBox label={words.margins} tall>
      <CardTable>
        <thead>
          <tr>
            <th scope="col">{words.domain}</th>
            <th scope="col" class="number">
              {words.answers}
            </th>
            <th scope="col" class="number">
              {words.effective}
            </th>
            <th scope="col" class="number">
              {words.margin}
            </th>
            <th scope="col" class="number">
              {words.planned}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{placeName(row)}</th>
                <td class="number" data-head={words.answers}>
                  {countText(row.answers)}
                </td>
                <td class="number" data-head={words.effective}>
                  {countText(Math.round(row.effective))}
                </td>
                <td class="number" data-head={words.margin}>
                  {row.margin === null ? words.noMargin(row.empty) : pointsText(row.margin)}
                </td>
                <td class="number soft" data-head={words.planned}>
                  {row.planned === null ? staff.none : pointsText(row.planned)}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </CardTable>
    </TableBox>
  )
}

function NextSchools(props: { next: NonNullable<Margins['next']> }) {
  return (
    <section class="card" id="next-schools">
      <h3>{words.next}</h3>
      <p class="soft small">{words.nextLead(placeName(props.next))}</p>
      <TableBox label={words.next} tall>
        <CardTable>
          <thead>
            <tr>
              <th scope="col">{staff.sample.school}</th>
              <th scope="col">{staff.frame.level}</th>
              <th scope="col">{staff.frame.area}</th>
              <th scope="col" class="number">
                {words.nextSlips}
              </th>
              <th scope="col" class="number">
                {words.nextGain}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.next.schools}>
              {(school) => (
                <tr>
                  <th scope="row">
                    {school.name} <span class="soft small">{school.few ? words.few : school.code}</span>
                  </th>
                  <td data-head={staff.frame.level}>{levelName(school.level)}</td>
                  <td data-head={staff.frame.area}>{school.area}</td>
                  <td class="number" data-head={words.nextSlips}>
                    {countText(school.slips)}
                  </td>
                  <td class="number" data-head={words.nextGain}>
                    {school.opens ? words.opens : school.gain === null ? staff.none : decimalText(100 * school.gain, 2)}
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
    </section>
  )
}
