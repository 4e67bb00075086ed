import { documentWords as common } from '../../client/words/documents.ts'
import { periodicReport as words } from '../../client/words/periodic-report.ts'
import { PROVINCE, roleOf, UNKNOWN_SYMBOL } from '../assessment-papers/unit-head.ts'
import { annexes } from '../document/annex.ts'
import type { DocumentHead } from '../document/head.ts'
import { addressees, heading, title } from '../document/heading.ts'
import { demonstrationMark, markOfPages } from '../document/mark.ts'
import { roman, shortDay } from '../document/number.ts'
import { clause, dash, ending, italicHeading, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { figureText, papersTable, placesOf, proofNumbers, typed } from './report-pieces.ts'
import type { EntryView, ReportView } from './report-view.ts'

const KIND = 'BC'

/** A unit's report of a period as it would be signed: assessment, task by task, difficulties, what comes next, papers. */
export function reportOutline(report: ReportView, demonstration: boolean): Outline {
  const { unit, period, entries, issuing } = report
  const department = issuing?.department ?? ''
  const head: DocumentHead = {
    ...{ parentBody: department.replace(PROVINCE, '').toLocaleUpperCase('vi') },
    ...{ body: unit.name.toLocaleUpperCase('vi'), bodyInText: unit.name },
    ...{ bodySymbol: UNKNOWN_SYMBOL, place: issuing?.place ?? '', month: null, year: period.year },
  }
  const what = period.name.replace(/^Báo cáo /, '')
  const abstract = [period.kind === 'plan' ? words.ofPlan : words.of, what]
  const papers = report.papers.filter(({ withdrawn }) => !withdrawn)
  const whole = entries.find(({ task }) => task === 0)
  const byTask = entries.filter(({ task }) => task !== 0)
  const mark = markOfPages(demonstrationMark(demonstration), report.state === 'draft' && words.draft)
  const parts: [string, Piece[]][] = [
    [words.whole, typed(whole?.done ?? '', words.noWhole)],
    [words.byTask, taskPieces(report, byTask, placesOf(papers))],
    [words.difficulties, collected(entries, 'difficulties', words.noDifficulties)],
    [words.next, collected(entries, 'next', words.noNext)],
  ]
  return {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: unit.name,
    description: mark ?? '',
    sections: [
      {
        pieces: [
          heading(head, KIND),
          ...title(words.kind, abstract),
          ...addressees([words.toDepartment(department)]),
          paragraph(
            words.opening({
              ...{ year: String(period.year), department, unit: unit.name, what: `${words.results} ${what}` },
              ...{ from: shortDay(period.startsOn), to: shortDay(period.endsOn), due: shortDay(period.lastDay) },
            }),
          ),
          ...parts.flatMap(([name, pieces], at) => [part(roman(at + 1), name), ...pieces]),
          ...(papers.length === 0 ? [paragraph(words.noPapers)] : []),
          ending(words.closing(unit.name)),
          ...signature([common.sameAsAbove], words.archive, { role: [roleOf(unit.name)], name: null }),
        ],
        mark,
      },
      // An annex that only says there is nothing is a page too many.
      ...(papers.length === 0
        ? []
        : annexes([{ title: words.papers, children: papersTable(papers, entries) }], head, KIND, mark)),
    ],
  }
}

/** The tasks under their areas, in the order of their numbers. */
function taskPieces(report: ReportView, entries: readonly EntryView[], places: ReadonlyMap<string, number>): Piece[] {
  if (entries.length === 0) return [paragraph(words.noTasks)]
  const areas = [...new Set(report.tasks.map(({ area }) => area))]
  let serial = 0
  return areas.flatMap((area) => {
    const own = report.tasks.flatMap((task) => {
      const entry = task.area === area ? entries.find((one) => one.task === task.number) : undefined
      return entry ? [{ task, entry }] : []
    })
    if (own.length === 0) return []
    serial += 1
    return [
      clause(serial, area),
      ...own.flatMap(({ task, entry }) => {
        const proofs = proofNumbers(entry.evidence, places)
        return [
          italicHeading(words.task(task.number, task.name)),
          ...(entry.done === '' ? [] : typed(entry.done, '')),
          ...(entry.figure === null ? [] : [paragraph(words.figure(figureText(entry.figure)))]),
          ...(proofs === '' ? [] : [paragraph(words.proof(proofs))]),
        ]
      }),
    ]
  })
}

function collected(entries: readonly EntryView[], field: 'difficulties' | 'next', otherwise: string): Piece[] {
  const said = entries.filter((entry) => entry[field] !== '')
  if (said.length === 0) return [paragraph(otherwise)]
  return said.flatMap((entry) =>
    entry.task === 0
      ? typed(entry[field], '')
      : [dash(words.ofTask(entry.task, entry[field].split(/\s*\r?\n\s*/).join('; ')))],
  )
}
