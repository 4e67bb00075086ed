import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const [TRUE_COLOUR, LIKE_THE_ROW_ABOVE] = [2, 2]

/**
 * Pixels of four bytes, of which the last says nothing because everything is drawn on white, as a PNG of three. The writer of PDF
 * takes such a one as it is; one with four it unpacks, parts into two pictures and packs again, which is most of a report's time.
 */
export function opaquePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const line = 1 + 3 * width
  const rows = Buffer.alloc(line * height)
  for (let y = 0; y < height; y++) {
    let to = y * line
    rows[to++] = LIKE_THE_ROW_ABOVE
    let from = 4 * width * y
    let above = from - 4 * width
    for (let x = 0; x < width; x++, from += 4, above += 4)
      for (let colour = 0; colour < 3; colour++)
        rows[to++] = (pixels[from + colour] ?? 0) - (y === 0 ? 0 : (pixels[above + colour] ?? 0))
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, TRUE_COLOUR, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
