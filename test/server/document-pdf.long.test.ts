import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { DocumentError } from '../../server/document/document-error.ts'
import { air, centred, ending, paragraph } from '../../server/document/outline.ts'
import { writePdf } from '../../server/document/pdf/write-pdf.ts'
import type { DocumentSection, Outline, Piece } from '../../server/document/piece.ts'
import { dataTable } from '../../server/document/table.ts'
import { writeDocx } from '../../server/document/write-docx.ts'
import { reportOutline } from '../../server/report/report-document.ts'
import { witnesses } from '../../server/sample/minutes-people.ts'
import { flowing, pageTexts, readsText, WITHOUT } from './pdf-text.ts'
import { reportInput } from './report-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

const outline = (...pieces: Piece[]): Outline => ({
  title: 'Thử',
  creator: 'Sở Giáo dục và Đào tạo',
  description: '',
  sections: [{ pieces, mark: null }],
})
/** `visible` undoes the ampersand alone, last of all. */
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'")
const pdfOf = (...pieces: Piece[]) => writePdf(outline(...pieces))

describe('the report as a PDF', () => {
  let pages: string[] = []
  let said: Outline
  beforeAll(async () => {
    // Pictures are what takes the time; their captions stay.
    const whole = reportOutline(reportInput())
    const sections = whole.sections.map((section) => ({
      ...section,
      pieces: section.pieces.filter(({ kind }) => kind !== 'picture'),
    }))
    said = { ...whole, sections }
    if (readsText) pages = await pageTexts(await writePdf(said))
  })

  test('says word for word what the DOCX says', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const docx = visible((await zipTexts(await writeDocx(said))).get('word/document.xml') ?? '')
    const words = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim()
    const pdf = words(flowing(pages))
    const long = docx
      .split('\n')
      .map(words)
      .filter((line) => line.length > 12)
    expect(long.length).toBeGreaterThan(200)
    const letters = pdf.replace(/ /g, '')
    const tabled = (line: string) => line.split(' ').every((word) => letters.includes(word.slice(0, 12)))
    expect(long.filter((line) => !letters.includes(line.replace(/ /g, '')) && !tabled(line))).toEqual([])
    for (const line of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Kính gửi: Ủy ban nhân dân tỉnh Sóc Trăng.', 'Nơi nhận:'])
      expect(pdf).toContain(line)
  })

  test('numbers its pages from the second on, anew in each annex', ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const first = pages.map((page) => page.trim().split('\n')[0]?.trim() ?? '')
    const starts = first.flatMap((line, index) => (/^\d+$/.test(line) ? [] : [index]))
    expect(starts).toHaveLength(3)
    expect(first.map((line, index) => (starts.includes(index) ? '1' : line))).toEqual(
      first.map((_, index) => String(index - Math.max(...starts.filter((start) => start <= index)) + 1)),
    )
    expect(first[starts[1] ?? -1]).toBe('Phụ lục I')
  })

  test('says on every page that the data are simulated', ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    for (const page of pages) expect(page).toContain('SỐ LIỆU MÔ PHỎNG')
  })
})

describe('a page of a DOCX', () => {
  const table = dataTable(
    [
      { title: 'STT', width: 1 },
      { title: 'Tên trường', width: 3 },
    ],
    [['1', 'Trường thử']],
  )
  /** Widths of the tables, outer before inner, in twentieths of a point. */
  const widths = async (landscape: boolean) => {
    const pieces: Piece[] = [table, { kind: 'sides', reach: 0, sides: [{ width: 4000, pieces: [table] }] }]
    const bytes = await writeDocx({ ...outline(), sections: [{ pieces, mark: null, landscape }] })
    const xml = (await zipTexts(bytes)).get('word/document.xml') ?? ''
    return [...xml.matchAll(/<w:tblW w:type="dxa" w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
  }

  test('has tables as wide as its text: upright, across, or inside a column', async () => {
    // A4 less 30 mm on the left and 20 mm on the right (NĐ 30/2020): 160 mm upright, 247 mm across.
    const twips = (mm: number) => Math.round((mm * 1440) / 25.4)
    const [upright, , column] = await widths(false)
    const [across] = await widths(true)
    expect(Math.abs((upright ?? 0) - twips(160))).toBeLessThan(3)
    expect(Math.abs((across ?? 0) - twips(247))).toBeLessThan(3)
    expect(column).toBe(4000)
  })
})

describe('a page of a PDF', () => {
  test('does not end with the heading of a group of lines, nor begin with the sum alone', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const heights = [38, 39, 40, 41, 42, 43, 44, 45, 46]
    const section = (last: Parameters<typeof dataTable>[1], above: number): DocumentSection => {
      const lines = Array.from({ length: above }, (_, at): [string] => [`dòng ${above}.${at}`])
      return { pieces: [dataTable([{ title: 'Tên cột', width: 1 }], [...lines, ...last])], mark: null }
    }
    const sections = heights.flatMap((above) => [
      section([{ cells: [`NHÓM ${above}`], bold: true }, [`dưới nhóm ${above}`]], above),
      section([{ cells: [`TỔNG ${above}`], bold: true }], above),
    ])
    const pages = await pageTexts(await writePdf({ ...outline(), sections }))
    for (const above of heights) {
      expect(pages.find((page) => page.includes(`NHÓM ${above}`))).toContain(`dưới nhóm ${above}`)
      expect(pages.find((page) => page.includes(`TỔNG ${above}`))).toContain(`dòng ${above}.${above - 1}`)
    }
  })

  test('repeats the head of a table and tears no row', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const rows = Array.from({ length: 60 }, (_, row) => [`đầu${row}\ngiữa${row}\ncuối${row}`, 'x'])
    const pages = await pageTexts(
      await pdfOf(
        dataTable(
          [
            { title: 'Tên cột', width: 1 },
            { title: 'B', width: 1 },
          ],
          rows,
        ),
      ),
    )
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page.match(/Tên cột/g)).toHaveLength(1)
    for (let row = 0; row < 60; row++) {
      const page = pages.find((each) => new RegExp(`đầu${row}\\b`).test(each)) ?? ''
      expect(page).toMatch(new RegExp(`cuối${row}\\b`))
    }
  })

  test('breaks a long sign of a document behind what parts it, never inside a word that fits', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const narrow = [
      { title: 'Số', width: 1.1 },
      { title: 'Trích yếu', width: 9 },
    ]
    const [page = ''] = await pageTexts(
      await pdfOf(
        dataTable(narrow, [
          ['00/QĐ-MÔ-PHỎNG', 'Một quyết định'],
          ['12/QĐ-UBND', 'x'],
        ]),
      ),
    )
    for (const line of ['00/QĐ-', 'PHỎNG', '12/QĐ-', 'UBND']) expect(page).toMatch(new RegExp(`^${line}\\s`, 'm'))
  })

  test('does not leave a heading alone at its foot', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    for (const lines of [41, 42, 43]) {
      const filling = Array.from({ length: lines }, (_, index) => centred(`dòng ${index}`))
      const pages = await pageTexts(
        await pdfOf(
          ...filling,
          air(200),
          { ...centred('ĐỀ MỤC'), keepNext: true },
          paragraph('Nội dung dài '.repeat(30)),
        ),
      )
      const heading = pages.findIndex((page) => page.includes('ĐỀ MỤC'))
      expect(pages[heading]).toContain('Nội dung')
    }
  })

  test('shows Khmer words, also inside a Vietnamese sentence', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    // Universal Declaration of Human Rights, article 1, in Khmer.
    const khmer = 'មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរ និងសិទ្ធិ។'
    const [page = ''] = await pageTexts(await pdfOf(paragraph(`Tiếng Khmer: ${khmer} (hết)`)))
    const letters = (text: string) => text.replace(/[\s\u200b]/g, '')
    for (const word of ['Tiếng', 'hết']) expect(page).toContain(word)
    // Vowels are drawn before their consonant and in parts, so the order of a reader is another one; consonants stay.
    const count = (text: string) =>
      [...letters(text)]
        .filter((letter) => /[\u1780-\u17a2]/.test(letter))
        .sort()
        .join('')
    expect(count(page)).toBe(count(khmer))
  })

  // Cases I08 and I09.
  test('shows addresses, markup and what looks like a template as the letters they are, and asks nobody for anything', async ({
    skip,
  }) => {
    if (!readsText) skip(WITHOUT)
    const wild = [
      '<iframe src="file:///etc/passwd"></iframe>',
      'http://169.254.169.254/latest/meta-data/',
      '@import url(file:///etc/passwd)',
      '{{constructor.constructor}} ${7*7} #{7*7} %s %n {0}',
      '<w:t>x</w:t>]]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    ]
    const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nobody is asked'))
    try {
      const [pdf, docx] = [
        await pdfOf(...wild.map((text) => paragraph(text))),
        await writeDocx(outline(...wild.map((text) => paragraph(text)))),
      ]
      const plain = (text: string) => text.replace(/\s+/g, '')
      const page = plain((await pageTexts(pdf)).join(''))
      const body = plain(unescaped(visible((await zipTexts(docx)).get('word/document.xml') ?? '')))
      for (const text of wild)
        expect([page, body].map((all) => [text, all.includes(plain(text))])).toEqual([
          [text, true],
          [text, true],
        ])
      expect(page + body).not.toContain('root:')
      // Nothing in either file leads outside it.
      expect(pdf.toString('latin1')).not.toMatch(/\/(URI|JavaScript|Launch|EmbeddedFile)\b/)
      const relations = [...(await zipTexts(docx))].filter(([name]) => name.endsWith('.rels')).map(([, text]) => text)
      expect(relations.join('')).not.toMatch(/TargetMode="External"/)
      expect(asked).not.toHaveBeenCalled()
    } finally {
      asked.mockRestore()
    }
  })

  // Case I10.
  test('with a letter that no font has is not made, and the letter is named', async () => {
    await expect(pdfOf(paragraph('Trường học 学校 xanh'))).rejects.toBeInstanceOf(DocumentError)
    await expect(pdfOf(paragraph('Trường học 学校 xanh'))).rejects.toMatchObject({
      faults: [expect.stringContaining('U+5B66'), expect.stringContaining('U+6821')],
    })
  })

  test('is the same for the same text, byte for byte, and another for another', async () => {
    const hash = async (text: string) =>
      createHash('sha256')
        .update(await pdfOf(paragraph(text)))
        .digest('hex')
    expect(await hash('Một đoạn')).toBe(await hash('Một đoạn'))
    expect(await hash('Một đoạn')).not.toBe(await hash('Một đoạn khác'))
  })
})

test('a row longer than a page goes on over it to its last word, and who gets the minutes stands beside who signs', async ({
  skip,
}) => {
  if (!readsText) skip(WITHOUT)
  const words = Array.from({ length: 700 }, (_, at) => `w${at}.`)
  const long = dataTable(
    [
      { title: 'STT', width: 1 },
      { title: 'Ghi chú', width: 3 },
    ],
    [
      ['1', 'ngắn'],
      ['2', words.join(' ')],
    ],
  )
  const pages = await pageTexts(await pdfOf(long, paragraph('Sau bảng')))
  expect(pages.length).toBeGreaterThan(1)
  const read = flowing(pages)
  expect(words.filter((word) => !read.includes(word))).toEqual([])
  expect(pages.at(-1)).toContain('Sau bảng')
  expect(pages.every((page) => page.includes('Ghi chú'))).toBe(true)
  // In the DOCX head and short row are whole, and the long one may be torn: kept whole, LibreOffice drops what is below the foot.
  const xml = (await zipTexts(await writeDocx(outline(long)))).get('word/document.xml') ?? ''
  expect([xml.split('<w:tr>').length - 1, xml.split('<w:cantSplit/>').length - 1]).toEqual([3, 2])

  // Wherever the page turns, signatures and recipients go together.
  const signers = { signers: ['A', 'CHỦ TRÌ'], signHere: '(Ký)', recipients: ['Như trên'], archive: 'VT' }
  for (const lines of [22, 24, 26, 28]) {
    const body = Array.from({ length: lines }, (_, at) => paragraph(`Dòng ${at}`))
    const turned = await pageTexts(await pdfOf(...body, ending('Hết'), ...witnesses(signers)))
    const signed = turned.findIndex((page) => page.includes('CHỦ TRÌ'))
    expect(turned.findIndex((page) => page.includes('Nơi nhận:'))).toBe(signed)
    expect(turned.findIndex((page) => page.includes('Lưu: VT'))).toBe(signed)
  }
})
