import { constants, crc32, deflateRawSync } from 'node:zlib'

/** An entry of a made archive; everything after `data` is for lies. */
export type MadeEntry = Readonly<{
  name: string
  data?: string | Uint8Array
  /** Bytes that are already deflated. */
  deflated?: Uint8Array
  declaredSize?: number
  crc?: number
  flags?: number
  unixMode?: number
  /** Points to the data of this earlier entry. */
  sharesWith?: number
}>

/** A zip archive byte by byte, so that it can be wrong in every way an attacker or a broken disk makes it wrong. */
export function makeArchive(entries: readonly MadeEntry[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let offset = 0
  for (const entry of entries) {
    const plain = Buffer.from(entry.data ?? '')
    const packed = Buffer.from(entry.deflated ?? deflateRawSync(plain))
    const name = Buffer.from(entry.name)
    const crc = entry.crc ?? crc32(plain)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    writeCommon(head, 4, entry, crc, packed.length, plain.length, name.length)
    const at = entry.sharesWith === undefined ? offset : (offsets[entry.sharesWith] ?? 0)
    offsets.push(at)
    if (entry.sharesWith === undefined) {
      locals.push(head, name, packed)
      offset += 30 + name.length + packed.length
    }
    const listed = Buffer.alloc(46)
    listed.writeUInt32LE(0x02014b50, 0)
    listed.writeUInt16LE(0x0314, 4)
    writeCommon(listed, 6, entry, crc, packed.length, plain.length, name.length)
    listed.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 38)
    listed.writeUInt32LE(at, 42)
    directory.push(listed, name)
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length % 65_536, 8)
  end.writeUInt16LE(entries.length % 65_536, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]))
}

function writeCommon(
  into: Buffer,
  at: number,
  entry: MadeEntry,
  crc: number,
  packed: number,
  plain: number,
  name: number,
) {
  into.writeUInt16LE(20, at)
  into.writeUInt16LE((entry.flags ?? 0) | 0x800, at + 2)
  into.writeUInt16LE(8, at + 4)
  into.writeUInt32LE(0x0021_0000, at + 6)
  into.writeUInt32LE(crc, at + 10)
  into.writeUInt32LE(packed, at + 14)
  into.writeUInt32LE(entry.declaredSize ?? plain, at + 18)
  into.writeUInt16LE(name, at + 22)
}

/** Deflated zeros: `megabytes` of them in a thousandth of the space, made without writing them all. */
export function deflatedZeros(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(2 ** 24), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const count = Math.ceil(megabytes / 16)
  return new Uint8Array(Buffer.concat([...Array.from({ length: count }, () => block), Buffer.from([0x03, 0x00])]))
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export type MadeWorkbook = Readonly<{
  /** What stands inside `<worksheet>` of each sheet. */
  sheets?: readonly string[]
  sheetAttributes?: readonly string[]
  strings?: readonly string[]
  /** What stands inside `<styleSheet>`. */
  styles?: string
  workbookProperties?: string
  mainType?: string
  more?: readonly MadeEntry[]
  /** Entries that replace one of the same name. */
  replace?: readonly MadeEntry[]
}>

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`

/** The smallest workbook a spreadsheet program opens, with any part of it exchanged. */
export function makeWorkbook(made: MadeWorkbook): Uint8Array {
  const sheets = made.sheets ?? ['<sheetData/>']
  const strings = made.strings ?? []
  const entries: MadeEntry[] = [
    {
      name: '[Content_Types].xml',
      data: `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${made.mainType ?? `${TYPE}.sheet.main+xml`}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${made.workbookProperties ?? ''}<sheets>${sheets.map((_, at) => `<sheet name="Trang ${at + 1}" sheetId="${at + 1}" r:id="s${at}" ${made.sheetAttributes?.[at] ?? ''}/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('t', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', data: `<styleSheet xmlns="${MAIN}">${made.styles ?? ''}</styleSheet>` },
    {
      name: 'xl/sharedStrings.xml',
      data: `<sst xmlns="${MAIN}">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    ...sheets.map((sheet, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    })),
  ]
  const replaced = entries.map((entry) => made.replace?.find(({ name }) => name === entry.name) ?? entry)
  return makeArchive([...replaced, ...(made.more ?? [])])
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** `<sheetData>` of rows given as cells, text inline. */
export const sheetOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `<sheetData>${rows
    .map(
      (cells) =>
        `<row>${cells.map((cell) => (cell === null ? '<c/>' : typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`)).join('')}</row>`,
    )
    .join('')}</sheetData>`
