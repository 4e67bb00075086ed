import { documentWords } from '../../client/words/documents.ts'
import { logicWords as words } from '../../client/words/paper.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import type { InstrumentState } from '../../surveys/instrument-state.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { awaitsTranslation } from '../../surveys/text.ts'
import { textsOf } from '../../surveys/texts.ts'
import { count } from '../document/number.ts'
import { air, centred, clause, part } from '../document/outline.ts'
import { SIZE } from '../document/page.ts'
import { writePdf } from '../document/pdf/write-pdf.ts'
import type { Outline, Piece, Run, SidesPiece, TablePiece } from '../document/piece.ts'
import { answerLines, inAllLanguages, itemTexts, ruleLines, scaleLines, whenLines } from './logic-items.ts'

export type LogicFile = Readonly<{
  instrument: Instrument
  state: InstrumentState
  contentHash: string
  department: string
  /** `Trung học cơ sở` */
  level: string
  /** what every page says at its foot */
  mark: string | null
}>

/** The whole of a version on paper, for the hand of whoever answers for it: every page carries the version and its hash. */
export const logicPdf = async (file: LogicFile): Promise<Buffer> => writePdf(logicOutline(file))

export function logicOutline(file: LogicFile): Outline {
  const { instrument, contentHash, department } = file
  const id = instrumentId(instrument)
  const pieces: Piece[] = [
    nation(department),
    centred(words.kind.toLocaleUpperCase('vi'), { bold: true, size: SIZE.body }, 240),
    centred(instrument.title.vi, { bold: true, size: SIZE.body }),
    part('I', words.identity),
    air(0, { keepNext: true }),
    identity(file),
    { ...centred(words.hashNote, { italics: true, size: SIZE.small }, 80), align: 'justify' },
    part('II', words.noticeTitle),
    air(0, { keepNext: true }),
    noticeTable(instrument),
    part('III', words.itemsTitle),
    ...instrument.blocks.flatMap((block): Piece[] => [
      { ...clause(1, ''), runs: [{ text: words.block(block.id, block.title.vi), bold: true }], firstLine: 0 },
      blockTable(instrument, block),
    ]),
    air(0, { keepNext: true }),
    signatures(),
  ]
  const foot = words.foot(id, contentHash)
  return {
    title: `${words.kind}: ${id}`,
    creator: department,
    description: contentHash,
    sections: [{ pieces, mark: file.mark, landscape: true, foot }],
  }
}

/** The text of a page on its side, in twentieths of a point. */
const WIDE = 16838 - 1701 - 1134

function nation(department: string): SidesPiece {
  const left = Math.round(WIDE * 0.42)
  return {
    kind: 'sides',
    reach: 0,
    sides: [
      {
        width: left,
        pieces: [
          centred(department.toLocaleUpperCase('vi'), { bold: true, size: SIZE.head }),
          { kind: 'rule', room: left, width: 1700 },
        ],
      },
      {
        width: WIDE - left,
        pieces: [
          centred(documentWords.nation, { bold: true, size: SIZE.head }),
          centred(documentWords.motto, { bold: true, size: SIZE.body }),
          { kind: 'rule', room: WIDE - left, width: 3420 },
        ],
      },
    ],
  }
}

const table = (columns: TablePiece['columns'], lines: TablePiece['lines']): TablePiece => ({
  kind: 'table',
  columns,
  lines: lines.map((cells) => cells.map(trimmed)),
  size: 21,
  stays: [],
  top: true,
})

/** Without the line end behind the last run. */
const trimmed = (runs: readonly Run[]): Run[] =>
  runs.map((run, index) => (index === runs.length - 1 ? { ...run, text: run.text.replace(/\n$/, '') } : run))

function identity({ instrument, state, contentHash, level }: LogicFile): TablePiece {
  const rows = words.identityRows
  const missing = (language: 'km' | 'en') =>
    count(textsOf(instrument).filter(({ text }) => awaitsTranslation(text, language)).length)
  const lines: [string, string | Run[]][] = [
    [rows.id, instrumentId(instrument)],
    [rows.state, words.states[state]],
    [rows.level, level],
    [rows.respondent, words.respondents[instrument.respondent]],
    [rows.languages, instrument.languages.map((language) => words.languageNames[language]).join(', ')],
    [rows.missing, words.missingText(missing('km'), missing('en'))],
    [rows.items, count(questionsOf(instrument).length)],
    [rows.scale, scaleLines()],
    [rows.notice, words.noticeVersion((instrument.notice ?? NOTICES[instrument.respondent]).version)],
    [rows.hash, contentHash],
    [rows.source, instrument.source],
  ]
  const [name, value] = words.noticeColumns
  return table(
    [
      { title: name, width: 1, align: 'left' },
      { title: value, width: 3, align: 'left' },
    ],
    lines.map(([key, said]) => [
      [{ text: key }],
      typeof said === 'string' ? [{ text: said, bold: said === contentHash }] : said,
    ]),
  )
}

function noticeTable(instrument: Instrument): TablePiece {
  const notice = instrument.notice ?? NOTICES[instrument.respondent]
  const parts = words.noticeParts
  const lines = [
    [parts.title, notice.title] as const,
    ...notice.points.map((point, index) => [`${parts.point} ${index + 1}`, point] as const),
    [parts.contact, notice.contact] as const,
    [parts.agree, notice.agree] as const,
    [parts.decline, notice.decline] as const,
  ]
  return table(
    words.noticeColumns.map((title, index) => ({ title, width: index === 0 ? 1 : 5, align: 'left' as const })),
    lines.map(([name, text]) => [[{ text: name }], inAllLanguages(text)]),
  )
}

const WIDTHS = [0.7, 4.2, 3.2, 2.4, 2]

function blockTable(form: Instrument, block: Instrument['blocks'][number]): TablePiece {
  const lead = block.lead
    ? [[[{ text: block.id }], [...leadRuns(block.title), ...leadRuns(block.lead)], [], [], []]]
    : []
  return table(
    words.columns.map((title, index) => ({ title, width: WIDTHS[index] ?? 1, align: 'left' as const })),
    [
      ...(block.lead ? lead : [[[{ text: block.id }], leadRuns(block.title), [], [], []]]),
      ...block.items.map((item) => [
        [{ text: item.id, bold: true }],
        itemTexts(item),
        answerLines(form, item),
        whenLines(form, item),
        ruleLines(form, item),
      ]),
    ],
  )
}

const leadRuns = (text: Parameters<typeof inAllLanguages>[0]): Run[] =>
  inAllLanguages(text).map((run) => ({ ...run, italics: true }))

function signatures(): SidesPiece {
  const third = Math.round(WIDE / 3)
  const side = (role: string) => ({
    width: third,
    pieces: [
      centred(words.signDay, { italics: true, size: SIZE.small }, 160),
      centred(role, { bold: true, size: SIZE.head }),
      centred(words.signHint, { italics: true, size: SIZE.small }),
      air(1400),
    ],
  })
  return { kind: 'sides', reach: 0, sides: [words.prepared, words.checked, words.approved].map(side) }
}
