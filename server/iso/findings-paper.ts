import { documentWords as common } from '../../client/words/documents.ts'
import { iso } from '../../client/words/iso.ts'
import { isoPapers } from '../../client/words/iso-papers.ts'
import type { Db } from '../db/open.ts'
import { issuingDay } from '../document/issuing-day.ts'
import { count, shortDay } from '../document/number.ts'
import { clause, paragraph, part } from '../document/outline.ts'
import type { Piece } from '../document/piece.ts'
import { dataTable, lineByLine, tableCaption } from '../document/table.ts'
import { departmentHead } from './department-head.ts'
import { sheetOutline } from './sheet-outline.ts'
import { type IsoRecord, listIsoRecords, listOpenBefore } from './store.ts'
import { dueOf } from './view.ts'

const words = isoPapers.findings
type Finding = Extract<IsoRecord, { kind: 'finding' }>
type Audit = Extract<IsoRecord, { kind: 'audit' }>

const findingsIn = (records: readonly IsoRecord[]): Finding[] =>
  records
    .flatMap((one) => (one.kind === 'finding' ? [one] : []))
    .sort((one, two) => one.content.clause.localeCompare(two.content.clause, 'vi', { numeric: true }))
const dayText = (day: string | null): string => (day === null ? isoPapers.nothing : shortDay(day))
const stateText = ({ state }: Finding): string => (state === 'planned' ? words.planned : (iso.states[state] ?? state))

/** The findings of a year with their corrective actions, and what former years left open: a table to see, then each by itself. */
export async function findingsPaper(db: Db, year: number, asked: string, demonstration: boolean) {
  const today = issuingDay(asked, year, demonstration)
  const records = await listIsoRecords(db, year)
  const own = findingsIn(records)
  const before = findingsIn(await listOpenBefore(db, year))
  const audits = new Map(records.flatMap((one) => (one.kind === 'audit' ? [[one.id, one] as const] : [])))
  const head = await departmentHead(db, year, today, demonstration)
  const pieces: Piece[] = [
    part('I', words.summary),
    paragraph(countsText(own, year, today)),
    ...(own.length === 0
      ? []
      : [
          tableCaption(common.table('1', words.table)),
          summaryTable(own),
          part('II', words.detail),
          ...own.flatMap((one, at) => detail(one, at + 1, audits.get(one.parentId ?? ''))),
        ]),
    ...(before.length === 0
      ? []
      : [part(own.length === 0 ? 'II' : 'III', words.before), ...before.flatMap((one, at) => detail(one, at + 1))]),
  ]
  return {
    name: `diem-khong-phu-hop-${year}`,
    outline: sheetOutline(words, words.abstract(year), head, pieces, demonstration),
  }
}

function countsText(own: readonly Finding[], year: number, today: string): string {
  if (own.length === 0) return words.none(year)
  const grades = (grade: string) => count(own.filter(({ content }) => content.grade === grade).length)
  const states = (state: string) => count(own.filter((one) => one.state === state).length)
  return words.counts({
    ...{ year: String(year), all: count(own.length) },
    ...{ major: grades('major'), minor: grades('minor'), improve: grades('improve') },
    ...{ open: states('open'), planned: states('planned'), done: states('done'), verified: states('verified') },
    late: count(own.filter((one) => dueOf(one, today)?.state === 'late').length),
  })
}

function summaryTable(own: readonly Finding[]): Piece {
  const table = dataTable(
    words.columns.map((name, at) => ({
      title: name,
      width: [0.8, 0.9, 1.2, 2.5, 1.35, 1.35, 1.9][at] ?? 1,
      align: at === 0 || at === 1 || at === 4 || at === 5 ? 'center' : 'left',
    })),
    own.map((one, at) => [
      ...[count(at + 1), one.content.clause, iso.grades[one.content.grade] ?? one.content.grade],
      ...[one.content.lead || isoPapers.nothing, dayText(one.content.dueOn), dayText(one.content.doneOn)],
      stateText(one),
    ]),
  )
  return lineByLine(table)
}

/** One finding in sentences: long texts break over pages as they like. */
function detail(one: Finding, number: number, audit?: Audit): Piece[] {
  const { content } = one
  const said = (label: string, text: string) =>
    text === '' ? [] : [paragraph([{ text: `${label}: `, bold: true }, { text }])]
  return [
    clause(number, words.one(content.clause, iso.grades[content.grade] ?? content.grade)),
    ...(audit
      ? said(iso.audit, words.audit(audit.content.title, audit.content.unit))
      : said(iso.audit, words.year(one.year))),
    ...said(iso.findingText, content.text),
    ...said(iso.cause, content.cause || isoPapers.nothing),
    ...said(iso.action, content.action || isoPapers.nothing),
    ...said(iso.lead, content.lead),
    ...said(iso.dueOn, content.dueOn === null ? '' : shortDay(content.dueOn)),
    ...said(iso.doneOn, content.doneOn === null ? '' : shortDay(content.doneOn)),
    ...said(iso.proof, content.proof),
    ...said(iso.returned, content.answer),
    ...said(iso.state, stateText(one)),
  ]
}
