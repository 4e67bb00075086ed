import { joinBytes } from './join-bytes.ts'
import { asciiAt } from './read-image.ts'

/** One page (RFC 3533, 6): `lacing` are the lengths of the pieces of packets in it. */
type OggPage = Readonly<{ from: number; body: number; to: number; flags: number; serial: number; lacing: Uint8Array }>

const CONTINUES = 1
const BEGINS = 2
const MOST_PIECES = 255

/**
 * A recording whose packet of comments says nothing, not even the name of the program (Vorbis I, 5.2; RFC 7845, 5.2). The pages
 * of sound are the same but for their numbers. Undefined where a page is damaged or belongs to another stream.
 */
export function oggParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const pages = pagesOf(bytes)
  if (!pages) return undefined
  const parts: Uint8Array[] = []
  // Recordings may follow each other in one file, each with its own heading and comments.
  for (let place = 0; place < pages.length; ) {
    const next = pages.findIndex((page, at) => at > place && (page.flags & BEGINS) !== 0)
    const link = pages.slice(place, next < 0 ? pages.length : next)
    const bare = bareLink(bytes, link)
    if (!bare) return undefined
    parts.push(...bare)
    place += link.length
  }
  return parts
}

function bareLink(bytes: Uint8Array, pages: readonly OggPage[]): Uint8Array[] | undefined {
  const [first] = pages
  if (!first || pages.some(({ serial }) => serial !== first.serial)) return undefined
  const isOpus = asciiAt(bytes, first.body, 8) === 'OpusHead'
  if (!isOpus && asciiAt(bytes, first.body, 7) !== '\x01vorbis') return undefined
  const heading = headingPackets(bytes, pages.slice(1), isOpus ? 1 : 2)
  if (!heading || heading.packets.some((packet) => !isOpus && asciiAt(packet, 1, 6) !== 'vorbis')) return undefined
  const [, ...setup] = heading.packets
  const numbered = [
    bytes.slice(first.from, first.to),
    ...pagesOfPackets([isOpus ? NO_COMMENTS.opus : NO_COMMENTS.vorbis, ...setup], first.serial),
    ...pages.slice(1 + heading.pages).map(({ from, to }) => bytes.slice(from, to)),
  ]
  for (const [number, page] of numbered.entries()) seal(page, number)
  return numbered
}

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
/** No vendor, no comments; Vorbis closes with a bit that is set. */
const NO_COMMENTS = {
  opus: Uint8Array.of(...letters('OpusTags'), 0, 0, 0, 0, 0, 0, 0, 0),
  vorbis: Uint8Array.of(...letters('\x03vorbis'), 0, 0, 0, 0, 0, 0, 0, 0, 1),
}

function pagesOf(bytes: Uint8Array): OggPage[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pages: OggPage[] = []
  for (let from = 0; from < bytes.length; ) {
    if (from + 27 > bytes.length || asciiAt(bytes, from, 5) !== 'OggS\0') return undefined
    const body = from + 27 + bytes[from + 26]
    const lacing = bytes.subarray(from + 27, body)
    const to = body + lacing.reduce((sum, length) => sum + length, 0)
    if (to > bytes.length || view.getUint32(from + 22, true) !== checksum(bytes.subarray(from, to))) return undefined
    pages.push({ from, body, to, flags: bytes[from + 5], serial: view.getUint32(from + 14, true), lacing })
    from = to
  }
  return pages
}

/** The packets that stand before the sound, which begins on a page of its own. */
function headingPackets(bytes: Uint8Array, pages: readonly OggPage[], wanted: number) {
  const packets: Uint8Array[] = []
  let open: Uint8Array[] = []
  for (const [place, { body, lacing }] of pages.entries()) {
    let at = body
    for (const length of lacing) {
      open.push(bytes.subarray(at, at + length))
      at += length
      if (length === 255) continue
      packets.push(joinBytes(open))
      open = []
    }
    if (packets.length > wanted) return undefined
    if (packets.length === wanted) return open.length === 0 ? { packets, pages: place + 1 } : undefined
  }
  return undefined
}

function pagesOfPackets(packets: readonly Uint8Array[], serial: number): Uint8Array[] {
  const pieces = packets.flatMap((packet) => {
    const whole = Math.floor(packet.length / 255)
    return Array.from({ length: whole + 1 }, (_, piece) => packet.subarray(piece * 255, (piece + 1) * 255))
  })
  const pages: Uint8Array[] = []
  for (let from = 0; from < pieces.length; from += MOST_PIECES) {
    const inside = pieces.slice(from, from + MOST_PIECES)
    const page = new Uint8Array(27 + inside.length + inside.reduce((sum, { length }) => sum + length, 0))
    page.set([...letters('OggS'), 0, pieces[from - 1]?.length === 255 ? CONTINUES : 0])
    // A page on which no packet ends has no place in time.
    if (inside.every(({ length }) => length === 255)) page.fill(255, 6, 14)
    new DataView(page.buffer).setUint32(14, serial, true)
    page[26] = inside.length
    page.set(
      inside.map(({ length }) => length),
      27,
    )
    let at = 27 + inside.length
    for (const piece of inside) {
      page.set(piece, at)
      at += piece.length
    }
    pages.push(page)
  }
  return pages
}

function seal(page: Uint8Array, number: number): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  view.setUint32(18, number, true)
  view.setUint32(22, checksum(page), true)
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0)
  return value >>> 0
})

/** The checksum of a page, its own four bytes taken as nought (RFC 3533, 6, field 7). */
function checksum(page: Uint8Array): number {
  let value = 0
  for (let at = 0; at < page.length; at++)
    value = (value << 8) ^ TABLE[((value >>> 24) ^ (at >= 22 && at < 26 ? 0 : page[at])) & 255]
  return value >>> 0
}
