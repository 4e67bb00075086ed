import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { checkArchive } from '../../server/table/archive-check.ts'
import { TABLE_LIMITS } from '../../server/table/table.ts'
import { collectGarbage } from '../held-memory.ts'
import { deflatedZeros, type MadeEntry, makeArchive, makeWorkbook } from './make-archive.ts'

const refusal = async (bytes: Uint8Array, limits = TABLE_LIMITS) => {
  collectGarbage()
  const before = process.memoryUsage().rss
  const code = await checkArchive(bytes, limits).then(
    () => 'accepted',
    (error) => error.code,
  )
  return { code, megabytes: (process.memoryUsage().rss - before) / 2 ** 20 }
}
const withEntry = (...more: MadeEntry[]) => refusal(makeWorkbook({ more }))

// Cases G02 and G03.
describe('an archive that unpacks to more than anybody needs', () => {
  const twoGigabytes = deflatedZeros(2048)
  test.each([
    ['says so', 2 ** 31],
    ['says it is small', 1_000],
    ['says it just fits', 60_000_000],
  ])('is refused with flat memory when it %s', async (_, declaredSize) => {
    const bytes = makeWorkbook({ replace: [{ name: 'xl/sharedStrings.xml', deflated: twoGigabytes, declaredSize }] })
    expect(bytes.length).toBeLessThan(3_000_000)
    const { code, megabytes } = await refusal(bytes)
    expect(code).toBe('archive_bomb')
    expect(megabytes).toBeLessThan(64)
  })
  test('is stopped by the cap and by nothing else', async () => {
    const zeros = { name: 'xl/a.bin', deflated: deflatedZeros(96), declaredSize: 96 * 2 ** 20 }
    const wide = { ...TABLE_LIMITS, entryBytes: 2 ** 30, totalBytes: 2 ** 30 }
    expect((await withEntry(zeros)).code).toBe('archive_bomb')
    // Unpacked to its end, it is only found to lack its checksum.
    expect((await refusal(makeWorkbook({ more: [zeros] }), wide)).code).toBe('archive_damaged')
  })
  test('is refused when no entry is large but all of them together are', async () => {
    const part = { deflated: deflatedZeros(48), declaredSize: 48 * 2 ** 20 }
    const three = [1, 2, 3].map((number) => ({ ...part, name: `xl/media/${number}.bmp` }))
    expect((await withEntry(...three)).code).toBe('archive_bomb')
  })
  test('is refused when entries share their bytes', async () => {
    const data = 'a'.repeat(10_000)
    const first = { name: 'a', data }
    const { length } = deflateRawSync(data)
    expect(length).toBeLessThan(100)
    expect((await refusal(makeArchive([first, { name: 'b', data, sharesWith: 0 }]))).code).toBe('archive_bomb')
  })
  test('a file that is too large itself is not looked into', async () => {
    const bytes = makeWorkbook({})
    expect((await refusal(bytes, { ...TABLE_LIMITS, fileBytes: bytes.length - 1 })).code).toBe('file_too_large')
  })
  test('many entries are refused by their number', async () => {
    const many = Array.from({ length: 1_001 }, (_, at) => ({ name: `e${at}` }))
    expect((await refusal(makeArchive(many))).code).toBe('too_many_entries')
  })
})

// Case G03.
describe('an archive that is not what it seems', () => {
  test.each<[string, MadeEntry, string]>([
    ['a path that climbs out', { name: '../../etc/passwd' }, 'entry_name_refused'],
    ['an absolute path', { name: '/etc/passwd' }, 'entry_name_refused'],
    ['a drive', { name: 'C:/x' }, 'entry_name_refused'],
    ['a backslash', { name: 'xl\\..\\..\\x' }, 'entry_name_refused'],
    ['a NUL in the name', { name: 'xl/a\0b' }, 'entry_name_refused'],
    ['the same name again', { name: 'xl/workbook.xml' }, 'entry_duplicate'],
    ['the same name in capitals', { name: 'XL/WORKBOOK.XML' }, 'entry_duplicate'],
    ['a link', { name: 'xl/link', data: '/etc/passwd', unixMode: 0o120777 }, 'entry_link'],
    ['an encrypted entry', { name: 'xl/secret', data: 'x', flags: 1 }, 'password_protected'],
    ['an archive by name', { name: 'xl/embeddings/inner.zip', data: 'x' }, 'archive_nested'],
    ['an archive by content', { name: 'xl/media/image1.png', data: makeArchive([{ name: 'a' }]) }, 'archive_nested'],
    ['macros', { name: 'xl/vbaProject.bin', data: 'x' }, 'macro_refused'],
    ['macros of Excel 4', { name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }, 'macro_refused'],
    ['links to other files', { name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }, 'external_link_refused'],
    ['a wrong checksum', { name: 'xl/a.xml', data: 'x', crc: 1 }, 'archive_damaged'],
    ['a stream shorter than declared', { name: 'xl/a.xml', data: 'x', declaredSize: 2 }, 'archive_damaged'],
    [
      'bytes that are no deflate stream',
      { name: 'xl/a.xml', deflated: Uint8Array.of(7, 7, 7), declaredSize: 9 },
      'archive_damaged',
    ],
  ])('is refused: %s', async (_, entry, code) => {
    expect((await withEntry(entry)).code).toBe(code)
  })
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'file_empty'],
    ['text', new TextEncoder().encode('xin chào'), 'not_a_table'],
    ['only the first bytes of an archive', Uint8Array.of(0x50, 0x4b, 3, 4), 'archive_damaged'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), 'old_excel_file'],
    [
      'a workbook with a password',
      Buffer.concat([
        Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'password_protected',
    ],
  ])('is refused: %s', async (_, bytes, code) => {
    expect((await refusal(bytes)).code).toBe(code)
  })
  test('is refused wherever it was cut off', async () => {
    const whole = makeWorkbook({ sheets: ['<sheetData/>'] })
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const { code } = await refusal(whole.slice(0, Math.floor(whole.length * share)))
      expect(code).toBe('archive_damaged')
    }
  })
  test('a sound one is taken', async () => {
    expect((await refusal(makeWorkbook({}))).code).toBe('accepted')
  })
})
