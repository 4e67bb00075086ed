import { Show } from 'solid-js'
import { type BudgetLine, budgetTotal } from '../../../surveys/budget-sums.ts'
import { Button } from '../../ui/button.tsx'
import { moneyInWords, moneyText, readWhole } from '../../words/money.ts'
import { countText } from '../../words/numbers.ts'
import { workPlan as words } from '../../words/work-plan.ts'
import { errorAt } from '../refusal.ts'
import type { RoundView } from '../shapes.ts'
import { type Column, EditedTable } from './edited-table.tsx'
import type { PlanPart, PlanRefusal } from './plan-part.ts'
import { createRows, oneLine } from './rows.ts'

const FIELDS = ['section', 'content', 'unit', 'quantity', 'unitPrice', 'basis'] as const
type Row = Record<(typeof FIELDS)[number], string>
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
function amountText(row: Row): string {
  const line = lineOf(row)
  return line ? countText(budgetTotal([line])) : '—'
}
const COLUMNS: readonly Column<Row>[] = [
  { name: 'section', head: words.budget.section, kind: 'long' },
  { name: 'content', head: words.budget.content, kind: 'long', width: 'broad', required: true },
  { name: 'unit', head: words.budget.unit, width: 'narrow', required: true },
  { name: 'quantity', head: words.budget.quantity, kind: 'number', width: 'narrow', required: true },
  { name: 'unitPrice', head: words.budget.unitPrice, kind: 'number', required: true },
  { name: '=amount', head: words.budget.amount, kind: 'number', shown: amountText },
  { name: 'basis', head: words.budget.basis, kind: 'long' },
]

export function createBudgetPart(round: () => RoundView, refusal: PlanRefusal) {
  const rows = createRows<Row>(() => round().budget.lines.map(rowOf))
  const lines = () => rows.rows().flatMap((row) => lineOf(row) ?? [])
  const unread = () => rows.rows().length - lines().length
  const part: PlanPart = {
    title: words.budget.title,
    unsaved: rows.unsaved,
    waits: () => (unread() > 0 ? words.budget.unread(unread()) : undefined),
    change: () => ({ budget: { lines: lines(), total: budgetTotal(lines()) } }),
    forget: rows.forget,
    beside: () => rows.rows().flatMap((_, place) => FIELDS.map((name) => `/budget/lines/${place}/${name}`)),
  }
  return { part, rows, lines, unread, refusal }
}

function misread(row: Row, name: string): string | undefined {
  if (name === 'quantity' && row.quantity !== '' && !(Number(readWhole(row.quantity)) >= 1))
    return words.budget.quantityWrong
  if (name === 'unitPrice' && row.unitPrice !== '' && readWhole(row.unitPrice) === undefined)
    return words.budget.priceWrong
  return undefined
}

/** What the round will cost: quantity × price, line by line, and the sum in figures and words. */
export function BudgetForm(props: { of: ReturnType<typeof createBudgetPart>; editable: boolean }) {
  const { rows, lines, unread, refusal } = props.of
  const add = () => rows.add({ ...EMPTY, section: rows.rows().at(-1)?.section ?? '' })
  const stands = (name: 'section' | 'basis') => props.editable || rows.rows().some((row) => row[name])
  const foot = () => (
    <tfoot>
      <tr>
        <th scope="row" colspan={stands('section') ? 5 : 4}>
          {words.budget.total}
        </th>
        <td class="number" data-budget-total>
          {unread() > 0 ? '—' : countText(budgetTotal(lines()))}
        </td>
        <Show when={stands('basis')}>
          <td colspan={props.editable ? 2 : 1} />
        </Show>
      </tr>
    </tfoot>
  )
  return (
    <section class="card" data-part="budget">
      <h3>{words.budget.title}</h3>
      <Show when={props.editable}>
        <p class="soft">{words.budget.lead}</p>
      </Show>
      <Show
        when={rows.rows().length > 0}
        fallback={
          <p class="soft">
            {words.budget.empty} {props.editable ? words.budget.emptyText : ''}
          </p>
        }
      >
        <EditedTable
          of={rows}
          columns={COLUMNS}
          title={words.budget.title}
          name="budget"
          rowName={words.budget.row}
          editable={props.editable}
          errorAt={(row, place, name) => misread(row, name) ?? errorAt(refusal(), `/budget/lines/${place}/${name}`)}
          foot={foot()}
        />
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
        <div class="actions">
          <Button onClick={add} data-action="add-budget-line">
            {words.budget.add}
          </Button>
        </div>
      </Show>
    </section>
  )
}
