import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, test } from 'vitest'
import { awaitingWords, pageWords, programWords, saidTo } from '../../client/words/respondent.ts'
import { laterWords } from '../../client/words/respondent-later.ts'
import { bundleRespondent } from '../../server/deploy/build-respondent.mjs'
import {
  type Program,
  renderDeclinedPage,
  renderEntryPage,
  renderPage,
  renderProblemPage,
  renderReceiptPage,
  renderReportedPage,
} from '../../server/responses/page.ts'
import type { Page } from '../../server/responses/page-html.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { KHMER } from '../../surveys/forms/khmer.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { offeredLanguages } from '../../surveys/offered-languages.ts'
import type { Language } from '../../surveys/text.ts'

/** What a fresh connection carries in its first flight, and the same page for browsers that only know gzip. */
const BROTLI_BYTES = 14_600
const GZIP_BYTES = 18_000

const pageOf = (form = 'ph-th', language: Language = 'vi'): Page => {
  const instrument = FORMS[form] ?? phTh
  return {
    instrument,
    notice: NOTICES[instrument.respondent],
    names: { department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng', hotline: '0299 3821 234' },
    language,
  }
}

let program: Program
beforeAll(async () => {
  program = await bundleRespondent()
}, 60_000)

describe('the page of a form fits into one reply', () => {
  test('the whole of PH-TH in Vietnamese keeps its budget', () => {
    const { brotli, gzip, html } = renderPage(pageOf(), program)
    console.info(`ph-th vi: brotli ${brotli.length}, gzip ${gzip.length}, plain ${html.length} bytes`)
    expect(brotli.length).toBeLessThanOrEqual(BROTLI_BYTES)
    expect(gzip.length).toBeLessThanOrEqual(GZIP_BYTES)
    expect(brotliDecompressSync(brotli)).toEqual(html)
    expect(gunzipSync(gzip)).toEqual(html)
  })
  test('also where the Department has a long name and two telephones', () => {
    const names = {
      department: 'Sở Giáo dục và Đào tạo thành phố Cần Thơ, Phòng Tổ chức cán bộ (bộ phận thường trực điều tra)',
      hotline: '0292 3830 451 hoặc 0299 3821 234 (giờ hành chính)',
    }
    expect(renderPage({ ...pageOf(), names }, program).brotli.length).toBeLessThanOrEqual(BROTLI_BYTES)
  })
  test('what the notice promises is what is taken back where a phone keeps nothing', () => {
    for (const { points } of Object.values(NOTICES))
      for (const language of ['vi', 'en'] as const)
        expect(points.map((point) => point[language] ?? '').join('\n')).toContain(laterWords[language].keepsItself)
  })
  test('before the notice stands nothing but the styles it needs; all others follow it', () => {
    const html = renderPage(pageOf(), program).html.toString()
    const [before = '', after = ''] = html.split('<section data-screen=notice>')
    expect(before).toContain(`<style>${program.first}</style><body><main><form`)
    expect(program.first.length).toBeLessThan(2300)
    expect(after).toContain(`<style>${program.style.slice(program.first.length)}</style><section data-screen=code>`)
    expect(after).toContain('<header hidden id=bar>')
    for (const { style } of [program, program.more]) expect(style.startsWith(program.first)).toBe(true)
    // Each size and weight of letters on the first screen is one more search for a slow phone.
    const sizes = [...program.first.matchAll(/font-size:([\d.]+rem)/g)].map(([, size]) => size)
    expect([...new Set(sizes)].sort()).toEqual(['.9375rem', '1.1875rem', '1.375rem', '1rem'])
  })
  test('a page with 4,000 letters more breaks it', () => {
    const words = createHash('sha512').update('much to say').digest('hex').repeat(2)
    const long = Array.from({ length: 46 }, (_, at) =>
      createHash('sha512')
        .update(words + at)
        .digest('base64'),
    ).join(' ')
    const { brotli } = renderPage({ ...pageOf(), names: { department: long, hotline: '1' } }, program)
    expect(brotli.length).toBeGreaterThan(BROTLI_BYTES)
  })
  test.each(Object.keys(FORMS))('%s asks for nothing from elsewhere', (form) => {
    const html = renderPage(pageOf(form), program).html.toString()
    const { document } = parseHTML(html)
    expect([...document.querySelectorAll('[src], link:not([href="data:,"]), iframe, img, [style]')]).toEqual([])
    expect(html).not.toMatch(/https?:\/\//)
  })
})

describe('the page is the same for everybody and says what it may do', () => {
  test('the same page twice is the same bytes, another text another ETag', () => {
    const [one, two] = [renderPage(pageOf(), program), renderPage(pageOf(), program)]
    expect(two.html.equals(one.html)).toBe(true)
    expect(two.etag).toBe(one.etag)
    expect(renderPage({ ...pageOf(), names: { department: 'Sở', hotline: '2' } }, program).etag).not.toBe(one.etag)
  })
  test('its policy names exactly the program and the styles inside it', () => {
    const { html, csp } = renderPage(pageOf(), program)
    const hash = (text: string) => createHash('sha256').update(text).digest('base64')
    const inside = (pattern: RegExp) => hash(pattern.exec(html.toString())?.[1] ?? '')
    const scripts = [...html.toString().matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, text]) => `'sha256-${hash(text ?? '')}'`,
    )
    expect(scripts).toHaveLength(2)
    expect(csp).toContain(`script-src ${scripts.join(' ')}`)
    expect(csp).toContain(`style-src 'sha256-${inside(/<style>([\s\S]*?)<\/style>/)}'`)
    expect(csp).toMatch(/^default-src 'none'; /)
    expect(csp).not.toMatch(/unsafe|\*|https?:/)
  })
  // Case K09.
  test('a text of a form cannot become markup', () => {
    const wild = '<img src=x onerror=alert(1)>"\'&{{7*7}}</textarea></script>'
    const [first] = phTh.blocks
    const [item] = first?.items ?? []
    if (!first || !item) throw new Error('ph-th has no item')
    const instrument = { ...phTh, blocks: [{ ...first, items: [{ ...item, text: { vi: wild } }] }] }
    const { document } = parseHTML(renderPage({ ...pageOf(), instrument }, program).html.toString())
    expect(document.querySelectorAll('img')).toHaveLength(0)
    expect(document.querySelector('legend[tabindex]')?.textContent).toBe(wild)
  })
})

describe('what the program looks for is in the page', () => {
  const folder = join(import.meta.dirname, '../../client/respondent')
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'entry.ts')
  const text = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  test('every element and every action', () => {
    const { document } = parseHTML(renderPage(pageOf(), program).html.toString())
    const wanted = [...text.matchAll(/(?:find(?:<\w+>)?|createChoice)\('(\w+)'/g)].map(([, id]) => id)
    expect(wanted.length).toBeGreaterThan(10)
    expect(wanted.filter((name) => document.querySelector(`#${name}, [data-do=${name}]`) === null)).toEqual([])
    const actions = [...document.querySelectorAll('[data-do]')].map((button) => button.getAttribute('data-do') ?? '')
    expect(actions.length).toBeGreaterThan(8)
    expect(actions.filter((name) => !new RegExp(`\\b${name}[:,(]`).test(text))).toEqual([])
  })
  test('and on the page of the code', () => {
    const { document } = parseHTML(renderEntryPage([phTh], 'vi', program).html.toString())
    const wanted = [...readFileSync(join(folder, 'entry.ts'), 'utf8').matchAll(/find(?:<\w+>)?\('(\w+)'\)/g)]
    expect(wanted.filter(([, id]) => document.querySelector(`#${id}`) === null)).toEqual([])
    expect(document.querySelector('a')?.getAttribute('href')).toBe('/p/ph-th')
  })
})

describe('languages', () => {
  test('every word of the page is there in Vietnamese and in English', () => {
    for (const words of [pageWords, programWords])
      for (const [key, { vi, en }] of Object.entries(words))
        expect([key, vi.trim() !== '', en.trim() !== '']).toEqual([key, true, true])
  })
  test('a form is offered in its own languages, and in Khmer while that is being translated', () => {
    expect(offeredLanguages(phTh)).toEqual(['vi', 'en', 'km'])
    expect(offeredLanguages({ ...phTh, languages: ['vi', 'km'] })).toEqual(['vi', 'km'])
    const english = renderPage(pageOf('ph-th', 'en'), program)
    expect(english.html.toString()).toContain('Very satisfied')
    expect(english.brotli.length).toBeLessThanOrEqual(BROTLI_BYTES)
  })
  test('who learns is spoken to as in the notice, on every page of the form, and nobody else changes', () => {
    const refused = { code: 'slip_used', items: ['consent'], fields: {} }
    const pages = (form: string, shut?: Page['shut']): string => {
      const page = { ...pageOf(form), ...(shut && { shut }) }
      return [
        renderPage(page, program),
        renderProblemPage(page, refused, program),
        renderReceiptPage(page, 'K7M2-4QXR', '', program),
        renderDeclinedPage(page, '', program),
        renderReportedPage(page, program),
      ]
        .map(({ html }) => html.toString())
        .join('\n')
    }
    const learners = Object.values(FORMS).filter(({ respondent }) => respondent === 'learner')
    expect(learners.map(({ form }) => form).sort()).toEqual(['hs-thcs', 'hs-thpt', 'hv-gdtx', 'sv-cd'])
    for (const { form } of learners) {
      const said = pages(form) + pages(form, 'not_open')
      expect(said.match(/.{20}Ông\/Bà/g)).toBeNull()
      for (const words of ['Bạn có tham gia không?', 'Cảm ơn bạn!', 'không phải bạn gửi', 'Xin bạn mở lại'])
        expect(said).toContain(words)
    }
    expect(pages('ph-th')).not.toMatch(/\bbạn\b/i)
    expect(saidTo('learner', { vi: 'Ông/Bà. Ông/Bà và Ông/Bà' }).vi).toBe('Bạn. Bạn và bạn')
  })
  test('in Khmer each text that awaits its translator says so, and the letters come from here', () => {
    const page = renderPage(pageOf('ph-th', 'km'), program)
    const { document } = parseHTML(page.html.toString())
    const legend = document.querySelector('#A1 legend')
    expect(legend?.querySelector('[lang=vi]')?.textContent).toBe(phTh.blocks[0]?.items[0]?.text.vi)
    // What the mark says is a matter of styles, so that nothing tells it again with each line of the review.
    expect(legend?.querySelector('mark')?.textContent).toBe('')
    expect(document.querySelector('style')?.textContent).toContain(`mark::after{content:"[${awaitingWords.mark}]"}`)
    // What is there in Khmer stands without a mark.
    const answers = [...document.querySelectorAll('#A1 label')].map((label) => [
      label.textContent?.trim(),
      label.querySelector('mark') !== null,
    ])
    expect(answers).toContainEqual([KHMER.satisfied.km, false])
    // Where a line may end is said between words, for browsers without a dictionary.
    expect(answers).toContainEqual(['មិន\u200bពេញចិត្ត', false])
    expect(answers).toContainEqual(['Rất hài lòng', true])
    expect(document.querySelector('[data-screen=notice]')?.textContent).toContain(awaitingWords.unreviewed)
    const texts = [...document.querySelectorAll('legend, [data-block] h1, [data-block] label')]
    const bare = texts.filter(
      (text) => !text.querySelector('mark') && !/\p{Script=Khmer}/u.test(text.textContent ?? ''),
    )
    expect(bare.map((text) => text.textContent)).toEqual([])
    const words = JSON.parse(document.querySelector('#words')?.textContent ?? '{}')
    expect(words.next).toBe(KHMER.next.km)
    expect(words.offline).toMatch(/\[chờ dịch\]$/)
    expect(words.unanswered).toBe(programWords.unanswered.vi)
    expect(page.csp).toContain("font-src 'self'")
    expect(page.html.toString()).toMatch(/url\(\/p\/letters\/khmer-400\.woff2\)/)
    expect(renderPage(pageOf(), program).csp).not.toContain('font-src')
  })
})
