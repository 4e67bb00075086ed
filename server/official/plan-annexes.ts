import { documentWords as common } from '../../client/words/documents.ts'
import { planDocumentWords as words } from '../../client/words/plan-document.ts'
import { amountOf, budgetSections } from '../../surveys/budget.ts'
import type { Milestone } from '../../surveys/calendar.ts'
import type { Annex } from '../document/annex.ts'
import { count, roman, shortDay } from '../document/number.ts'
import { air, clause } from '../document/outline.ts'
import type { Piece, TablePiece } from '../document/piece.ts'
import { type Column, dataTable, inOnePiece, remark, type TableLine, tableCaption } from '../document/table.ts'
import type { PlanForm, PlanInput } from './plan-input.ts'
import { allocationCells } from './plan-sums.ts'

const SMALL = 21

/** The annexes that there are, and the number by which the text names each; null for one that is left out. */
export type PlanAnnexes = Readonly<{
  list: readonly Annex[]
  allocation: string
  forms: string
  calendar: string | null
  budget: string | null
}>

export function planAnnexes(input: PlanInput): PlanAnnexes {
  const { calendar, budget, forms } = input
  const list: Annex[] = [
    { title: words.allocationAnnex, children: allocationAnnex(input) },
    { title: words.formsAnnexTitle, children: forms.flatMap(formPieces) },
  ]
  const add = (annex: Annex): string => roman(list.push(annex))
  const calendarAt =
    calendar.length > 0 ? add({ title: words.calendarAnnexTitle, children: [calendarTable(calendar)] }) : null
  const budgetAt = budget.lines.length > 0 ? add({ title: words.budgetAnnexTitle, children: budgetAnnex(input) }) : null
  return { list, allocation: 'I', forms: 'II', calendar: calendarAt, budget: budgetAt }
}

const columns = (titles: readonly string[], widths: readonly number[], text: readonly number[]): Column[] =>
  titles.map((title, index) => ({
    title,
    width: widths[index] ?? 1,
    align: text.includes(index) ? 'left' : index === 0 ? 'center' : 'right',
  }))

function allocationAnnex({ allocation, areas }: PlanInput): Piece[] {
  const total = allocationCells(allocation)
  const byArea = areas.length > 1 && allocation.every(({ area }) => area !== null)
  const strata = dataTable(
    columns(words.allocationColumns, [0.55, 2.6], [1]),
    [
      ...allocation.map((row, index) => [String(index + 1), row.names.join(' – '), ...allocationCells([row])]),
      { cells: ['', common.total, ...total], bold: true as const },
    ],
    SMALL,
  )
  if (!byArea) return [strata, remark(words.allocationRemark)]
  const [serial = '', , ...numbers] = words.allocationColumns
  return [
    tableCaption(common.table('PL1', words.strataTable)),
    strata,
    remark(words.allocationRemark),
    tableCaption(common.table('PL2', words.areaTable)),
    inOnePiece(
      dataTable(
        columns([serial, words.areaColumn, ...numbers], [0.55, 2.6], [1]),
        [
          ...areas.map((area, index) => [
            String(index + 1),
            area,
            ...allocationCells(allocation.filter((row) => row.area === area)),
          ]),
          { cells: ['', common.total, ...total], bold: true as const },
        ],
        SMALL,
      ),
    ),
  ]
}

function formPieces(form: PlanForm, index: number): Piece[] {
  const lines = form.blocks.flatMap((block): TableLine[] => [
    { cells: [block.id, block.title, ''], bold: true },
    ...block.items.map(({ id, text, answer }) => [id, text, answer]),
  ])
  const table = dataTable(columns(words.formColumns, [0.6, 4, 2.6], [1, 2]), lines, SMALL)
  return [
    clause(index + 1, form.title),
    { ...remark(words.formSource({ id: form.id, source: form.source })), keepNext: true },
    air(60, { keepNext: true }),
    { ...table, top: true },
  ]
}

/** Milestones with their days and who answers for them. */
export function calendarTable(calendar: readonly Milestone[]): TablePiece {
  const days = ({ startsOn, endsOn }: Milestone) =>
    startsOn === endsOn ? shortDay(startsOn) : `${shortDay(startsOn)} – ${shortDay(endsOn)}`
  return dataTable(
    columns(words.calendarColumns, [0.5, 3, 2.4, 2.2], [1, 2, 3]),
    calendar.map((one, index) => [
      String(index + 1),
      one.note === null ? one.name : `${one.name} (${one.note})`,
      days(one),
      one.who,
    ]),
  )
}

function budgetAnnex({ budget }: PlanInput): Piece[] {
  const sections = budgetSections(budget.lines)
  const plain = sections.length === 1 && sections[0]?.section === null
  let number = 0
  const lines = sections.flatMap(({ section, total, lines: within }, place): TableLine[] => [
    ...(plain
      ? []
      : [
          {
            cells: [roman(place + 1), section ?? words.otherSection, '', '', '', count(total), ''],
            bold: true as const,
          },
        ]),
    ...within.map((one) => [
      String(++number),
      one.content,
      one.unit,
      count(one.quantity),
      count(one.unitPrice),
      count(amountOf(one)),
      one.basis ?? '',
    ]),
  ])
  const all = { cells: ['', common.total, '', '', '', count(budget.total), ''], bold: true as const }
  return [
    { ...remark(words.budgetUnit), align: 'right' },
    air(40, { keepNext: true }),
    dataTable(columns(words.budgetColumns, [0.6, 2.9, 1.1, 1, 1.3, 1.5, 1.8], [1, 2, 6]), [...lines, all], SMALL),
  ]
}
