import { documentWords as common } from '../../client/words/documents.ts'
import { iso as words } from '../../client/words/iso.ts'
import type { Db } from '../db/open.ts'
import { heading, title } from '../document/heading.ts'
import { demonstrationMark } from '../document/mark.ts'
import { shortDay } from '../document/number.ts'
import { air, centred, clause, dash, ending, paragraph, part } from '../document/outline.ts'
import { PAGE, SIZE } from '../document/page.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { dataTable } from '../document/table.ts'
import { Problem } from '../problem.ts'
import { departmentHead } from './department-head.ts'
import { getIsoRecord, type IsoRecord, listIsoRecords } from './store.ts'

const MINUTES = 'BB'
/** Between the two who sign: long names do not run into each other. */
const BETWEEN = 400
type Review = IsoRecord & { kind: 'review' }

/** The minutes of a management review, by the form of NĐ 30/2020 (mẫu 1.10), with the findings of the year as they stand. */
export async function reviewMinutes(db: Db, id: string, demonstration: boolean) {
  const review = await getIsoRecord(db, id)
  if (review.kind !== 'review') throw new Problem('not_found')
  const findings = (await listIsoRecords(db, review.year))
    .filter((one) => one.kind === 'finding')
    .sort((one, two) => one.content.clause.localeCompare(two.content.clause, 'vi', { numeric: true }))
  // By the names of the day on which it was held, not of the day on which somebody takes the paper.
  const head = await departmentHead(db, review.year, review.content.heldOn, demonstration)
  const outline: Outline = {
    title: words.minutes.title,
    creator: head.bodyInText,
    description: `${review.id} ${review.lockVersion}`,
    sections: [
      {
        pieces: [
          heading(head, MINUTES),
          ...title(words.minutes.title, [words.minutes.about(review.year)]),
          ...opening(review),
          ...topicsOf(review),
          ...findingsOf(findings),
          part('IV', words.minutes.conclusion),
          paragraph(review.content.conclusion || words.minutes.none),
          ending(words.minutes.end),
          ...signatures(review),
        ],
        mark: demonstrationMark(demonstration),
      },
    ],
  }
  return { name: `bien-ban-xem-xet-lanh-dao-${review.year}`, outline }
}

/** Secretary on the left, chair on the right, by the form of minutes; below them who gets a copy. */
function signatures({ content }: Review): Piece[] {
  const bold = { bold: true, size: SIZE.body }
  const signed = (role: string, name: string) => [centred(role, bold), centred(name, bold, 1900)]
  const half = Math.round((PAGE.text - BETWEEN) / 2)
  // The list goes with its title: a page may turn above both, not between them.
  const small = (text: string, style: object = {}, keepNext = true) => ({
    ...paragraph([{ text, size: SIZE.note, ...style }]),
    align: 'left' as const,
    before: 0,
    keepNext,
  })
  return [
    air(120, { keepNext: true }),
    {
      kind: 'sides',
      reach: 0,
      keepNext: true,
      sides: [
        { width: half, pieces: signed(words.minutes.secretaryRole, content.secretary) },
        { width: BETWEEN, pieces: [air(0)] },
        { width: PAGE.text - BETWEEN - half, pieces: signed(words.minutes.chairRole, content.chair) },
      ],
    },
    air(200, { keepNext: true }),
    small(`${common.recipients}:`, { bold: true, italics: true, size: SIZE.recipients }),
    small(`- ${words.minutes.as};`),
    small(`- ${common.archive}: ${words.minutes.archive}.`, {}, false),
  ]
}

const opening = ({ content }: Review): Piece[] => [
  part('I', words.minutes.opening),
  paragraph(words.minutes.heldAt(shortDay(content.heldOn), content.place)),
  paragraph(`${words.chair}: ${content.chair}.`),
  paragraph(`${words.secretary}: ${content.secretary}.`),
  paragraph(`${words.attendees}:`),
  ...content.attendees.split('\n').map((line) => dash(line.trim())),
]

const topicsOf = ({ content }: Review): Piece[] => [
  part('II', words.minutes.topics),
  ...content.topics.flatMap(({ topic, discussion, decision, lead, dueOn }, at): Piece[] => [
    clause(at + 1, topic),
    ...(discussion ? discussion.split('\n').map((line) => paragraph(line)) : []),
    ...(decision
      ? [
          paragraph([
            { text: `${words.decision}: `, bold: true },
            { text: decision.replace(/\.?$/, '.') },
            ...(lead ? [{ text: ` ${words.lead}: ${lead}.` }] : []),
            ...(dueOn ? [{ text: ` ${words.dueOn}: ${shortDay(dueOn)}.` }] : []),
          ]),
        ]
      : []),
  ]),
]

const findingsOf = (findings: readonly IsoRecord[]): Piece[] => [
  part('III', words.minutes.findings),
  ...(findings.length === 0
    ? [paragraph(words.minutes.noFindings)]
    : [
        dataTable(
          [
            { title: words.minutes.number, width: 1.3, align: 'center' },
            { title: words.minutes.clause, width: 1.6, align: 'center' },
            { title: words.findingText, width: 4.5 },
            { title: words.action, width: 4.2 },
            { title: words.dueOn, width: 2.7, align: 'center' },
            { title: words.state, width: 2.5 },
          ],
          findings.flatMap((one, at) =>
            one.kind !== 'finding'
              ? []
              : [
                  [
                    String(at + 1),
                    one.content.clause,
                    one.content.text,
                    one.content.action,
                    one.content.dueOn ? shortDay(one.content.dueOn) : '',
                    words.states[one.state] ?? one.state,
                  ],
                ],
          ),
        ),
      ]),
]
