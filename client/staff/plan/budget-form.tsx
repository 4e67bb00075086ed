import { createEffect, For, Index, Show } from 'solid-js'
import { type BudgetLine, budgetTotal } from '../../../surveys/budget-sums.ts'
import { Button } from '../../ui/button.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { moneyInWords, moneyText, readWhole } from '../../words/money.ts'
import { countText } from '../../words/numbers.ts'
import { workPlan as words } from '../../words/work-plan.ts'
import { changeBudget } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask } from '../task.ts'
import { Cell } from './cell.tsx'
import { RowActions } from './row-actions.tsx'
import { createRows, oneLine } from './rows.ts'

const FIELDS = ['section', 'content', 'unit', 'quantity', 'unitPrice', 'basis'] as const
type Field = (typeof FIELDS)[number]
type Row = Record<Field, string>
const EMPTY: Row = { section: '', content: '', unit: '', quantity: '', unitPrice: '', basis: '' }

const rowOf = (line: BudgetLine): Row => ({
  ...line,
  section: line.section ?? '',
  basis: line.basis ?? '',
  quantity: countText(line.quantity),
  unitPrice: countText(line.unitPrice),
})
/** The line a row stands for, or undefined while one of its numbers cannot be read. */
function lineOf(row: Row): BudgetLine | undefined {
  const quantity = readWhole(row.quantity)
  const unitPrice = readWhole(row.unitPrice)
  if (quantity === undefined || quantity < 1 || unitPrice === undefined) return undefined
  return {
    ...row,
    section: oneLine(row.section) || null,
    content: oneLine(row.content),
    basis: oneLine(row.basis) || null,
    quantity,
    unitPrice,
  }
}

/** What the round will cost: quantity × price, line by line, and the sum in figures and words. */
export function BudgetForm(props: { editable: boolean; onUnsaved: (unsaved: boolean) => void }) {
  const round = useRound()
  const rows = createRows<Row>(() => round().budget.lines.map(rowOf))
  createEffect(() => props.onUnsaved(rows.unsaved()))
  const task = createActionTask(changeBudget)
  const lines = () => rows.rows().flatMap((row) => lineOf(row) ?? [])
  const unread = () => rows.rows().length - lines().length
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (unread() > 0) return
    if (await task.run(round(), { lines: lines(), total: budgetTotal(lines()) })) rows.forget()
  }
  const pointers = () => rows.rows().flatMap((_, place) => FIELDS.map((name) => `/lines/${place}/${name}`))
  const misread = (row: Row, name: Field): string | undefined => {
    if (name === 'quantity' && row.quantity !== '' && !(Number(readWhole(row.quantity)) >= 1))
      return words.budget.quantityWrong
    if (name === 'unitPrice' && row.unitPrice !== '' && readWhole(row.unitPrice) === undefined)
      return words.budget.priceWrong
    return undefined
  }
  const cell = (row: () => Row, place: number, name: Field) => ({
    label: `${words.budget.row(place + 1)}: ${words.budget[name]}`,
    name: `budget-${place}-${name}`,
    value: row()[name],
    disabled: !props.editable,
    error: misread(row(), name) ?? errorAt(task.refusal(), `/lines/${place}/${name}`),
    onInput: (value: string) => rows.set(place, { [name]: value }),
  })
  const add = () => rows.add({ ...EMPTY, section: rows.rows().at(-1)?.section ?? '' })
  return (
    <form class="card" onSubmit={save} data-form="budget">
      <h3>{words.budget.title}</h3>
      <p class="soft">{words.budget.lead}</p>
      <Show
        when={rows.rows().length > 0}
        fallback={
          <p class="soft">
            {words.budget.empty} {props.editable ? words.budget.emptyText : ''}
          </p>
        }
      >
        <TableBox label={words.budget.title}>
          <table class="table edited budget">
            <thead>
              <tr>
                <For each={FIELDS.slice(0, 5)}>
                  {(name) => (
                    <th scope="col" class={name === 'quantity' || name === 'unitPrice' ? 'number' : ''}>
                      {words.budget[name]}
                    </th>
                  )}
                </For>
                <th scope="col" class="number">
                  {words.budget.amount}
                </th>
                <th scope="col">{words.budget.basis}</th>
                <Show when={props.editable}>
                  <th scope="col">
                    <span class="for-readers">{words.actions}</span>
                  </th>
                </Show>
              </tr>
            </thead>
            <tbody>
              <Index each={rows.rows()}>
                {(row, place) => (
                  <tr>
                    <td>
                      <Cell {...cell(row, place, 'section')} long />
                    </td>
                    <td class="broad">
                      <Cell {...cell(row, place, 'content')} long required />
                    </td>
                    <td class="narrow">
                      <Cell {...cell(row, place, 'unit')} required />
                    </td>
                    <td class="narrow">
                      <Cell {...cell(row, place, 'quantity')} number required />
                    </td>
                    <td>
                      <Cell {...cell(row, place, 'unitPrice')} number required />
                    </td>
                    <td class="number">
                      <Show when={lineOf(row())} fallback="—">
                        {(line) => countText(budgetTotal([line()]))}
                      </Show>
                    </td>
                    <td>
                      <Cell {...cell(row, place, 'basis')} long />
                    </td>
                    <Show when={props.editable}>
                      <RowActions of={rows} place={place} name={words.budget.row(place + 1)} />
                    </Show>
                  </tr>
                )}
              </Index>
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colspan={5}>
                  {words.budget.total}
                </th>
                <td class="number" data-budget-total>
                  {unread() > 0 ? '—' : countText(budgetTotal(lines()))}
                </td>
                <td colspan={props.editable ? 2 : 1} />
              </tr>
            </tfoot>
          </table>
        </TableBox>
        <p class="soft" aria-live="polite">
          <Show
            when={unread() > 0}
            fallback={
              <>
                {words.budget.total}: {moneyText(budgetTotal(lines()))}.{' '}
                {words.budget.inWords(moneyInWords(budgetTotal(lines())))}
              </>
            }
          >
            {words.budget.unread(unread())}
          </Show>
        </p>
      </Show>
      <Show when={props.editable}>
        <Refused refusal={task.refusal()} beside={pointers()} />
        <div class="actions">
          <Button onClick={add} data-action="add-budget-line">
            {words.budget.add}
          </Button>
          <Show when={rows.unsaved()}>
            <Button type="submit" busy={task.busy()} disabled={unread() > 0} data-action="save-budget">
              {words.budget.save}
            </Button>
            <Button tone="quiet" onClick={() => rows.forget()}>
              {words.forget}
            </Button>
            <span class="soft">{words.unsaved}</span>
          </Show>
        </div>
      </Show>
    </form>
  )
}
