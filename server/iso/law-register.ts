import { iso } from '../../client/words/iso.ts'
import { isoPapers } from '../../client/words/iso-papers.ts'
import { LAW_MONTHS } from '../../surveys/iso/months-later.ts'
import type { Db } from '../db/open.ts'
import { issuingDay } from '../document/issuing-day.ts'
import { count, shortDay } from '../document/number.ts'
import { paragraph } from '../document/outline.ts'
import type { Piece } from '../document/piece.ts'
import { dataTable, lineByLine } from '../document/table.ts'
import { departmentHead } from './department-head.ts'
import { sheetOutline } from './sheet-outline.ts'
import { type IsoRecord, listIsoRecords, listOpenBefore } from './store.ts'
import { dueOf } from './view.ts'

const words = isoPapers.laws
type Law = Extract<IsoRecord, { kind: 'law' }>
const lawsIn = (records: readonly IsoRecord[]): Law[] => records.flatMap((one) => (one.kind === 'law' ? [one] : []))

/** The register of changes of law: each with the day it takes effect, its three months, the procedures it changes, and how it stands. */
export async function lawRegister(db: Db, year: number, asked: string, demonstration: boolean) {
  const today = issuingDay(asked, year, demonstration)
  // What former years left open stands first, as the page lists it with this year's.
  const laws = [...lawsIn(await listOpenBefore(db, year)), ...lawsIn(await listIsoRecords(db, year))].sort((one, two) =>
    one.content.effectiveOn.localeCompare(two.content.effectiveOn),
  )
  const head = await departmentHead(db, year, today, demonstration)
  const dues = laws.map((one) => dueOf(one, today))
  const many = (...states: readonly string[]) => count(dues.filter((due) => due && states.includes(due.state)).length)
  const pieces: Piece[] = [
    paragraph(words.rule(LAW_MONTHS)),
    ...(laws.length === 0
      ? [paragraph(words.none(year))]
      : [
          paragraph(
            words.counts({
              ...{ day: shortDay(today), all: count(laws.length), done: many('done', 'done_late') },
              ...{ doneLate: many('done_late'), waiting: many('ahead', 'soon', 'late'), late: many('late') },
            }),
          ),
          { ...paragraph(''), runs: [] },
          lineByLine(
            dataTable(
              words.columns.map((name, at) => ({
                title: name,
                width: [0.6, 4.2, 1.25, 1.25, 3.8, 1.25, 1.25][at] ?? 1,
                align: [0, 2, 3, 5].includes(at) ? 'center' : 'left',
              })),
              laws.map(({ content }, at) => {
                const due = dues[at]
                return [
                  count(at + 1),
                  `${content.number}: ${content.title} (${content.issuer})`,
                  shortDay(content.effectiveOn),
                  due ? shortDay(due.on) : '',
                  [content.affects, content.lead].filter(Boolean).join('; '),
                  content.enteredOn === null ? isoPapers.nothing : shortDay(content.enteredOn),
                  due ? (due.state === 'late' ? iso.days(due.days) : (iso.dueStates[due.state] ?? due.state)) : '',
                ]
              }),
              20,
            ),
          ),
        ]),
  ]
  return {
    name: `so-van-ban-phap-luat-${year}`,
    outline: sheetOutline(words, words.abstract(year), head, pieces, demonstration, true),
  }
}
