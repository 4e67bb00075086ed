import type PDFDocument from 'pdfkit'
import { slipWords as words } from '../../client/words/slip-sheets.ts'
import { count, shortDay } from '../document/number.ts'
import type { Packet, SheetOptions } from './packet.ts'
import { A4 } from './slip-page.ts'

type Pdf = InstanceType<typeof PDFDocument>
const LEFT = 62
const WIDTH = A4.width - 2 * LEFT

/** The first page of a packet: what is inside, for whom, and the minutes of handing it out and taking it back. */
export function coverPage(pdf: Pdf, packet: Packet, options: SheetOptions): void {
  const write = (
    text: string,
    size: number,
    font: 'regular' | 'bold' | 'italic',
    gap: number,
    align: 'left' | 'center',
  ) =>
    pdf
      .font(font)
      .fontSize(size)
      .text(text, LEFT, pdf.y + gap, { width: WIDTH, align, lineGap: 2 })
  pdf.y = 48
  if (options.synthetic) write(words.synthetic, 10, 'bold', 0, 'center')
  write(options.department, 12, 'regular', 4, 'center')
  write(words.coverTitle.toLocaleUpperCase('vi'), 16, 'bold', 8, 'center')
  write(words.packet({ number: packet.number }), 13, 'bold', 0, 'center')
  write(options.title, 12, 'italic', 0, 'center')
  pdf.y += 10
  for (const [name, value] of facts(packet, options)) fact(pdf, name, value)
  write(words.drawnTitle, 12, 'bold', 10, 'left')
  write(packet.listNumbers.map(count).join(' ·  '), 13, 'regular', 3, 'left')
  write(words.stepsTitle, 12, 'bold', 10, 'left')
  const steps = packet.respondent === 'parent' ? words.steps : words.stepsLearner
  steps.forEach((step, index) => {
    write(`${index + 1}. ${step}`, 11.5, 'regular', 2, 'left')
  })
  write(words.hotline({ hotline: options.hotline }), 11.5, 'bold', 4, 'left')
  write(words.sumTitle, 12, 'bold', 12, 'left')
  sums(pdf, packet)
  signatures(pdf)
}

function facts(packet: Packet, options: SheetOptions): readonly (readonly [string, string])[] {
  const total = packet.codes.length
  const text = { total: count(total), drawn: count(total - packet.reserve), reserve: count(packet.reserve) }
  return [
    [words.rows.school, `${packet.school.name} (${packet.school.code})`],
    [words.rows.area, packet.area],
    [words.rows.level, packet.level],
    [words.rows.className, packet.className],
    [words.rows.form, packet.form],
    [words.rows.total, packet.reserve > 0 ? words.totalText(text) : words.noReserveText(text)],
    [words.rows.printedOn, shortDay(options.printedOn)],
  ]
}

function fact(pdf: Pdf, name: string, value: string): void {
  const top = pdf.y
  pdf.font('regular').fontSize(12).text(`${name}:`, LEFT, top, { width: 120 })
  pdf.font('bold').text(value, LEFT + 125, top, { width: WIDTH - 125 })
  pdf.y += 3
}

/** An empty row to be filled in by hand; only the number printed is known beforehand. */
function sums(pdf: Pdf, packet: Packet): void {
  const [top, width, head, row] = [pdf.y + 4, WIDTH / words.sumColumns.length, 32, 30]
  words.sumColumns.forEach((title, index) => {
    const x = LEFT + index * width
    pdf
      .lineWidth(0.7)
      .strokeColor('#000000')
      .rect(x, top, width, head)
      .stroke()
      .rect(x, top + head, width, row)
      .stroke()
    pdf
      .font('bold')
      .fontSize(11)
      .text(title, x + 3, top + 4, { width: width - 6, align: 'center' })
  })
  const printed = count(packet.codes.length)
  pdf
    .font('bold')
    .fontSize(13)
    .text(printed, LEFT + 3, top + head + 8, { width: width - 6, align: 'center' })
  pdf.y = top + head + row
}

function signatures(pdf: Pdf): void {
  const half = WIDTH / 2
  const top = pdf.y + 14
  ;[words.handedOut, words.handedIn].forEach((title, index) => {
    const x = LEFT + index * half
    const centred = (text: string, font: 'regular' | 'bold' | 'italic', y: number, from: number, width: number) =>
      pdf.font(font).fontSize(11.5).text(text, from, y, { width, align: 'center' })
    centred(title, 'bold', top, x, half)
    centred(words.day, 'italic', top + 16, x, half)
    centred(words.giver, 'regular', top + 34, x, half / 2)
    centred(words.taker, 'regular', top + 34, x + half / 2, half / 2)
  })
}
