import { documentWords as common } from '../../client/words/documents.ts'
import { inspection } from '../../client/words/inspection.ts'
import { visitMinutes as words } from '../../client/words/visit-minutes.ts'
import type { Db } from '../db/open.ts'
import { heading, title } from '../document/heading.ts'
import { issuingDay } from '../document/issuing-day.ts'
import { demonstrationMark } from '../document/mark.ts'
import { count, shortDay, vietnameseDay } from '../document/number.ts'
import { clause, ending, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { getGroup } from '../periods/store.ts'
import { Problem } from '../problem.ts'
import { witnesses } from '../sample/minutes-people.ts'
import { findYear } from '../tasks/store.ts'
import { unitNames } from '../tasks/view.ts'
import { headOfYear } from './draw-document.ts'
import { type Finding, findVisit, getDraw, listFindings, listPaperNames } from './store.ts'

const KIND = 'BB'
const LONG = '.'.repeat(38)

/** The minutes of the inspection of one unit: when, by whom, what was seen, what is to be put right and how far that is. */
export async function visitPaper(db: Db, id: string, asked: string, demonstration: boolean) {
  const visit = await findVisit(db, id)
  if (!visit) throw new Problem('not_found')
  if (visit.visitedOn === null)
    throw new Problem('step_not_possible', { detail: { state: 'planned', step: 'visit_document' } })
  const draw = await getDraw(db, visit.drawId)
  const group = await getGroup(db, draw.groupId)
  const year = await findYear(db, group.year)
  if (!year) throw new Problem('not_found')
  const today = issuingDay(asked, group.year, demonstration)
  const names = await unitNames(db)
  const unit = names.get(visit.unitId) ?? visit.unitId
  const findings = await listFindings(db, [id])
  const numbers = await paperNumbers(db, findings)
  const head = headOfYear(year, Number(visit.visitedOn.slice(0, 4)))
  const last = draw.ledger.units.find((one) => one.id === visit.unitId)?.lastYear ?? null
  const abstract = words.abstract(group.year, unit)
  const pieces: Piece[] = [
    heading(head, KIND),
    ...title(common.kinds.BB, abstract),
    part('I', words.opening),
    paragraph(words.visited(vietnameseDay(visit.visitedOn), unit)),
    ...(visit.team === '' ? [] : [paragraph(words.team(visit.team.replace(/\.$/, '')))]),
    ...words.roles.map((role, at) =>
      paragraph(
        words.people({
          ...{ number: String(at + 1), name: LONG, post: '.'.repeat(24) },
          role: `${role}${at === words.roles.length - 1 ? '.' : ';'}`,
        }),
      ),
    ),
    paragraph(words.drawn(last === null ? words.never : String(last))),
    part('II', words.notes),
    ...(visit.notes.trim() === ''
      ? [paragraph(words.notesNone)]
      : visit.notes
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => paragraph(line.trim()))),
    part('III', words.findings),
    ...(findings.length === 0
      ? [paragraph(words.findingsNone)]
      : [
          paragraph(countsText(findings, today)),
          ...findings.flatMap((one, at) => detail(one, at + 1, numbers, today)),
        ]),
    ending(words.closing({ copies: '......' })),
    ...witnesses({ ...words, recipients: [unit, words.members] }),
  ]
  const outline: Outline = {
    title: `${common.kinds.BB}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: `${visit.id} ${visit.lockVersion}`,
    sections: [{ pieces, mark: demonstrationMark(demonstration) }],
  }
  return { name: `bien-ban-kiem-tra-${group.year}`, outline }
}

const isLate = ({ state, dueOn }: Finding, today: string): boolean => state === 'open' && dueOn < today

function countsText(findings: readonly Finding[], today: string): string {
  const many = (state: Finding['state']) => count(findings.filter((one) => one.state === state).length)
  return words.counts({
    ...{ all: count(findings.length), open: many('open'), measure: many('measure'), verified: many('verified') },
    overdue: count(findings.filter((one) => isLate(one, today)).length),
  })
}

function detail(one: Finding, number: number, numbers: ReadonlyMap<string, string>, today: string): Piece[] {
  const said = (label: string, text: string | undefined) =>
    text ? [paragraph([{ text: label, bold: true }, { text }])] : []
  return [
    clause(number, `${words.due}${shortDay(one.dueOn)}`),
    ...said(words.said, one.said),
    ...said(words.measure, one.measure),
    ...said(words.paper, numbers.get(one.evidenceId ?? '')),
    ...said(words.verdict, one.verdict),
    ...said(words.state, isLate(one, today) ? inspection.overdue : inspection.states[one.state]),
  ]
}

/** Number and day of the papers that prove what was done. */
async function paperNumbers(db: Db, findings: readonly Finding[]): Promise<ReadonlyMap<string, string>> {
  const ids = findings.flatMap(({ evidenceId }) => (evidenceId === null ? [] : [evidenceId]))
  const papers = await listPaperNames(db, ids)
  return new Map(papers.map(({ id, number, issuedOn }) => [id, `${number} (${shortDay(issuedOn)})`]))
}
