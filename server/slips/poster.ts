import { posterWords as words } from '../../client/words/slip-sheets.ts'
import { formatCode } from '../../surveys/slip.ts'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { shortDay } from '../document/number.ts'
import { A4, MM, openPdf } from '../document/pdf/open-pdf.ts'
import { qrPath } from '../document/qr-path.ts'
import type { Round } from '../plan/store.ts'
import { codeOf } from './code.ts'
import type { OpenLink } from './open-link-store.ts'
import { slipUrl } from './slip-page.ts'

const SIDE = 110 * MM
const WIDTH = A4.width - 40 * MM

/** A link on one page to hang up: who asks, the code as a picture, and the code to type. */
export async function posterPdf(deps: Deps, round: Round, link: OpenLink): Promise<Buffer> {
  const code = codeOf(deps.keys, link.id)
  const pdf = openPdf({
    title: round.name,
    author: round.department,
    day: dayOf(deps.clock()),
    language: 'vi-VN',
  })
  const parts: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.on('error', reject)
  })
  pdf.addPage()
  const line = (text: string, size: number, font: 'regular' | 'bold', gap: number) =>
    pdf
      .font(font)
      .fontSize(size)
      .text(text, 20 * MM, pdf.y + gap, { width: WIDTH, align: 'center' })
  pdf.y = 22 * MM
  if (round.synthetic) line(words.synthetic, 11, 'bold', 0)
  line(round.department, 16, 'regular', 0)
  line(round.name, 24, 'bold', 4 * MM)
  line(link.label, 16, 'regular', 3 * MM)
  const top = pdf.y + 6 * MM
  const { path, side } = qrPath(slipUrl(deps.config.publicUrl, link.form, code))
  pdf
    .save()
    .translate((A4.width - SIDE) / 2, top)
    .scale(SIDE / side)
    .fillColor('#000000')
  pdf.addContent(path).restore()
  pdf.y = top + SIDE
  line(words.scan, 18, 'bold', 4 * MM)
  line(words.type({ address: `${deps.config.publicUrl.replace(/^https?:\/\//, '')}/p` }), 13, 'regular', 2 * MM)
  line(formatCode(code), 24, 'bold', 1 * MM)
  line(words.promise, 13, 'regular', 4 * MM)
  line(
    words.until({ until: shortDay(round.closesOn ?? `${round.year}-12-31`), hotline: round.hotline }),
    13,
    'regular',
    2 * MM,
  )
  pdf.end()
  return done
}
