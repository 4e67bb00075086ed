/**
 * What stands around the files of an archive, by the fields of PKWARE's APPNOTE.TXT 6.3 (4.3.7 local file header, 4.3.12 central
 * directory header, 4.3.16 end of central directory). No ZIP64: whoever makes one keeps it under 4 GB.
 */
export type ZipEntry = Readonly<{ name: Buffer; sum: number; packed: number; size: number; method: 0 | 8; at: number }>

/** 1 January 1980: the same files give the same archive. */
const DAY = 0x0021
const UTF8_NAMES = 0x0800
const VERSION = 20
export const LOCAL = 30
export const CENTRAL = 46
export const END = 22

/** No folder but those given on purpose, no way up, and nothing that a system could not call a file. */
export const isZipName = (name: string): boolean =>
  name.split('/').every((part) => /^[^\\/:*?"<>|\p{C}.][^\\/:*?"<>|\p{C}]*$/u.test(part))

/** Names that no two entries may share, where letters' case does not count. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

/** The 26 bytes that both headers of an entry have. */
function describe(to: Buffer, from: number, { name, sum, packed, size, method }: ZipEntry): void {
  const shorts = [VERSION, UTF8_NAMES, method, 0, DAY]
  shorts.forEach((value, at) => void to.writeUInt16LE(value, from + at * 2))
  const ints = [sum, packed, size]
  ints.forEach((value, at) => void to.writeUInt32LE(value, from + 10 + at * 4))
  to.writeUInt16LE(name.length, from + 22)
}

export function localHead(entry: ZipEntry): Buffer {
  const head = Buffer.alloc(LOCAL)
  head.writeUInt32LE(0x04034b50, 0)
  describe(head, 4, entry)
  return Buffer.concat([head, entry.name])
}

export function centralHead(entry: ZipEntry): Buffer {
  const head = Buffer.alloc(CENTRAL)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(VERSION, 4)
  describe(head, 6, entry)
  head.writeUInt32LE(entry.at, 42)
  return Buffer.concat([head, entry.name])
}

/** `size`: of the central directory; `start`: where it begins. */
export function endOfZip(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(END)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(start, 16)
  return end
}
