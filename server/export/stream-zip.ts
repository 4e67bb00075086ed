import {
  CENTRAL,
  centralHead,
  END,
  endOfZip,
  foldedName,
  isZipName,
  LOCAL,
  localHead,
  type ZipEntry,
} from './zip-heads.ts'

/** A file of an archive that is sent while it is read; size and CRC-32 are known before. */
export type ZipPart = Readonly<{
  name: string
  size: number
  sum: number
  pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}>

/** Above it the archive would need ZIP64, which older programs do not read. */
export const MOST_ZIPPED = 4_000_000_000

/** How long the archive will be, so that whoever gets less knows that it broke off. */
export const zipSize = (parts: readonly ZipPart[]): number =>
  parts.reduce((sum, { name, size }) => sum + LOCAL + CENTRAL + 2 * Buffer.byteLength(name) + size, END)

/**
 * Files as one archive, stored as they are (a PDF does not get smaller), a piece at a time: no file is held in memory. A file that
 * turns out longer or shorter than was said breaks the transfer off.
 */
export async function* streamZip(parts: readonly ZipPart[]): AsyncGenerator<Uint8Array> {
  const seen = new Set(parts.map(({ name }) => foldedName(name)))
  if (seen.size < parts.length || !parts.every(({ name }) => isZipName(name))) throw new RangeError('zip entry')
  const entries: ZipEntry[] = []
  let at = 0
  for (const { name, size, sum, pieces } of parts) {
    const entry: ZipEntry = { name: Buffer.from(name), sum, packed: size, size, method: 0, at }
    entries.push(entry)
    const head = localHead(entry)
    yield head
    let sent = 0
    for await (const piece of pieces()) {
      sent += piece.length
      if (sent > size) break
      yield piece
    }
    if (sent !== size) throw new Error(`a file of the archive has ${sent} bytes and not ${size}`)
    at += head.length + size
  }
  const directory = Buffer.concat(entries.map(centralHead))
  yield directory
  yield endOfZip(entries.length, directory.length, at)
}
