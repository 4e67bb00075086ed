import { awaitingNote, paperWords } from '../../../client/words/paper.ts'
import { type Instrument, instrumentId } from '../../../surveys/instrument.ts'
import type { Language } from '../../../surveys/text.ts'
import { drawLines } from '../../document/pdf/draw-lines.ts'
import { layLines } from '../../document/pdf/lay-lines.ts'
import { A4, MM, type Pdf } from '../../document/pdf/open-pdf.ts'
import { type Placed, paginate } from '../../document/pdf/write-pdf.ts'
import { qrPath } from '../../document/qr-path.ts'
import { formSlabs } from './form-slabs.ts'
import { BOTTOM, LEFT, SIZE, STRIP, TOP, WIDTH } from './geometry.ts'
import { type Opening, openingSlabs } from './opening-slabs.ts'
import { type PaperWords, paperWordsIn } from './paper-words.ts'
import { textSlabs } from './text-slabs.ts'

/** What is the same on every copy of a form: one object in the file for each of its sheets. */
export type PreparedSheets = Readonly<{ names: readonly string[]; objects: readonly PdfObject[] }>
type PdfObject = ReturnType<Pdf['ref']>
type Page = Pdf['page']

/** The code printed beside the QR of a sheet, and what the QR says. */
export type SheetCode = Readonly<{ label: string; code: string; qr: (page: number, pages: number) => string }>
/** `mark` says on every sheet that it is a draft or a trial. */
export type PaperOptions = Opening & Readonly<{ language: Language; mark: string | null }>

/** Lays a form out and draws what is the same on every copy; a thousand copies then cost little more than one. */
export function prepareSheets(pdf: Pdf, form: Instrument, options: PaperOptions, name: string): PreparedSheets {
  const words = paperWordsIn(options.language, paperWords.earlierAnswer)
  const slabs = [
    ...openingSlabs(pdf, form, words, options),
    ...formSlabs(pdf, form, words),
    ...textSlabs(pdf, [{ text: words.say(paperWords.thanks), size: SIZE.text, face: 'bold' }], {
      before: 10,
      glued: false,
      align: 'center',
    }),
  ]
  const pages = paginate(slabs, TOP, BOTTOM)
  const objects = pages.map((page, index) =>
    recorded(pdf, () => fixedPart(pdf, form, words, options, page, index + 1, pages.length)),
  )
  return { objects, names: objects.map((_, index) => `${name}${index + 1}`) }
}

function fixedPart(
  pdf: Pdf,
  form: Instrument,
  words: PaperWords,
  options: PaperOptions,
  page: readonly Placed[],
  number: number,
  pages: number,
): void {
  for (const { slab, top } of page) slab.draw(LEFT, top)
  const line = (
    text: string,
    top: number,
    align: 'left' | 'center',
    face: 'regular' | 'bold' | 'italic',
    size: number,
  ) => drawLines(pdf, layLines(pdf, [{ text, size, face }], { width: WIDTH }), { left: LEFT, top, width: WIDTH, align })
  line(`${words.say(paperWords.form)}: ${instrumentId(form)}`, STRIP.top + 2 * MM, 'left', 'regular', SIZE.strip)
  line(
    words.say(paperWords.page, { page: String(number), pages: String(pages) }),
    STRIP.top + 2 * MM,
    'center',
    'regular',
    13,
  )
  if (options.mark !== null) line(options.mark, STRIP.top + 13 * MM, 'left', 'bold', 9)
  if (words.awaiting()) line(awaitingNote, BOTTOM + 5 * MM, 'center', 'italic', 8.5)
}

/** What `draw` draws, as an object of the file that any page can show. */
function recorded(pdf: Pdf, draw: () => void): PdfObject {
  const parts: string[] = []
  const fonts: Record<string, unknown> = {}
  const { page } = pdf
  const margins = { top: 0, right: 0, bottom: 0, left: 0 }
  const stub = { ...A4, margins, fonts, write: (chunk: unknown) => void parts.push(String(chunk)) }
  pdf.page = stub as unknown as Page
  try {
    draw()
  } finally {
    pdf.page = page
  }
  const object = pdf.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, A4.width, A4.height],
    Resources: { Font: fonts },
  })
  object.end(Buffer.from(parts.join('\n'), 'latin1'))
  return object
}

/** One copy: its pages, each with the code and the QR. */
export function copySheets(pdf: Pdf, { objects, names }: PreparedSheets, code: SheetCode): void {
  const spans = [
    { text: `${code.label}: `, size: SIZE.strip },
    { text: code.code, size: SIZE.strip + 2, face: 'bold' as const },
  ]
  const lines = layLines(pdf, spans, { width: WIDTH })
  const pages = objects.length
  // Sheets of one slip carry the same QR, which is made once.
  const made = new Map<string, ReturnType<typeof qrPath>>()
  objects.forEach((object, index) => {
    pdf.addPage({ size: 'A4', margin: 0 })
    const name = names[index] ?? ''
    ;(pdf.page as unknown as { xobjects: Record<string, PdfObject> }).xobjects[name] = object
    pdf.addContent(`/${name} Do`)
    const text = code.qr(index + 1, pages)
    const { path, side } = made.get(text) ?? qrPath(text)
    made.set(text, { path, side })
    pdf
      .save()
      .translate(LEFT + WIDTH - STRIP.qr + 2 * MM, STRIP.top)
      .scale(STRIP.qr / side)
      .fillColor('#000000')
    pdf.addContent(path).restore()
    drawLines(pdf, lines, { left: LEFT, top: STRIP.top + 7.5 * MM, width: WIDTH, align: 'left' })
  })
}
