import { createRequire } from 'node:module'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { fontOf } from '../../server/document/font.ts'
import { stretches } from '../../server/document/pdf/letters.ts'
import { openPdf } from '../../server/document/pdf/open-pdf.ts'
import { renderSlipSheets } from '../../server/slips/sheet.ts'
import { slipUrl } from '../../server/slips/slip-page.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { formatCode } from '../../surveys/slip.ts'
import { LANGUAGES } from '../../surveys/text.ts'
import { textsOf } from '../../surveys/texts.ts'
import { world } from '../world.ts'
import { packet, sheetOptions } from './packet-fixture.ts'
import { flowing, pageCodes, pageTexts, readsCodes, readsText, WITHOUT } from './pdf-text.ts'
import { expectWhole, formOf, HASH, letters, printed } from './printed-form.ts'

type Position = Readonly<{ xAdvance: number; xOffset: number; yOffset: number }>
type LaidFont = Readonly<{ layout: (text: string) => { glyphs: { id: number }[]; positions: Position[] } }>
const offsets = (place: Position | undefined) => [place?.xAdvance, place?.xOffset, place?.yOffset]

describe('a form on paper', () => {
  test('has every question and option on three or four sheets, each numbered', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    await expectWhole('ph-th', 'vi')
  })

  test('shows a text without translation in Vietnamese, in brackets and marked, and says so on each sheet', async ({
    skip,
  }) => {
    if (!readsText) skip(WITHOUT)
    const form = formOf('hv-gdtx')
    const awaiting = await pageTexts(await printed(form, 'km'))
    for (const page of awaiting) expect(page).toContain('BẢN DỊCH CHƯA THẨM ĐỊNH')
    expect(letters(flowing(awaiting))).toContain(letters(`[${form.blocks[0]?.title.vi}]*`))
    expect(flowing(await pageTexts(await printed(form, 'vi')))).not.toContain('THẨM ĐỊNH')
  })

  test('has no letter without a shape, in seven forms and three languages', () => {
    const { create } = createRequire(createRequire(import.meta.url).resolve('pdfkit'))('fontkit')
    const fonts = new Map<string, { glyphsForString: (text: string) => { id: number }[] }>()
    const missing = (text: string) =>
      stretches(text, 'regular').flatMap((stretch) => {
        const font = fonts.get(stretch.cut) ?? create(fontOf(stretch.cut))
        fonts.set(stretch.cut, font)
        return font.glyphsForString(stretch.text).some(({ id }: { id: number }) => id === 0) ? [stretch.text] : []
      })
    const notices = Object.values(NOTICES).flatMap((notice) => [notice.title, ...notice.points, notice.contact])
    const texts = [...Object.values(FORMS).flatMap((form) => textsOf(form).map(({ text }) => text)), ...notices]
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.flatMap((text) => LANGUAGES.flatMap((language) => missing(text[language] ?? text.vi)))).toEqual([])
    expect(missing('Trường 学校')).not.toEqual([])
  })

  test('shapes Khmer: the vowel before its consonant, the coeng below it', () => {
    const { create } = createRequire(createRequire(import.meta.url).resolve('pdfkit'))('fontkit')
    const font = create(fontOf('khmer'))
    const order = (text: string) =>
      font.layout(text).glyphs.map(({ codePoints }: { codePoints: number[] }) => String.fromCodePoint(...codePoints))
    // "Khmer" in Khmer: kha, coeng mo, ae, ro. The ae is drawn first, coeng and mo are one sign.
    expect(order('ខ្មែរ')).toEqual(['ែ', 'ខ', '្ម', 'រ'])
    expect(order('ស្រី')[0]).toBe('្រ')
  })

  test('sets signs where HarfBuzz sets them, also where a table of the font has no place for one', () => {
    // hb-shape 6.0.0 --no-glyph-names --no-clusters, on the same font: [sign, advance, x, y].
    const shaped: Readonly<Record<string, readonly (readonly number[])[]>> = {
      ទំព័រ: [
        [63, 599, 0, 0],
        [133, 0, -10, -29],
        [70, 635, 0, 0],
        [152, 0, -23, -29],
        [74, 288, 0, 0],
      ],
      សំណួរ: [
        [79, 928, 0, 0],
        [133, 0, -32, -29],
        [60, 1240, 0, 0],
        [115, 0, -323, -26],
        [74, 288, 0, 0],
      ],
      អ៊ំ: [
        [82, 635, 0, 0],
        [140, 0, -23, -29],
        [133, 0, -23, 113],
      ],
    }
    const pdf = openPdf({ title: 'Khmer', author: 'Khmer', day: null, language: 'km' })
    const { font } = (pdf.font('khmer') as unknown as { _font: { font: LaidFont } })._font
    for (const [word, expected] of Object.entries(shaped)) {
      const { glyphs, positions } = font.layout(word)
      expect([word, glyphs.map(({ id }, at) => [id, ...offsets(positions[at])])]).toEqual([word, expected])
    }
  })

  test('carries a QR on each sheet that names version, language and sheet', async ({ skip }) => {
    if (!readsCodes) skip(WITHOUT)
    const codes = await pageCodes(await printed(formOf('hs-thpt'), 'vi'), 3)
    expect(codes).toEqual([1, 2, 3].map((page) => `hs-thpt@2021.1/vi/${page}-3/${HASH.slice(0, 12)}`))
  })

  test('is the same file for the same version', async () => {
    const once = await printed(formOf('sv-cd'), 'vi')
    expect(once.equals(await printed(formOf('sv-cd'), 'vi'))).toBe(true)
    expect(once.equals(await printed(formOf('sv-cd'), 'en'))).toBe(false)
  })
})

describe('a form for a question under a condition', () => {
  const form = formOf('sv-cd')
  const [first, ...others] = form.blocks
  const conditional: Instrument = {
    ...form,
    blocks: [
      {
        ...(first as Instrument['blocks'][number]),
        items: (first?.items ?? []).map((item, index) =>
          index === 1 ? { ...item, relevant: `\${${first?.items[0]?.id}} <= 2` } : item,
        ),
      },
      ...others,
    ],
  }
  test('says when to answer it and where to go otherwise', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const text = letters(flowing(await pageTexts(await printed(conditional, 'vi'))))
    for (const word of ['Chỉtrảlờinếu', 'A1từmức2(Khônghài', 'bỏquavà', 'câuA3.']) expect(text).toContain(word)
  })
})

describe('the forms of a packet', () => {
  test('carry code and QR of their slip on every sheet', async ({ skip }) => {
    if (!readsCodes) skip(WITHOUT)
    const made = { ...packet(7, 2, 0), form: 'ph-th' }
    const stream = new PassThrough()
    const paper = { language: 'vi' as const, forms: new Map([['ph-th', formOf('ph-th')]]) }
    const [bytes] = await Promise.all([buffer(stream), renderSlipSheets(stream, [made], { ...sheetOptions, paper })])
    const pages = await pageTexts(bytes)
    expect(pages).toHaveLength(9)
    const [, ...codes] = await pageCodes(bytes, 9)
    made.codes.forEach((code, copy) => {
      expect(pages[1 + copy * 4]).toContain(sheetOptions.hotline)
      for (let sheet = 0; sheet < 4; sheet++) {
        expect(pages[1 + copy * 4 + sheet]).toContain(formatCode(code))
        expect(codes[copy * 4 + sheet]).toBe(slipUrl(sheetOptions.publicUrl, 'ph-th', code))
      }
    })
    // A thousand copies must not be a thousand times the form.
    const more = new PassThrough()
    const ten = { ...packet(7, 12, 0), form: 'ph-th' }
    const [longer] = await Promise.all([buffer(more), renderSlipSheets(more, [ten], { ...sheetOptions, paper })])
    expect((longer.length - bytes.length) / 10).toBeLessThan(12_000)
  })
})

describe('the server', () => {
  test('prints a version for those who make forms, and for nobody else', async () => {
    const { app, as } = await world()
    const address = '/api/instruments/sv-cd@2021.1/paper.pdf?language=en'
    expect((await app.request(address)).status).toBe(401)
    const designer = await as('designer')
    const reply = await designer(address)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/pdf')
    expect(reply.headers.get('content-disposition')).toContain('sv-cd-2021.1-giay-en.pdf')
    expect(
      Buffer.from(await reply.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await designer('/api/instruments/sv-cd@1999.1/paper.pdf')).status).toBe(404)
    expect((await designer('/api/instruments/sv-cd@2021.1/paper.pdf?language=fr')).status).toBe(400)
    expect((await (await as('auditor'))(address)).status).toBe(403)
  })

  test('prints a logic file with every item, its values and the hash on each page', async ({ skip }) => {
    if (!readsText) skip(WITHOUT)
    const { as, db } = await world()
    const director = await as('director')
    const reply = await director('/api/instruments/hv-gdtx@2021.1/logic.pdf')
    const pages = await pageTexts(Buffer.from(await reply.arrayBuffer()))
    const { contentHash } = await db
      .selectFrom('instrument')
      .select('contentHash')
      .where('id', '=', 'hv-gdtx@2021.1')
      .executeTakeFirstOrThrow()
    for (const [index, page] of pages.entries())
      expect(flowing([page])).toContain(`hv-gdtx@2021.1 · SHA-256 ${contentHash} · trang ${index + 1}/${pages.length}`)
    const words = new Set(flowing(pages).split(' '))
    const all = letters(flowing(pages))
    for (const item of formOf('hv-gdtx').blocks.flatMap((block) => block.items)) {
      expect(words).toContain(item.id)
      for (const word of [item.text.vi, item.text.en ?? ''].join(' ').split(' ')) expect(all).toContain(word)
      if ('options' in item) for (const { value } of item.options) expect(all).toContain(value)
    }
    expect(all).toContain('LÃNHĐẠOPHÊDUYỆT')
  })
})
