import { paperWords } from '../../../client/words/paper.ts'
import { isAboutPhone, type Notices, noticeOf } from '../../../surveys/forms/notice.ts'
import type { Instrument } from '../../../surveys/instrument.ts'
import { inLanguage, type Text } from '../../../surveys/text.ts'
import { drawLines, heightOf } from '../../document/pdf/draw-lines.ts'
import { layLines } from '../../document/pdf/lay-lines.ts'
import { MM, type Pdf } from '../../document/pdf/open-pdf.ts'
import type { Slab } from '../../document/pdf/slab.ts'
import { SIZE, WIDTH } from './geometry.ts'
import type { PaperWords } from './paper-words.ts'
import { textSlabs } from './text-slabs.ts'

export type Opening = Readonly<{
  department: string | null
  hotline: string | null
  /** The last day a sheet is taken, as it is written: `29/10/2021`. */
  until: string | null
  /** Those of the round; without one, those that ship. */
  notices?: Notices | undefined
  /** The sheet carries the code of a slip, which also opens the form on a phone. */
  slip: boolean
}>

/** What stands before the first question: who asks, the title, the notice, how to answer. */
export function openingSlabs(pdf: Pdf, form: Instrument, words: PaperWords, opening: Opening): Slab[] {
  // Inside a sentence that awaits its translator the mark of the sentence is enough.
  const plain = (text: Text) => inLanguage(text, words.language)
  const department = opening.department ?? words.say(paperWords.department)
  const names = {
    department: opening.department ?? plain(paperWords.department),
    hotline: opening.hotline ?? plain(paperWords.blankHotline),
  }
  const notice = noticeOf(form, opening.notices)
  const line = (text: string, before: number, face: 'regular' | 'bold' | 'italic' = 'regular', glued = false) =>
    textSlabs(pdf, [{ text, size: SIZE.text, face }], { before, glued })
  const title = words.say(form.title).toLocaleUpperCase(words.language === 'en' ? 'en' : 'vi')
  return [
    headingSlab(pdf, department, words),
    ...textSlabs(pdf, [{ text: title, size: SIZE.title + 1, face: 'bold' }], {
      before: 12,
      glued: true,
      align: 'center',
    }),
    ...line(words.say(notice.title), 8, 'bold', true),
    ...notice.points
      .filter((point) => !isAboutPhone(point))
      .flatMap((point) => line(`- ${words.say(point, names)}`, 2)),
    ...line(words.say(notice.contact, names), 3, 'italic'),
    ...(opening.until === null ? [] : line(words.say(paperWords.until, { until: opening.until }), 2, 'italic')),
    ...line(words.say(paperWords.howTitle), 8, 'bold', true),
    ...line(`- ${words.say(paperWords.howTick)}`, 2),
    ...line(`- ${words.say(paperWords.howUnknown, { unknown: plain(paperWords.unknown) })}`, 2),
    ...(opening.slip ? line(`- ${words.say(paperWords.howPhone)}`, 2) : []),
  ]
}

/** Who asks on the left; the name of the state and its motto on the right, as above every paper of an office. */
function headingSlab(pdf: Pdf, department: string, words: PaperWords): Slab {
  // The motto is the state's, in Vietnamese or in its official English.
  const language = words.language === 'en' ? 'en' : 'vi'
  const [left, right] = [WIDTH * 0.42, WIDTH * 0.58]
  const laid = (text: string, size: number, width: number) => layLines(pdf, [{ text, size, face: 'bold' }], { width })
  const office = laid(department.toLocaleUpperCase(language), 11.5, left - 4)
  const nation = laid(paperWords.nation[language], 11.5, right)
  const motto = laid(paperWords.motto[language], 12, right)
  const draw = (x: number, top: number) => {
    const under = drawLines(pdf, office, { left: x, top, width: left - 4, align: 'center' })
    const below = drawLines(pdf, motto, {
      left: x + left,
      top: drawLines(pdf, nation, { left: x + left, top, width: right, align: 'center' }),
      width: right,
      align: 'center',
    })
    rule(pdf, x + left / 2, under + 2, 22 * MM)
    rule(pdf, x + left + right / 2, below + 2, motto[0]?.width ?? 0)
  }
  return { before: 0, height: Math.max(heightOf(office), heightOf([...nation, ...motto])) + 5, glued: true, draw }
}

function rule(pdf: Pdf, middle: number, y: number, width: number): void {
  pdf
    .lineWidth(0.75)
    .strokeColor('#000000')
    .moveTo(middle - width / 2, y)
    .lineTo(middle + width / 2, y)
    .stroke()
}
