import { iso } from '../../client/words/iso.ts'
import { isoPapers } from '../../client/words/iso-papers.ts'
import type { Db } from '../db/open.ts'
import { count, shortDay } from '../document/number.ts'
import { paragraph } from '../document/outline.ts'
import type { Piece } from '../document/piece.ts'
import { dataTable, lineByLine } from '../document/table.ts'
import { Problem } from '../problem.ts'
import { departmentHead } from './department-head.ts'
import { sheetOutline } from './sheet-outline.ts'
import { getIsoRecord } from './store.ts'

const words = isoPapers.checklist

/** The checklist of an audit: before it, to be taken along and filled in by hand; afterwards with what was found. */
export async function checklistPaper(db: Db, id: string, today: string, demonstration: boolean) {
  const audit = await getIsoRecord(db, id)
  if (audit.kind !== 'audit') throw new Problem('not_found')
  const { title, unit, plannedOn, heldOn, auditors, items } = audit.content
  const head = await departmentHead(db, audit.year, heldOn ?? today, demonstration)
  const many = (answer: string) => count(items.filter((one) => one.answer === answer).length)
  const looked = items.filter(({ answer }) => answer !== 'not_looked').length
  const said = (label: string, text: string) => paragraph([{ text: `${label}: `, bold: true }, { text }])
  const table = dataTable(
    words.columns.map((name, at) => ({
      title: name,
      width: [0.5, 0.9, 4, 1.2, 4][at] ?? 1,
      align: at < 2 ? 'center' : 'left',
    })),
    items.map(({ clause, question, answer, note }, at) => [
      ...[count(at + 1), clause, question],
      // What is still to be looked at is left to the hand.
      answer === 'not_looked' ? '' : (iso.answers[answer] ?? answer),
      note,
    ]),
    22,
  )
  const pieces: Piece[] = [
    said(iso.unit, unit),
    said(iso.plannedOn, shortDay(plannedOn)),
    ...(heldOn === null ? [] : [said(iso.heldOn, shortDay(heldOn))]),
    ...(auditors === '' ? [] : [said(iso.auditors, auditors)]),
    ...(looked === 0
      ? []
      : [
          paragraph(
            words.counts({
              ...{ looked: count(looked), all: count(items.length) },
              ...{ conforms: many('conforms'), remark: many('remark'), fails: many('fails') },
            }),
          ),
        ]),
    { ...paragraph(''), runs: [] },
    lineByLine(table),
  ]
  return {
    name: `bang-kiem-danh-gia-noi-bo-${audit.year}`,
    outline: sheetOutline(words, words.abstract(title), head, pieces, demonstration, true),
  }
}
