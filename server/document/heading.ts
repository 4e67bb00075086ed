import { documentWords as words } from '../../client/words/documents.ts'
import type { DocumentHead, LegalBasis } from './head.ts'
import { vietnameseDay, vietnameseMonth } from './number.ts'
import { air, centred, italicParagraph } from './outline.ts'
import { PAGE, SIZE } from './page.ts'
import type { ParagraphPiece, Piece, RulePiece, SidesPiece } from './piece.ts'

/** Left and right of the heading: the motto needs more than half at 13 pt, so the table reaches 5 mm into both margins. */
const REACH = 284
/** Of the width of both. */
const LEFT = 4000 / (PAGE.text + 2 * REACH)

const rule = (room: number, width: number): RulePiece => ({ kind: 'rule', room, width })

/** Room for a hand: the clerical office writes the number and the day with a pen. */
const blank = (letters: number) => '\u00a0'.repeat(letters)

/**
 * The two bodies as they stand above a document: `UBND TỈNH SÓC TRĂNG` over `SỞ GIÁO DỤC VÀ ĐÀO TẠO`. The people's committee
 * is abbreviated, and the lower body does not repeat the name of the province.
 */
export function namesAbove({ parentBody, body }: Pick<DocumentHead, 'parentBody' | 'body'>) {
  const capitals = (text: string) => text.normalize('NFC').toLocaleUpperCase('vi').trim()
  const parent = capitals(parentBody).replace(/^[ỦU][YỶ] BAN NHÂN DÂN(?= )/, 'UBND')
  const [province = ''] = parent.match(/ (TỈNH|THÀNH PHỐ|TP\.?) .+$/) ?? []
  const whole = capitals(body)
  return { parent, body: province && whole.endsWith(province) ? whole.slice(0, -province.length) : whole }
}

/**
 * Issuing body and national motto, number and place. `kind` is the abbreviation of the document: BC, PA, KH, TTr; null for a
 * register or a sheet, which is no document with a number of its own. `room` is the width of the text, more on a page lying on its side.
 */
export function heading(head: DocumentHead, kind: string | null, room: number = PAGE.text): SidesPiece {
  const leftWidth = Math.round((room + 2 * REACH) * LEFT)
  const rightWidth = room + 2 * REACH - leftWidth
  const { parent, body } = namesAbove(head)
  const left = [
    centred(parent, { size: SIZE.head }),
    centred(body, { size: SIZE.head, bold: true }),
    rule(leftWidth, 1700),
    ...(kind === null
      ? []
      : [centred(`${words.number}:${blank(14)}/${kind}-${head.bodySymbol}`, { size: SIZE.head }, 120)]),
  ]
  const month = head.month === null ? blank(7) : ` ${vietnameseMonth(head.month)} `
  const right = [
    centred(words.nation, { size: SIZE.head, bold: true }),
    centred(words.motto, { size: SIZE.body, bold: true }),
    rule(rightWidth, 3420),
    centred(`${head.place}, ngày${blank(7)}tháng${month}năm ${head.year}`, { size: SIZE.body, italics: true }, 120),
  ]
  return {
    kind: 'sides',
    reach: REACH,
    sides: [
      { width: leftWidth, pieces: left },
      { width: rightWidth, pieces: right },
    ],
  }
}

/** Kind and abstract of the document, with the rule below. */
export function title(kind: string, abstract: readonly string[], room: number = PAGE.text): Piece[] {
  return [
    centred(kind.toLocaleUpperCase('vi'), { size: SIZE.body, bold: true }, 320),
    ...abstract.map((line) => centred(line, { size: SIZE.body, bold: true })),
    rule(room, 2600),
    air(60),
  ]
}

/** `Kính gửi:` in one line for one addressee, one line each with a dash for several. */
export function addressees(names: readonly string[]): ParagraphPiece[] {
  const [only] = names
  if (names.length === 1 && only) return [centred(`${words.to}: ${only}.`, { size: SIZE.body }, 120)]
  const end = (index: number) => (index === names.length - 1 ? '.' : ';')
  const line = (text: string, left: number): ParagraphPiece => ({
    kind: 'paragraph',
    align: 'left',
    left,
    before: 60,
    after: 0,
    runs: [{ text }],
  })
  return [line(`${words.to}:`, 1700), ...names.map((name, index) => line(`- ${name}${end(index)}`, 2700))]
}

/** `Quyết định số 2034/QĐ-BGDĐT ngày 13 tháng 7 năm 2023 của … về việc …`; a law goes without number. */
export function citation(basis: LegalBasis): string {
  const number = basis.number === null ? '' : ` số ${basis.number}`
  return `${basis.kind}${number} ${vietnameseDay(basis.date)} của ${basis.issuer} ${basis.abstract}`
}

/** `Căn cứ …` lines, the last one closed by a full stop. */
export function legalBases(bases: readonly LegalBasis[]): ParagraphPiece[] {
  const end = (index: number) => (index === bases.length - 1 ? '.' : ';')
  return bases.map((basis, index) => italicParagraph(`${words.basis} ${citation(basis)}${end(index)}`))
}
