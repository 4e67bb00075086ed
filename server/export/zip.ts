import { crc32, deflateRawSync } from 'node:zlib'
import type { ExportFile } from './table.ts'
import { centralHead, endOfZip, foldedName, isZipName, localHead, type ZipEntry } from './zip-heads.ts'

/** Files as one archive. Names are our own: no folder, no way up, and no two alike where letters' case does not count. */
export function zipOf(files: readonly Pick<ExportFile, 'name' | 'bytes'>[]): Uint8Array<ArrayBuffer> {
  const out: Uint8Array[] = []
  const entries: ZipEntry[] = []
  const seen = new Set<string>()
  let at = 0
  for (const { name, bytes } of files) {
    if (seen.has(foldedName(name)) || name.includes('/') || !isZipName(name)) throw new RangeError(`zip entry ${name}`)
    seen.add(foldedName(name))
    const packed = deflateRawSync(bytes)
    const entry: ZipEntry = {
      ...{ name: Buffer.from(name), sum: crc32(bytes), packed: packed.length, size: bytes.length, method: 8, at },
    }
    const head = localHead(entry)
    entries.push(entry)
    out.push(head, packed)
    at += head.length + packed.length
  }
  const directory = Buffer.concat(entries.map(centralHead))
  return new Uint8Array(Buffer.concat([...out, directory, endOfZip(entries.length, directory.length, at)]))
}
