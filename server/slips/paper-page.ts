import { documentWords } from '../../client/words/documents.ts'
import { paperWords } from '../../client/words/paper.ts'
import { formatCode } from '../../surveys/slip.ts'
import { inLanguage } from '../../surveys/text.ts'
import { shortDay } from '../document/number.ts'
import type { Pdf } from '../document/pdf/open-pdf.ts'
import { copySheets, type PreparedSheets, prepareSheets } from '../instruments/paper/sheets.ts'
import type { Packet, SheetOptions } from './packet.ts'
import { slipUrl } from './slip-page.ts'

/**
 * Draws the forms of a packet, one copy a code. QR and code are those of the slip: the sheet can be typed in under its
 * code, and whoever prefers the phone scans it instead. What all copies of a form share is in the file once.
 */
export function paperDrawer(options: SheetOptions, paper: NonNullable<SheetOptions['paper']>) {
  const prepared = new Map<string, PreparedSheets>()
  const prepare = (pdf: Pdf, name: string): PreparedSheets => {
    const form = paper.forms.get(name)
    if (!form) throw new RangeError(`the round has no form ${name} to print`)
    const made = prepareSheets(
      pdf,
      form,
      {
        language: paper.language,
        department: options.department,
        hotline: options.hotline,
        until: shortDay(options.until),
        notices: paper.notices,
        slip: true,
        mark: options.synthetic ? documentWords.synthetic : null,
      },
      `Form${prepared.size}Sheet`,
    )
    prepared.set(name, made)
    return made
  }
  return (pdf: Pdf, packet: Packet, codes: readonly string[]): void => {
    const sheets = prepared.get(packet.form) ?? prepare(pdf, packet.form)
    for (const code of codes)
      copySheets(pdf, sheets, {
        label: inLanguage(paperWords.slip, paper.language),
        code: formatCode(code),
        qr: () => slipUrl(options.publicUrl, packet.form, code),
      })
  }
}
