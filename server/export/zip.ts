import { crc32, deflateRawSync } from 'node:zlib'
import { makeBinary } from './binary.ts'
import type { ExportFile } from './table.ts'

/** 1 January 1980: the same files give the same archive. */
const DAY = 0x0021
const UTF8_NAMES = 0x0800
const DEFLATED = 8

/** Files as one archive. Names are our own: no folder, no way up, and no two alike where letters' case does not count. */
export function zipOf(files: readonly Pick<ExportFile, 'name' | 'bytes'>[]): Uint8Array<ArrayBuffer> {
  const out = makeBinary()
  const seen = new Set<string>()
  const entries = files.map(({ name, bytes }) => {
    const folded = name.normalize('NFC').toLowerCase()
    if (seen.has(folded) || !/^[^\\/:*?"<>|\p{C}.][^\\/:*?"<>|\p{C}]*$/u.test(name))
      throw new RangeError(`zip entry ${name}`)
    seen.add(folded)
    const at = out.length()
    const packed = deflateRawSync(bytes)
    const entry = { name: Buffer.from(name), sum: crc32(bytes), packed: packed.length, size: bytes.length, at }
    out.int(0x04034b50)
    described(entry)
    out.raw(entry.name)
    out.raw(packed)
    return entry
  })
  function described({ name, sum, packed, size }: (typeof entries)[number]): void {
    for (const part of [20, UTF8_NAMES, DEFLATED, 0, DAY]) out.short(part)
    for (const part of [sum | 0, packed, size]) out.int(part)
    out.short(name.length)
    out.short(0)
  }
  const start = out.length()
  for (const entry of entries) {
    out.int(0x02014b50)
    out.short(20)
    described(entry)
    for (const part of [0, 0, 0]) out.short(part)
    out.int(0)
    out.int(entry.at)
    out.raw(entry.name)
  }
  const size = out.length() - start
  out.int(0x06054b50)
  for (const part of [0, 0, entries.length, entries.length]) out.short(part)
  out.int(size)
  out.int(start)
  out.short(0)
  return out.done()
}
