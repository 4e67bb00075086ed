import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { DocumentError } from '../../server/document/document-error.ts'
import { checkReport } from '../../server/report/check-report.ts'
import { reportDocument, reportOutline } from '../../server/report/report-document.ts'
import type { ReportInput } from '../../server/report/report-input.ts'
import { hidden, reportInput, result } from './report-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

let bytes: Buffer
let parts: Map<string, string>
let xml: string
let text: string

beforeAll(async () => {
  bytes = await reportDocument(reportInput())
  parts = await zipTexts(bytes)
  xml = parts.get('word/document.xml') ?? ''
  text = visible(xml)
})

describe('the look of NĐ 30/2020', () => {
  test('A4 with margins of 20, 20, 30 and 20 mm in every section', () => {
    const sizes = xml.match(/<w:pgSz [^>]*>/g) ?? []
    const margins = xml.match(/<w:pgMar [^>]*>/g) ?? []
    expect(sizes).toHaveLength(3)
    for (const size of sizes) expect(size).toMatch(/w:w="11906".*w:h="16838"/)
    expect(margins).toHaveLength(3)
    for (const margin of margins) {
      expect(margin).toContain('w:top="1134"')
      expect(margin).toContain('w:bottom="1134"')
      expect(margin).toContain('w:left="1701"')
      expect(margin).toContain('w:right="1134"')
    }
  })

  test('Times New Roman for every script, 14 pt, Vietnamese', () => {
    const styles = parts.get('word/styles.xml') ?? ''
    const defaults = styles.slice(styles.indexOf('<w:docDefaults>'), styles.indexOf('</w:docDefaults>'))
    for (const script of ['ascii', 'hAnsi', 'cs', 'eastAsia'])
      expect(defaults).toContain(`w:${script}="Times New Roman"`)
    expect(defaults).toContain('<w:sz w:val="28"/>')
    expect(defaults).toMatch(/<w:lang [^>]*w:val="vi-VN"/)
    const named = [...xml.matchAll(/w:ascii="([^"]+)"/g)].map(([, name]) => name)
    expect(named.filter((name) => name !== 'Times New Roman')).toEqual([])
  })

  test('body text is justified, its first line 1.27 cm in, 6 pt above', () => {
    const [body] = xml.match(/<w:p>(?:(?!<\/w:p>).)*Đã in (?:(?!<\/w:p>).)*<\/w:p>/) ?? []
    expect(body).toContain('<w:jc w:val="both"/>')
    expect(body).toContain('w:firstLine="720"')
    expect(body).toMatch(/<w:spacing [^>]*w:before="120"/)
    expect(body).toContain('w:lineRule="auto"')
  })

  test('number and day are blank, the month too', () => {
    expect(text).toMatch(/^Số:\u00a0{8,}\/BC-SGDĐT$/m)
    expect(text).toMatch(/^Sóc Trăng, ngày\u00a0{5,}tháng\u00a0{5,}năm 2021$/m)
  })

  test('page numbers start again in each section and stand on no first page', () => {
    expect(xml.match(/<w:titlePg\/>/g)).toHaveLength(3)
    expect(xml.match(/<w:pgNumType w:start="1"/g)).toHaveLength(3)
    const headers = [...parts].filter(([name]) => name.startsWith('word/header')).map(([, part]) => part)
    expect(headers.filter((part) => part.includes('PAGE'))).not.toHaveLength(0)
    expect(headers.filter((part) => !part.includes('PAGE'))).not.toHaveLength(0)
  })

  test('the parts come in their order and the text ends with the end mark', () => {
    const marks = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'BÁO CÁO',
      'Kính gửi: Ủy ban nhân dân tỉnh Sóc Trăng.',
      'Căn cứ Nghị quyết số 76/NQ-CP',
      'I. TÌNH HÌNH TRIỂN KHAI',
      'II. KẾT QUẢ ĐIỀU TRA',
      'III. SO VỚI CHỈ TIÊU',
      'IV. ĐÁNH GIÁ',
      'V. KIẾN NGHỊ, GIẢI PHÁP',
      './.',
      'Nơi nhận:',
      'GIÁM ĐỐC',
      '\nPhụ lục I\n',
      '\nPhụ lục II\n',
    ]
    const places = marks.map((mark) => text.indexOf(mark))
    expect(places.filter((place) => place < 0)).toEqual([])
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).toMatch(/Căn cứ Nghị quyết .*;\n/)
    expect(text).toMatch(/Căn cứ Quyết định số 3476.*\.\n/)
  })

  test('tables are numbered in the order in which they stand, with reliability and without', () => {
    const row = { level: 'mn', block: 'A', items: 6, value: 0.8, low: 0.7, high: 0.9, n: 700 }
    const beside = { reliability: [row] } as unknown as NonNullable<ReportInput['beside']>
    const numbered = (input: ReportInput) =>
      JSON.stringify(reportOutline(input).sections.at(-1))
        .match(/Bảng PP\d/g)
        ?.join(' ')
    expect(numbered(reportInput())).toBe('Bảng PP1 Bảng PP2')
    expect(numbered(reportInput({ beside }))).toBe('Bảng PP1 Bảng PP2 Bảng PP3')
  })

  test('table heads repeat, no row and no signature is torn', () => {
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(text.match(/^Bảng [^ ]+\. /gm)?.length)
    expect(xml.match(/<w:cantSplit\/>/g)?.length).toBe(xml.match(/<w:tr>|<w:tr /g)?.length)
  })

  test('all text is composed (NFC), and nothing is left unfilled', () => {
    expect(text).toBe(text.normalize('NFC'))
    expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object/)
  })
})

describe('what the report says', () => {
  test('numbers are Vietnamese and come from the input', () => {
    expect(text).toContain('tỷ lệ hài lòng trên 90%')
    expect(text).toMatch(/Thu về 1\.976 phiếu/)
    expect(text).not.toMatch(/\d,\d{3}[^\d%]|\d\.\d%/)
  })

  test('the verdict has three values, with the sentence behind it and the bare comparison', async () => {
    expect(text).toMatch(/Kết luận: Chưa đủ căn cứ\. Cận dưới một phía 95% \(88,3%\) không cao hơn 90%/)
    expect(text).toContain('Nếu chỉ xét giá trị ước lượng, tỷ lệ hài lòng chung 89,9% không cao hơn mức 90%.')
    const say = async (value: number) => {
      const { results } = reportInput()
      const domains = results.domains.map((domain, index) =>
        index === 0 ? { ...domain, computed: result(value, 1971) } : domain,
      )
      return visible(
        (await zipTexts(await reportDocument(reportInput({ results: { ...results, domains } })))).get(
          'word/document.xml',
        ) ?? '',
      )
    }
    expect(await say(0.96)).toMatch(/Kết luận: Đạt\. Cận dưới/)
    expect(await say(0.8)).toMatch(/Kết luận: Không đạt\. Cận trên/)
  })

  test('reports of pressure are counted in it, and a few of them are not told exactly', () => {
    const say = (pressure: { count: number; schools: number }) => {
      const input = reportInput()
      const outline = reportOutline({ ...input, integrity: { ...input.integrity, pressure } })
      return /"([^"]*báo riêng cho Sở[^"]*)"/.exec(JSON.stringify(outline))?.[1]
    }
    expect(text).toContain('Có 12 lượt báo riêng cho Sở là bị gợi ý hoặc bị ép cách trả lời, ở 7 trường.')
    expect(say({ count: 0, schools: 0 })).toMatch(/^- Không có lượt nào báo riêng/)
    expect(say({ count: 4, schools: 1 })).toMatch(/^- Có dưới 5 lượt/)
    expect(say({ count: 1_250, schools: 2 })).toContain('Có 1.250 lượt')
    expect(say({ count: 1_250, schools: 2 })).toContain('ở dưới 5 trường')
  })

  test('phúc tra stands in it with n and interval beside the sheets, with few calls without a share, and not where none was held', () => {
    expect(text).toContain('chọn ngẫu nhiên theo trường 70 người (mức tối thiểu 5% số phiếu của mỗi trường')
    expect(text).toContain(
      'có người gợi ý hoặc yêu cầu cách trả lời 6,7% (4/60 người; từ 2,6% đến 15,9%), trên phiếu của các trường đó là 3,0% (1.000 phiếu)',
    )
    const say = (calls: ReturnType<typeof reportInput>['integrity']['calls']) => {
      const input = reportInput()
      return JSON.stringify(reportOutline({ ...input, integrity: { ...input.integrity, calls } }))
    }
    const { calls } = reportInput().integrity
    const few = say(calls && { ...calls, talked: 9 })
    expect(few).toContain('dưới 10 nên không nêu tỷ lệ')
    expect(few).not.toContain('4/60 người')
    expect(say(null)).not.toContain('Phúc tra')
  })

  test('a cell that may not be published is a dash with its reason below the table', () => {
    expect(text).toContain('(a) Dấu “–”: không công bố vì có dưới 10 câu trả lời.')
    expect(text).toContain('(b) Dấu “–”: không công bố để không suy ngược được ô đã ẩn.')
    expect(text).toContain('không ước lượng được sai số (quá ít trường)')
    expect(xml).toContain('<w:vertAlign w:val="superscript"/>')
  })

  test('where every figure is hidden nothing is said to be above the target, and no heading stands empty', async () => {
    const { results } = reportInput()
    const nothing = hidden('secondary')
    const outline = reportOutline(
      reportInput({
        results: {
          ...results,
          domains: results.domains.map((domain) => ({
            ...domain,
            blocks: Object.fromEntries(Object.keys(domain.blocks).map((block) => [block, nothing])),
            computed: nothing,
            asked: nothing,
            expectation: { suppressed: 'secondary' },
          })),
          items: results.items.map((item) => ({ ...item, result: nothing })),
        },
      }),
    )
    const said = JSON.stringify(outline.sections[0])
    expect(said).not.toContain('đều đủ căn cứ khẳng định')
    expect(said).toContain('Chưa lập được danh mục')
    expect(said.match(/Số liệu đủ điều kiện công bố chưa đủ để nêu nội dung này/g)).toHaveLength(2)
  })

  test('where figures are kept back the number of sheets is too, in every table, and the totals stay', () => {
    const input = reportInput()
    const kept = (level: string | null, area: string | null) => level === 'mn' && (area === null || area === 'a3')
    const nothing = hidden('secondary')
    const areas = input.areas.map((area, index) => ({ ...area, id: index === 3 ? 'a3' : area.id }))
    const inArea = <Row extends { area: string | null }>(row: Row): Row =>
      row.area === input.areas[3].id ? { ...row, area: 'a3' } : row
    const fieldwork = input.fieldwork.map(inArea)
    const change = {
      areas,
      fieldwork,
      frame: { ...input.frame, rows: input.frame.rows.map(inArea) },
      sample: { ...input.sample, strata: input.sample.strata.map(inArea) },
    }
    const withHidden = (which: typeof kept) =>
      reportOutline(
        reportInput({
          ...change,
          results: {
            ...input.results,
            domains: input.results.domains.map(inArea).map((domain) =>
              which(domain.level, domain.area)
                ? {
                    ...domain,
                    blocks: Object.fromEntries(Object.keys(domain.blocks).map((block) => [block, nothing])),
                    computed: nothing,
                    asked: nothing,
                    expectation: { suppressed: 'secondary' as const },
                  }
                : domain,
            ),
          },
        }),
      )
    const linesOf = (outline: ReturnType<typeof withHidden>, start: readonly string[]) =>
      outline.sections
        .flatMap(({ pieces }) => pieces)
        .flatMap((piece) => (piece.kind === 'table' ? piece.lines : []))
        .map((line) => line.map((cell) => cell.map(({ text }) => text).join('')))
        .filter((line) => start.every((text, place) => line[place] === text))
    const [level, area] = ['Mầm non', input.areas[3].name]
    const row = fieldwork.find((one) => one.level === 'mn' && one.area === 'a3')
    const open = linesOf(
      withHidden(() => false),
      [level, area],
    )
    // The same line with its counts, where nothing is kept back: the check sees something.
    expect(open.some((line) => line.includes(String(row?.valid)))).toBe(true)
    const outline = withHidden(kept)
    const closed = linesOf(outline, [level, area]).find((line) => line.includes(String(row?.printed)))
    expect(closed?.slice(-4)).toEqual(['–', '–', '–', '–'])
    const ofLevel = input.fieldwork.filter((one) => one.level === 'mn').reduce((sum, one) => sum + one.valid, 0)
    const all = input.fieldwork.reduce((sum, one) => sum + one.valid, 0)
    const thousand = (value: number) => String(value).replace(/(\d)(?=(\d{3})+$)/g, '$1.')
    for (const line of linesOf(outline, [level])) expect(line).not.toContain(thousand(ofLevel))
    expect(linesOf(outline, ['Tổng cộng']).filter((line) => line.includes(thousand(all)))).not.toEqual([])
    expect(JSON.stringify(outline)).toContain('không in số phiếu thu về của nơi có dưới 10 câu trả lời')
  })

  test('it prints the hashes, the seed and the versions', () => {
    const joined = text.replace(/(?<=[0-9a-f]{32}) (?=[0-9a-f]{32})/g, '')
    const input = reportInput()
    for (const proof of [input.dataset.hash, input.frame.hash, input.sample.seed, 'ph-th@2021.1', 'ph-mn@2021.1'])
      expect(joined).toContain(proof)
  })

  test('simulated data are marked on every page, real data on none', async () => {
    const footers = [...parts].filter(([name]) => name.startsWith('word/footer')).map(([, part]) => visible(part))
    expect(footers.length).toBeGreaterThanOrEqual(2)
    for (const footer of footers) expect(footer).toContain('SỐ LIỆU MÔ PHỎNG')
    expect(xml.match(/<w:footerReference w:type="first"/g)).toHaveLength(3)
    expect(xml.match(/<w:footerReference w:type="default"/g)).toHaveLength(3)
    const input = reportInput()
    const real = await zipTexts(await reportDocument({ ...input, round: { ...input.round, synthetic: false } }))
    expect([...real].map(([name, part]) => (name.endsWith('.xml') ? visible(part) : '')).join('')).not.toMatch(
      /mô phỏng/i,
    )
  })

  test('the same input gives the same bytes', async () => {
    const hash = (of: Buffer) => createHash('sha256').update(of).digest('hex')
    expect(hash(await reportDocument(reportInput()))).toBe(hash(bytes))
  })
})

describe('sums that do not add up', () => {
  const refused: readonly [string, (input: ReportInput) => ReportInput, RegExp][] = [
    [
      'slips',
      (input) => ({
        ...input,
        fieldwork: input.fieldwork.map((row, index) => (index === 0 ? { ...row, printed: row.printed + 1 } : row)),
      }),
      /printed \d+ is not issued/,
    ],
    ['exclusions', (input) => ({ ...input, exclusions: [] }), /exclusions: sum 0/],
    ['modes', (input) => ({ ...input, modes: input.modes.slice(1) }), /modes: sum 400/],
    ['the dataset', (input) => ({ ...input, dataset: { ...input.dataset, rows: 5 } }), /dataset: rows 5/],
    [
      'the frame',
      (input) => ({ ...input, frame: { ...input.frame, rows: input.frame.rows.slice(1) } }),
      /not in the frame/,
    ],
    [
      'weights',
      (input) => ({
        ...input,
        weighting: { ...input.weighting, steps: input.weighting.steps.map((step) => ({ ...step, benchmark: 1 })) },
      }),
      /is not its benchmark 1/,
    ],
    [
      'the unweighted rows',
      (input) => ({ ...input, unweighted: input.unweighted.slice(0, 2) }),
      /unweighted: sum of levels/,
    ],
    [
      'a verdict',
      (input) => ({
        ...input,
        results: {
          ...input.results,
          domains: input.results.domains.map((domain, index) =>
            index === 0 ? { ...domain, computed: { ...domain.computed, verdict: 'met' } } : domain,
          ),
        },
      }),
      /verdict met where the bounds say inconclusive/,
    ],
    [
      'a number that is none',
      (input) => ({
        ...input,
        results: {
          ...input.results,
          domains: input.results.domains.map((domain, index) =>
            index === 0 ? { ...domain, asked: result(Number.NaN, 1971) } : domain,
          ),
        },
      }),
      /not a number/,
    ],
    [
      'a cell on too few answers',
      (input) => ({
        ...input,
        results: {
          ...input.results,
          domains: input.results.domains.map((domain, index) =>
            index === 20 ? { ...domain, computed: result(0.9, 9) } : domain,
          ),
        },
      }),
      /9 answers are too few/,
    ],
    [
      'answers by level',
      (input) => ({
        ...input,
        results: {
          ...input.results,
          domains: input.results.domains.map((domain, index) =>
            index === 1 ? { ...domain, asked: result(0.9, 900) } : domain,
          ),
        },
      }),
      /answers of the levels/,
    ],
  ]
  test('the test data themselves are sound', () => {
    expect(checkReport(reportInput())).toEqual([])
  })
  test.each(refused)('%s: no report is made, and the fault is named', async (_, change, fault) => {
    const made = reportDocument(change(reportInput()))
    await expect(made).rejects.toBeInstanceOf(DocumentError)
    await expect(made).rejects.toMatchObject({ faults: expect.arrayContaining([expect.stringMatching(fault)]) })
  })
})
