import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl'
import { ImportRefused } from './import-refused.ts'
import { TABLE_LIMITS, type TableLimits } from './table.ts'

/** An archive in which every entry was unpacked once, counted and compared with its checksum. */
export type Archive = Readonly<{
  names: readonly string[]
  has: (name: string) => boolean
  /** The unpacked bytes of an entry. @throws ImportRefused workbook_damaged when there is none of that name */
  open: (name: string) => AsyncIterable<Uint8Array>
}>

type Limits = Pick<TableLimits, 'fileBytes' | 'entries' | 'entryBytes' | 'totalBytes'>

/**
 * Looks at the archive before anything reads what is in it. A directory may lie about sizes, so each entry is unpacked
 * into nothing and counted; at the cap it stops, and memory stays flat whatever the archive claims to hold.
 *
 * @throws ImportRefused with the reason
 */
export async function checkArchive(bytes: Uint8Array, limits: Limits = TABLE_LIMITS): Promise<Archive> {
  if (bytes.length > limits.fileBytes)
    throw new ImportRefused('file_too_large', { bytes: bytes.length, max: limits.fileBytes })
  refuseOtherKinds(bytes)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const zip = await openZip(buffer)
  const entries = await readDirectory(zip, limits)
  refuseOverlaps([...entries.values()])
  let total = 0
  for (const [name, entry] of entries)
    total += await unpackedLength(unpack(zip, buffer, entry), name, entry, limits.totalBytes - total)
  return Object.freeze({
    names: [...entries.keys()],
    has: (name: string) => entries.has(name),
    open: (name: string) => {
      const entry = entries.get(name)
      if (entry === undefined) throw new ImportRefused('workbook_damaged', { part: name.slice(0, 100) })
      return unpack(zip, buffer, entry)
    },
  })
}

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte)
export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)
/** The compound files of Office 97-2003; a workbook with a password is packed into one as well. */
export const isCompoundFile = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const isNested = (bytes: Uint8Array) =>
  isZip(bytes) || startsWith(bytes, 0x52, 0x61, 0x72, 0x21) || startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf)

function refuseOtherKinds(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ImportRefused('file_empty')
  if (isZip(bytes)) return
  if (!isCompoundFile(bytes)) throw new ImportRefused('not_a_table')
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encrypted)
  throw new ImportRefused(found ? 'password_protected' : 'old_excel_file')
}

async function openZip(bytes: Buffer): Promise<ZipFile> {
  try {
    // Names are decoded below, so that a refused name gets its own code.
    return await fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true })
  } catch {
    throw new ImportRefused('archive_damaged', { reason: 'directory' })
  }
}

async function readDirectory(zip: ZipFile, limits: Limits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw new ImportRefused('too_many_entries', { entries: zip.entryCount, max: limits.entries })
  const entries = new Map<string, Entry>()
  const seen = new Set<string>()
  let declared = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      refuseEntry(name, entry)
      const folded = name.normalize('NFC').toLowerCase()
      if (seen.has(folded)) throw new ImportRefused('entry_duplicate', { entry: shown(name) })
      seen.add(folded)
      declared += entry.uncompressedSize
      if (entry.uncompressedSize > limits.entryBytes || declared > limits.totalBytes)
        throw new ImportRefused('archive_bomb', { entry: shown(name), max: limits.entryBytes })
      if (!name.endsWith('/')) entries.set(name, entry)
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error
    throw new ImportRefused('archive_damaged', { reason: 'directory' })
  }
  return entries
}

/** What stands in a message is short and holds nothing but visible letters. */
const shown = (name: string) => name.slice(0, 100).replace(/[^\p{L}\p{N} ._/[\]-]/gu, '?')

function nameOf(entry: Entry): string {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  const odd = name === '' || name.includes('\0') || name.split('/').includes('.')
  if (odd || validateFileName(name) !== null) throw new ImportRefused('entry_name_refused', { entry: shown(name) })
  return name
}

const UNIX_FILE_KIND = 0o170000
const UNIX_LINK = 0o120000

function refuseEntry(name: string, entry: Entry): void {
  const detail = { entry: shown(name) }
  if (entry.isEncrypted()) throw new ImportRefused('password_protected', detail)
  if (((entry.externalFileAttributes >>> 16) & UNIX_FILE_KIND) === UNIX_LINK)
    throw new ImportRefused('entry_link', detail)
  if (/(^|\/)(vbaProject[^/]*\.bin|macrosheets\/.*|activeX\/.*)$/i.test(name))
    throw new ImportRefused('macro_refused', detail)
  if (/(^|\/)externalLinks\//i.test(name)) throw new ImportRefused('external_link_refused', detail)
  if (/\.(zip|7z|rar|gz|tgz|xz|bz2|jar|xls[xmb]?|docx|pptx)$/i.test(name))
    throw new ImportRefused('archive_nested', detail)
  if (!entry.canDecodeFileData()) throw new ImportRefused('archive_damaged', { ...detail, reason: 'method' })
}

/** Entries that share bytes unpack to far more than the file could hold (the "better zip bomb" of Fifield, 2019). */
function refuseOverlaps(entries: readonly Entry[]): void {
  const ranges = entries
    .map((entry) => ({ start: entry.relativeOffsetOfLocalHeader, length: 30 + entry.compressedSize }))
    .sort((a, b) => a.start - b.start)
  ranges.forEach(({ start }, at) => {
    const before = ranges[at - 1]
    if (before !== undefined && before.start + before.length > start)
      throw new ImportRefused('archive_bomb', { reason: 'overlap' })
  })
}

/** The bytes of an entry in large pieces; yauzl's own stream of small ones takes several times as long. */
async function* unpack(zip: ZipFile, bytes: Buffer, entry: Entry): AsyncGenerator<Uint8Array> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize)
  if (packed.length < entry.compressedSize) throw new RangeError('the data ends before its length')
  if (entry.compressionMethod === 0) {
    yield packed
    return
  }
  const inflate = createInflateRaw({ chunkSize: PIECE })
  inflate.end(packed)
  yield* inflate
}

const PIECE = 2 ** 18

async function unpackedLength(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  entry: Entry,
  left: number,
): Promise<number> {
  const detail = { entry: shown(name) }
  const cap = Math.min(left, entry.uncompressedSize)
  let length = 0
  let sum = 0
  try {
    for await (const piece of pieces) {
      if (length === 0 && isNested(piece)) throw new ImportRefused('archive_nested', detail)
      length += piece.length
      if (length > cap) throw new ImportRefused('archive_bomb', { ...detail, max: cap })
      sum = crc32(piece, sum)
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error
    throw new ImportRefused('archive_damaged', detail)
  }
  if (length !== entry.uncompressedSize || sum !== entry.crc32) throw new ImportRefused('archive_damaged', detail)
  return length
}
