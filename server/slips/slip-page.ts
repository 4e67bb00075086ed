import type PDFDocument from 'pdfkit'
import { slipWords as words } from '../../client/words/slip-sheets.ts'
import { formatCode } from '../../surveys/slip.ts'
import { shortDay } from '../document/number.ts'
import { qrPath } from '../document/qr-path.ts'
import type { Packet, SheetOptions } from './packet.ts'
import { slipUrl } from './slip-address.ts'

type Pdf = InstanceType<typeof PDFDocument>

export const A4 = { width: 595.28, height: 841.89 }
const MM = 72 / 25.4
const ROWS = 4
const PAD = 7 * MM
const CODE_SIZE = 16

const addressOf = (publicUrl: string) => `${publicUrl.replace(/^https?:\/\//, '')}/p`

export { slipUrl }

/**
 * One page of slips, with the lines to cut along. Only the code differs between slips: the rest is drawn once and its
 * operators are repeated in the other places, because setting Vietnamese text is what takes the time.
 */
export function slipPage(pdf: Pdf, packet: Packet, codes: readonly string[], options: SheetOptions): void {
  const columns = options.perPage / ROWS
  const [width, height] = [A4.width / columns, A4.height / ROWS]
  let codeAt: Place = { qr: 0, side: 0, left: 0, typed: 0, size: 0 }
  const common = recorded(pdf, () => {
    codeAt = commonText(pdf, packet, width, options)
  })
  codes.forEach((code, index) => {
    pdf.save().translate((index % columns) * width, Math.floor(index / columns) * height)
    pdf.addContent(common)
    codeText(pdf, packet, code, codeAt, options)
    pdf.restore()
  })
  pdf.save().lineWidth(0.4).dash(3, { space: 3 }).strokeColor('#777777')
  if (columns > 1) pdf.moveTo(width, 0).lineTo(width, A4.height)
  for (let row = 1; row < ROWS; row++) pdf.moveTo(0, row * height).lineTo(A4.width, row * height)
  pdf.stroke().restore()
}

/** What `draw` would have written on the page, instead of writing it; its fonts are entered in the page all the same. */
function recorded(pdf: Pdf, draw: () => void): string {
  const { page } = pdf
  const { write } = page
  const parts: string[] = []
  page.write = (chunk: unknown) => {
    parts.push(String(chunk))
  }
  try {
    draw()
  } finally {
    page.write = write
  }
  return parts.join('\n')
}

type Place = { qr: number; side: number; left: number; typed: number; size: number }

/** Everything but the code, at the origin. Eight a page: the code below the picture; four a page: all beside it, large. */
function commonText(pdf: Pdf, packet: Packet, width: number, options: SheetOptions): Place {
  const wide = options.perPage === 4
  const scale = wide ? 1.45 : 1
  const side = wide ? 58 * MM : 40 * MM
  const left = wide ? PAD + side : PAD
  const beside = wide ? left : PAD + side + 1 * MM
  const line = (text: string, x: number, y: number, font: 'regular' | 'bold', size: number) =>
    pdf
      .font(font)
      .fontSize(size * scale)
      .text(text, x, y, { width: width - PAD - x, lineGap: 0.5 })
  if (options.synthetic) line(words.synthetic, PAD, 2.5 * MM, 'bold', 7)
  line(options.department, left, PAD, 'regular', 8)
  line(options.title, left, pdf.y, 'bold', 10.5)
  const qr = wide ? PAD : Math.max(pdf.y, PAD + 9 * MM)
  line(words.invitation[packet.respondent], beside, wide ? pdf.y + 5 : qr + 3 * MM, 'regular', 9.5)
  line(words.promise[packet.respondent], beside, pdf.y + 3, 'bold', 9.5)
  line(words.typed({ address: addressOf(options.publicUrl) }), left, wide ? pdf.y + 6 : qr + side, 'regular', 8.5)
  const typed = pdf.y + 1
  const size = CODE_SIZE * scale
  const once = words.once({ until: shortDay(options.until), hotline: options.hotline })
  line(once, left, typed + size * 1.2, 'regular', 8.5)
  return { qr, side, left, typed, size }
}

function codeText(pdf: Pdf, packet: Packet, code: string, place: Place, options: SheetOptions): void {
  const { path, side } = qrPath(slipUrl(options.publicUrl, packet.form, code))
  pdf
    .save()
    .translate(PAD - 2 * MM, place.qr)
    .scale(place.side / side)
    .fillColor('#000000')
  pdf.addContent(path).restore()
  pdf.font('bold').fontSize(place.size).text(formatCode(code), place.left, place.typed, { lineBreak: false })
}
