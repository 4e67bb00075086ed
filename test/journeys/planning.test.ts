import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProvince } from '../../server/demo/province.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { flowing, pageTexts, readsText } from '../server/pdf-text.ts'
import { visible, zipTexts } from '../server/zip-text.ts'
import { openBrowser } from './open-browser.ts'
import { sound } from './sound.ts'

/** From an empty system to printed slips, for the synthetic province, as the Department does it from January to September. */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser
let folder: string
const passwords = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hailong-planning-'))
  server = await serveApart({
    before: async (hailong) => {
      for (const [name, role] of [
        ['soan', 'designer'],
        ['giam', 'director'],
      ])
        passwords.set(name, (await hailong('user', 'add', `${name}@so.vn`, '--role', role, '--name', name)).trim())
    },
  })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const troubles: string[] = []
async function deskOf(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
  })
  await page.goto(`${server.url}/staff/`)
  await page.locator('input[name=email]').fill(`${name}@so.vn`)
  await page.locator('input[name=password]').fill(passwords.get(name) ?? '')
  await page.locator('[data-action=sign-in]').click()
  await page.locator('input[name=password]').first().waitFor({ state: 'hidden' })
  return page
}

const press = (page: Page, action: string) => page.locator(`[data-action=${action}]`).first().click()
async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).first().fill(value)
}
/** A road's step is done when its page says when and by whom. */
const done = (page: Page) => page.locator('.done-by').waitFor()

async function downloaded(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const waiting = page.waitForEvent('download', { timeout: 60_000 })
  await click()
  return readFile(await (await waiting).path())
}
const document = (page: Page, kind: string, format: 'docx' | 'pdf') =>
  downloaded(page, () => page.locator(`a[data-kind=${kind}][data-format=${format}]`).first().click())
const textOf = async (bytes: Buffer) => visible((await zipTexts(bytes)).get('word/document.xml') ?? '')

test('a round is planned, approved, drawn and printed, with the papers that start it', async () => {
  const desk = await deskOf('soan')
  await press(desk, 'new-round')
  await fill(desk, {
    year: '2026',
    province: 'Tỉnh Mô Phỏng',
    department: 'Sở Giáo dục và Đào tạo tỉnh Mô Phỏng',
    parentBody: 'Ủy ban nhân dân tỉnh Mô Phỏng',
    place: 'Mô Phỏng',
    hotline: '0299 000 0000',
    opensOn: '2026-12-07',
    closesOn: '2026-12-25',
  })
  await press(desk, 'create-round')
  await desk.waitForURL(/\/rounds\/[0-9a-f]+\/plan$/)
  const address = desk.url().replace(/\/plan$/, '')
  const open = (step: string) => desk.goto(`${address}/${step}`)

  // The matrix a new round carries: parents of preschool and of primary pupils.
  await desk.getByText('ph-mn@2021.1').first().waitFor()
  await desk.getByText('ph-th@2021.1').first().waitFor()

  await open('frame')
  const frame = join(folder, 'khung-mau.xlsx')
  await writeFile(frame, await provinceWorkbook(makeProvince({ seed: 'planning', schools: 110 })))
  await desk.locator('input[type=file][name=frame]').setInputFiles(frame)
  await press(desk, 'import')
  await done(desk)

  // The sample is designed in one place; the page of the plan only says what it comes to.
  await open('sample')
  await fill(desk, { 'every-schools': '2', 'every-classes': '2', 'every-pupils': '6' })
  await press(desk, 'use-design')
  await desk.getByText('phương án của vòng', { exact: true }).waitFor()
  await open('plan')
  await desk.locator('[data-part=sample]').getByText('Phương án 1').waitFor()
  await desk.locator('[data-action=submit]:enabled').waitFor()
  await press(desk, 'add-milestone')
  await fill(desk, {
    'calendar-0-name': 'Tập huấn đầu mối các trường',
    'calendar-0-startsOn': '2026-12-01',
    'calendar-0-endsOn': '2026-12-02',
    'calendar-0-who': 'Phòng Tổ chức cán bộ',
  })
  await press(desk, 'add-budget-line')
  await fill(desk, {
    'budget-0-content': 'In phiếu và túi đựng phiếu',
    'budget-0-unit': 'phiếu',
    'budget-0-quantity': '528',
    'budget-0-unitPrice': '1.500',
  })
  // Calendar and budget are saved at one press, and until then the plan is not submitted.
  expect(await desk.locator('[data-action=submit]').isDisabled()).toBe(true)
  // Somebody else was there first: nothing of it is saved, the page says so, and what was typed stays.
  await desk.evaluate(async (round) => {
    const etag = (await fetch(round)).headers.get('etag') ?? ''
    const headers = { 'content-type': 'application/json', 'if-match': etag }
    await fetch(`${round}/modes`, { method: 'PUT', headers, body: JSON.stringify({ modes: { 'ph-th': ['slip'] } }) })
  }, roundOf(address))
  await press(desk, 'save-plan')
  await desk.getByText('Chưa phần nào được lưu').waitFor()
  expect(await desk.locator('[name=budget-0-content]').inputValue()).toBe('In phiếu và túi đựng phiếu')
  // Who takes the new version keeps what was typed; the words leave when it is here.
  await press(desk, 'latest')
  await desk.getByText('Chưa phần nào được lưu').waitFor({ state: 'detached' })
  expect(await desk.locator('[name=budget-0-content]').inputValue()).toBe('In phiếu và túi đựng phiếu')
  await press(desk, 'save-plan')
  await desk.locator('[data-action=save-plan]').waitFor({ state: 'detached' })

  await press(desk, 'documents')
  await press(desk, 'make-plan')
  await desk.locator('a[data-kind=plan][data-format=pdf]').first().waitFor()
  const plan = await textOf(await document(desk, 'plan', 'docx'))
  for (const said of ['PHƯƠNG ÁN', '792.000 đồng (bằng chữ: bảy trăm chín mươi hai nghìn đồng)', 'DỰ TOÁN KINH PHÍ'])
    expect(plan).toContain(said)
  expect(plan).toContain('Quyết định số 2034/QĐ-BGDĐT')
  expect(await textOf(await document(desk, 'submission', 'docx'))).toContain('Kính gửi: Ủy ban nhân dân tỉnh Mô Phỏng.')
  expect((await document(desk, 'plan', 'pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  // The plan of distribution waits for slips.
  expect(await desk.locator('[data-action=make-distribution]').isDisabled()).toBe(true)

  await open('plan')
  await desk.locator('[data-action=submit]:enabled').click()
  await press(desk, 'approve')
  await fill(desk, { decisionNumber: '2203/QĐ-UBND', decisionDate: '2026-11-20' })
  await desk.locator('[data-confirm=approve]').click()
  await done(desk)
  // What was approved is read, not typed in.
  expect(await desk.locator('[data-form=plan] :is(input, textarea, select)').count()).toBe(0)

  await open('sample')
  await press(desk, 'draw')
  await done(desk)
  await press(desk, 'check-draw')
  await desk.locator('[role=status] .note.green').first().waitFor()

  await open('slips')
  await press(desk, 'make-slips')
  await desk.locator('[data-action=print]').waitFor()
  const sheets = await downloaded(desk, () => press(desk, 'print'))
  expect(sheets.subarray(0, 5).toString()).toBe('%PDF-')
  await desk.locator('[data-action=issue]').waitFor()

  await press(desk, 'documents')
  await press(desk, 'make-distribution')
  const distribution = await textOf(await document(desk, 'distribution', 'docx'))
  const [, slips = '', packets = ''] = /tổng số phiếu in ([\d.]+), đóng trong ([\d.]+) túi/.exec(distribution) ?? []
  const number = (text: string) => Number(text.replaceAll('.', ''))
  expect(number(packets)).toBeGreaterThan(10)
  expect(distribution).toContain('Quyết định số 2203/QĐ-UBND ngày 20 tháng 11 năm 2026')
  expect(distribution).toContain('Tập huấn đầu mối các trường: 01/12/2026 – 02/12/2026')
  if (readsText) {
    // A code for each slip of the plan is on the sheets that were printed, and a cover for each packet.
    const printed = flowing(await pageTexts(sheets))
    expect(new Set(printed.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g)).size).toBe(number(slips))
    const paper = flowing(await pageTexts(await document(desk, 'distribution', 'pdf')))
    expect(paper).toContain(`tổng số phiếu in ${slips}, đóng trong ${packets} túi`)
  }
  expect(await desk.locator('[data-action=approve-document]').count()).toBe(0)

  const director = await deskOf('giam')
  await director.goto(`${address}/documents`)
  const row = director.getByRole('row', { name: /Phương án điều tra/ }).first()
  await row.locator('[data-action=approve-document]').click()
  // The province's decision is known to the round already.
  expect(await director.locator('dialog[open] input[name=decisionNumber]').inputValue()).toBe('2203/QĐ-UBND')
  await director.locator('[data-confirm=approve-document]').click()
  await row.getByText('Số 2203/QĐ-UBND').waitFor()
  const kept = await document(director, 'plan', 'docx')
  const listed = (await director.evaluate(
    async (url) => (await (await fetch(url)).json()).documents,
    documentsOf(address),
  )) as {
    kind: string
    state: string
    contentHash: string
  }[]
  expect(listed.find(({ state }) => state === 'approved')).toMatchObject({
    kind: 'plan',
    contentHash: createHash('sha256').update(kept).digest('hex'),
  })
  // On a phone the tables stand as cards, and whoever listens still hears tables.
  await desk.setViewportSize({ width: 360, height: 780 })
  for (const [step, shown] of [
    ['plan', '[data-part=budget] tbody tr'],
    ['sample', 'table.as-cards tbody tr'],
    ['slips', '.packets tbody tr'],
  ] as const) {
    await open(step)
    await desk.locator(shown).first().waitFor()
    await sound(desk, `${step} on a phone`)
    expect(await desk.getByRole('table').getByRole('row').getByRole('cell').count()).toBeGreaterThan(0)
    expect(await desk.locator('table.as-cards :is(tr, td, th):not([role])').count()).toBe(0)
  }
  expect(troubles).toEqual([])
}, 240_000)

const roundOf = (address: string) => `/api/rounds/${/rounds\/([^/]+)/.exec(address)?.[1]}`
const documentsOf = (address: string) => `${roundOf(address)}/documents`
