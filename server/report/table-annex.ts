import { documentWords as common } from '../../client/words/documents.ts'
import { reportWords } from '../../client/words/report.ts'
import { annexWords as words } from '../../client/words/report-annexes.ts'
import { count, decimal } from '../document/number.ts'
import type { Piece, TablePiece } from '../document/piece.ts'
import { type Column, dataTable, remark, type TableText, tableCaption } from '../document/table.ts'
import {
  type Cells,
  cellsOf,
  expectationText,
  intervalText,
  isFigure,
  meanText,
  nameIn,
  rateText,
  sheetsHidden,
  sumOf,
} from './cells.ts'
import { resultCells } from './findings.ts'
import type { DomainResult, ReportInput, Result } from './report-input.ts'
import { slipCells, slipRemarks } from './rollout.ts'

type Content = Piece[]
const SMALL = 20

const columns = (titles: readonly string[], widths: readonly number[], text: number): Column[] =>
  titles.map((title, index) => ({ title, width: widths[index] ?? 1, align: index < text ? 'left' : 'center' }))

/** Annex I: every number behind the text, numbered PL1, PL2 … */
export function tableAnnex(input: ReportInput): Content {
  let number = 0
  const caption = (title: string) => {
    number += 1
    return tableCaption(common.table(`PL${number}`, title))
  }
  const cellTable = (title: string, make: (cells: Cells) => TablePiece): Content => {
    const cells = cellsOf(input)
    return [caption(title), make(cells), ...cells.remarks()]
  }
  const { domains } = input.results
  const cross = domains.filter((domain) => domain.level !== null && domain.area !== null)
  // The order of these lines is the order of the numbers.
  const content: Content = [caption(words.strataTable), strata(input), caption(words.slipsTable), ...slipTable(input)]
  for (const domain of domains)
    if (domain.level === null || domain.area === null)
      content.push(...cellTable(words.domainTable(domainName(input, domain)), (cells) => detail(input, cells, domain)))
  if (cross.length > 0) content.push(...cellTable(words.crossTable, (cells) => crossTable(input, cells, cross)))
  for (const { id, name } of input.levels)
    content.push(...cellTable(words.itemTable(name), (cells) => itemTable(input, cells, id)))
  content.push(caption(words.unweightedTable), unweighted(input), remark(words.unweightedRemark))
  return content
}

function domainName(input: ReportInput, { level, area }: DomainResult): string {
  if (level !== null) return nameIn(input.levels, level)
  return area !== null ? nameIn(input.areas, area) : input.round.whole
}

function strata({ frame, sample, levels, areas }: ReportInput): TablePiece {
  const counts = (rows: readonly Readonly<{ schools: number; classes: number; pupils: number }>[]) => [
    count(sumOf(rows, (row) => row.schools)),
    count(sumOf(rows, (row) => row.classes)),
    count(sumOf(rows, (row) => row.pupils)),
  ]
  const lines = frame.rows.map((row) => {
    const drawn = sample.strata.filter((each) => each.level === row.level && each.area === row.area)
    return [nameIn(levels, row.level), nameIn(areas, row.area), ...counts([row]), ...counts(drawn)]
  })
  const total = [common.total, '', ...counts(frame.rows), ...counts(sample.strata)]
  return dataTable(columns(words.strataColumns, [1.2, 2.3], 2), [...lines, { cells: total, bold: true }], SMALL)
}

function slipTable(input: ReportInput): Piece[] {
  const { fieldwork, levels, areas } = input
  const keptBack = (row: (typeof fieldwork)[number]) => sheetsHidden(input, row.level, row.area)
  const lines = fieldwork.map((row) => [
    nameIn(levels, row.level),
    nameIn(areas, row.area),
    ...slipCells([row], keptBack(row)),
  ])
  const total = { cells: [common.total, '', ...slipCells(fieldwork)], bold: true } as const
  return [
    dataTable(columns(words.slipsColumns, [1.5, 2.6], 2), [...lines, total], SMALL),
    ...slipRemarks(input, fieldwork.some(keptBack)),
  ]
}

function detail(input: ReportInput, cells: Cells, domain: DomainResult): TablePiece {
  const { target } = input.round
  const line = (name: string, { rate, mean }: Result): TableText[] => [
    name,
    cells.show(rate, (each) => rateText(each.value, target).replace('%', '')),
    cells.show(rate, (each) => decimal(each.se * 100, 2)),
    cells.show(rate, (each) => intervalText(each, target)),
    cells.show(rate, (each) => (each.deff === null ? common.hidden : decimal(each.deff, 2))),
    cells.show(rate, (each) => count(each.df)),
    cells.show(rate, (each) => count(each.n)),
    cells.show(mean, meanText),
  ]
  const { expectation } = domain
  const expected: TableText[] = [
    words.expectationRow,
    cells.show(expectation, (each) => decimal(each.value, 1)),
    cells.show(expectation, (each) => decimal(each.se, 2)),
    cells.show(expectation, (each) => `${expectationText(each.low)} - ${expectationText(each.high)}`),
    cells.show(expectation, (each) => (each.deff === null ? common.hidden : decimal(each.deff, 2))),
    cells.show(expectation, (each) => count(each.df)),
    cells.show(expectation, (each) => count(each.n)),
    '',
  ]
  const asks = isFigure(expectation) || expectation.suppressed !== 'not_asked'
  const blocks = input.results.blocks.flatMap(({ id, title }) => {
    const result = domain.blocks[id]
    return result ? [line(`${id}. ${title}`, result)] : []
  })
  return dataTable(
    columns(words.domainColumns, [2.6, 0.9, 0.9, 1.7, 0.9, 0.8, 1, 0.9], 1),
    [
      ...blocks,
      { cells: line(reportWords.meanBlocks, domain.computed), bold: true },
      line(reportWords.askedRow, domain.asked),
      ...(asks ? [expected] : []),
    ],
    SMALL,
  )
}

function crossTable(input: ReportInput, cells: Cells, domains: readonly DomainResult[]): TablePiece {
  const lines = domains.map(({ level, area, computed }): TableText[] => {
    const [rate = '', interval = '', mean = '', n = ''] = resultCells(input, cells, computed)
    const verdict = computed.verdict === null ? common.hidden : common.verdict[computed.verdict]
    return [nameIn(input.levels, level ?? ''), nameIn(input.areas, area ?? ''), rate, interval, verdict, mean, n]
  })
  return dataTable(columns(words.crossColumns, [1.1, 2.1, 1, 1.6, 1.4, 0.9, 0.9], 2), lines, SMALL)
}

function itemTable(input: ReportInput, cells: Cells, level: string): TablePiece {
  const lines = input.results.items
    .filter((item) => item.level === level)
    .map((item): TableText[] => [item.id, item.text, ...resultCells(input, cells, item.result)])
  return dataTable(columns(words.itemColumns, [0.6, 4, 1, 1.6, 0.9, 0.9], 2), lines, SMALL)
}

function unweighted(input: ReportInput): TablePiece {
  const { target } = input.round
  const rate = (share: number | null) => (share === null ? common.hidden : rateText(share, target))
  const blocks = input.results.blocks.map(({ id }) => id)
  const titles = [
    words.unweightedColumns[0],
    words.unweightedColumns[1],
    ...blocks,
    ...words.unweightedColumns.slice(2),
  ]
  const lines = input.unweighted.map((row) => {
    const keptBack = sheetsHidden(input, row.level, null)
    const figures = [...blocks.map((id) => row.blocks[id] ?? null), row.computed, row.asked]
    return [
      row.level === null ? input.round.whole : nameIn(input.levels, row.level),
      keptBack ? common.hidden : count(row.n),
      ...figures.map((share) => rate(keptBack ? null : share)),
    ]
  })
  return dataTable(columns(titles, [1.6, 0.9], 1), lines, SMALL)
}
