import { create, type QRCodeSegment } from 'qrcode'

/** The free border a reader needs around a code, in modules (ISO/IEC 18004). */
const QUIET = 4

/**
 * One of the eight masks of the standard for all codes. A reader takes any; comparing all eight for every slip took three
 * times as long, and codes under a random key have no regular pattern that a mask must break.
 */
const MASK = 2

export type QrPath = Readonly<{ path: string; side: number }>

/**
 * An address as bytes and the code behind its `#` as letters and digits, five and a half bits each: what the library would
 * find as the shortest way, by a search that takes a tenth of the time of a slip.
 */
function segmentsOf(text: string): string | QRCodeSegment[] {
  const at = text.lastIndexOf('#') + 1
  const code = text.slice(at)
  if (at === 0 || !/^[0-9A-Z]{8,}$/.test(code)) return text
  return [
    { data: Buffer.from(text.slice(0, at)), mode: 'byte' },
    { data: code, mode: 'alphanumeric' },
  ]
}

/**
 * A QR code as PDF path operators, one unit per module, quiet zone included; `side` is its width in modules.
 * Neighbouring dark modules become one rectangle: a page of slips stays small and no hairline shows between modules.
 */
export function qrPath(text: string): QrPath {
  const { modules } = create(segmentsOf(text), { errorCorrectionLevel: 'M', maskPattern: MASK })
  const { size } = modules
  let path = ''
  for (let row = 0; row < size; row++) {
    let from = -1
    for (let column = 0; column <= size; column++) {
      const dark = column < size && modules.get(row, column) !== 0
      if (dark && from < 0) from = column
      if (!dark && from >= 0) {
        path += `${from + QUIET} ${row + QUIET} ${column - from} 1 re\n`
        from = -1
      }
    }
  }
  return { path: `${path}f`, side: size + 2 * QUIET }
}
