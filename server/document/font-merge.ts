import { inflateSync } from 'node:zlib'

/**
 * One TrueType font out of the pieces in which a web font is shipped (Latin, extended Latin, Vietnamese …).
 * The pieces are cuts of the same font, so outlines, metrics and hinting programs fit together; only kerning across
 * the pieces is lost, and with it the layout tables, which are left out. Sources: WOFF 1.0 (W3C 2012), OpenType 1.9.
 */
export function mergeFonts(pieces: readonly Uint8Array[]): Buffer {
  const fonts = pieces.map(readWoff)
  const [first] = fonts
  if (!first) throw new Error('mergeFonts needs at least one piece')
  const outlines: Buffer[] = []
  const advances: Buffer[] = []
  const glyphOf = new Map<number, number>()
  let count = 0
  for (const font of fonts) {
    const glyphs = glyphsOf(font)
    for (const [character, glyph] of charactersOf(table(font, 'cmap')))
      if (!glyphOf.has(character)) glyphOf.set(character, glyph + count)
    for (const glyph of glyphs) outlines.push(shifted(glyph, count))
    advances.push(metricsOf(font, glyphs.length))
    count += glyphs.length
  }
  const head = Buffer.from(table(first, 'head'))
  head.writeUInt32BE(0, 8)
  head.writeInt16BE(1, 50) // long offsets in loca
  const hhea = Buffer.from(table(first, 'hhea'))
  hhea.writeUInt16BE(count, 34)
  const tables = new Map<string, Buffer>([
    ['cmap', characterMap(glyphOf)],
    ['glyf', Buffer.concat(outlines)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', Buffer.concat(advances)],
    ['loca', offsetsOf(outlines)],
    ['maxp', limits(fonts, count)],
    ['post', postWithoutNames(table(first, 'post'))],
  ])
  for (const tag of ['OS/2', 'cvt ', 'fpgm', 'name', 'prep']) {
    const kept = first.get(tag)
    if (kept) tables.set(tag, kept)
  }
  return writeFont(tables)
}

/** A piece of a web font as a TrueType file with all its tables: scripts that are shaped (Khmer) need the layout tables whole. */
export const unpackFont = (piece: Uint8Array): Buffer => writeFont(readWoff(piece))

/** The characters a piece has a glyph for. */
export const charactersIn = (piece: Uint8Array): number[] => [...charactersOf(table(readWoff(piece), 'cmap')).keys()]

type Font = ReadonlyMap<string, Buffer>

function readWoff(piece: Uint8Array): Font {
  const file = Buffer.from(piece)
  if (file.readUInt32BE(0) !== 0x774f4646) throw new Error('not a WOFF 1.0 font')
  const tables = new Map<string, Buffer>()
  for (let entry = 0; entry < file.readUInt16BE(12); entry++) {
    const at = 44 + entry * 20
    const [offset, packed, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)]
    const bytes = file.subarray(offset, offset + packed)
    tables.set(file.toString('latin1', at, at + 4), packed < length ? inflateSync(bytes) : Buffer.from(bytes))
  }
  return tables
}

function table(font: Font, tag: string): Buffer {
  const found = font.get(tag)
  if (!found) throw new Error(`the font has no ${tag} table`)
  return found
}

function glyphsOf(font: Font): Buffer[] {
  const [glyf, loca] = [table(font, 'glyf'), table(font, 'loca')]
  const long = table(font, 'head').readInt16BE(50) === 1
  const offset = (index: number) => (long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2)
  const count = table(font, 'maxp').readUInt16BE(4)
  return Array.from({ length: count }, (_, index) => glyf.subarray(offset(index), offset(index + 1)))
}

/** The glyph with the parts of a composite (an accent over a letter) renumbered, padded to four bytes. */
function shifted(glyph: Buffer, by: number): Buffer {
  const copy = Buffer.alloc(Math.ceil(glyph.length / 4) * 4)
  glyph.copy(copy)
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return copy
  let at = 10
  for (;;) {
    const flags = copy.readUInt16BE(at)
    copy.writeUInt16BE(copy.readUInt16BE(at + 2) + by, at + 2)
    at += 4 + (flags & 0x1 ? 4 : 2)
    at += flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
    if (!(flags & 0x20)) return copy
  }
}

/** Advance and left bearing per glyph; in the file the last advance stands once for all that follow. */
function metricsOf(font: Font, count: number): Buffer {
  const hmtx = table(font, 'hmtx')
  const full = table(font, 'hhea').readUInt16BE(34)
  const metrics = Buffer.alloc(count * 4)
  for (let glyph = 0; glyph < count; glyph++) {
    metrics.writeUInt16BE(hmtx.readUInt16BE(Math.min(glyph, full - 1) * 4), glyph * 4)
    const bearing = glyph < full ? glyph * 4 + 2 : full * 4 + (glyph - full) * 2
    metrics.writeInt16BE(hmtx.readInt16BE(bearing), glyph * 4 + 2)
  }
  return metrics
}

function charactersOf(cmap: Buffer): Map<number, number> {
  for (let entry = 0; entry < cmap.readUInt16BE(2); entry++) {
    const start = cmap.readUInt32BE(8 + entry * 8)
    if (cmap.readUInt16BE(start) === 4) return segments(cmap.subarray(start))
  }
  throw new Error('the font has no character map of format 4')
}

function segments(map: Buffer): Map<number, number> {
  const found = new Map<number, number>()
  const twice = map.readUInt16BE(6)
  for (let at = 0; at < twice; at += 2) {
    const [end, start] = [map.readUInt16BE(14 + at), map.readUInt16BE(16 + twice + at)]
    const delta = map.readUInt16BE(16 + 2 * twice + at)
    const rangeAt = 16 + 3 * twice + at
    const range = map.readUInt16BE(rangeAt)
    for (let character = start; character <= end && character !== 0xffff; character++) {
      const listed = range === 0 ? character : map.readUInt16BE(rangeAt + range + (character - start) * 2)
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff
      if (glyph !== 0) found.set(character, glyph)
    }
  }
  return found
}

/** Format 12: one group per run of characters whose glyphs follow each other. */
function characterMap(glyphOf: ReadonlyMap<number, number>): Buffer {
  const groups: [number, number, number][] = []
  for (const [character, glyph] of [...glyphOf].sort(([a], [b]) => a - b)) {
    const last = groups.at(-1)
    if (last && last[1] === character - 1 && last[2] + character - last[0] === glyph) last[1] = character
    else groups.push([character, character, glyph])
  }
  const map = Buffer.alloc(12 + 16 + groups.length * 12)
  map.writeUInt16BE(1, 2)
  map.writeUInt16BE(3, 4)
  map.writeUInt16BE(10, 6)
  map.writeUInt32BE(12, 8)
  map.writeUInt16BE(12, 12)
  map.writeUInt32BE(16 + groups.length * 12, 16)
  map.writeUInt32BE(groups.length, 24)
  groups.forEach((group, index) => {
    group.forEach((value, part) => {
      map.writeUInt32BE(value, 28 + index * 12 + part * 4)
    })
  })
  return map
}

function offsetsOf(glyphs: readonly Buffer[]): Buffer {
  const loca = Buffer.alloc((glyphs.length + 1) * 4)
  let at = 0
  glyphs.forEach((glyph, index) => {
    at += glyph.length
    loca.writeUInt32BE(at, (index + 1) * 4)
  })
  return loca
}

/** Every limit of `maxp` is the largest of the pieces. */
function limits(fonts: readonly Font[], count: number): Buffer {
  const maxp = Buffer.from(table(fonts[0] as Font, 'maxp'))
  for (let at = 6; at + 2 <= maxp.length; at += 2)
    maxp.writeUInt16BE(Math.max(...fonts.map((font) => table(font, 'maxp').readUInt16BE(at))), at)
  maxp.writeUInt16BE(count, 4)
  return maxp
}

function postWithoutNames(post: Buffer): Buffer {
  const short = Buffer.from(post.subarray(0, 32))
  short.writeUInt32BE(0x00030000, 0)
  return short
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}

function writeFont(tables: ReadonlyMap<string, Buffer>): Buffer {
  const tags = [...tables.keys()].sort()
  const power = 2 ** Math.floor(Math.log2(tags.length))
  const directory = Buffer.alloc(12 + tags.length * 16)
  directory.writeUInt32BE(0x00010000, 0)
  directory.writeUInt16BE(tags.length, 4)
  directory.writeUInt16BE(power * 16, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE((tags.length - power) * 16, 10)
  const parts = [directory]
  let offset = directory.length
  tags.forEach((tag, index) => {
    const bytes = tables.get(tag) as Buffer
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    const at = 12 + index * 16
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(checksum(padded), at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(bytes.length, at + 12)
    parts.push(padded)
    offset += padded.length
  })
  const file = Buffer.concat(parts)
  const head = directory.readUInt32BE(12 + tags.indexOf('head') * 16 + 8)
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, head + 8)
  return file
}
