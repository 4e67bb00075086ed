import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProvince } from '../../server/demo/province.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { visible, zipTexts } from '../server/zip-text.ts'
import { openBrowser } from './open-browser.ts'

/** How a sample is designed: a cell is typed and the margins answer, three plans are compared, one is chosen and drawn. */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser
let folder: string
let password = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hailong-sampling-'))
  server = await serveApart({
    before: async (hailong) => {
      password = (await hailong('user', 'add', 'soan@so.vn', '--role', 'designer', '--name', 'soan')).trim()
    },
  })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const press = (page: Page, action: string) => page.locator(`[data-action=${action}]`).first().click()
async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).first().fill(value)
}

/** A round with the school list of a small synthetic province, open at its sample. */
async function deskAtSample(): Promise<{ desk: Page; troubles: string[] }> {
  const desk = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
  desk.setDefaultTimeout(60_000)
  const troubles: string[] = []
  desk.on('pageerror', (error) => troubles.push(error.message))
  desk.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
  })
  await desk.goto(`${server.url}/staff/`)
  await fill(desk, { email: 'soan@so.vn', password })
  await press(desk, 'sign-in')
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
  await desk.goto(`${address}/frame`)
  const frame = join(folder, 'khung-mau.xlsx')
  await writeFile(frame, await provinceWorkbook(makeProvince({ seed: 'sampling', schools: 220 })))
  await desk.locator('input[type=file][name=frame]').setInputFiles(frame)
  await press(desk, 'import')
  await desk.locator('.done-by').waitFor()
  await desk.goto(`${address}/sample`)
  return { desk, troubles }
}

const marginOf = (page: Page, domain: string) =>
  page.locator(`[data-domain="${domain}"] [data-figure=margin]`).innerText()
const settled = async (page: Page) => {
  await page.locator('[data-action=split][aria-busy]').waitFor({ state: 'detached' })
  await page.locator('table.allocation:not([aria-busy])').waitFor()
}

test('a cell is changed and the margin follows; of three plans one is chosen, drawn, and its minutes are downloaded', async () => {
  const { desk, troubles } = await deskAtSample()
  await settled(desk)
  const cell = desk.locator('[data-cell^="schools th|"]').first()
  const line = (await cell.getAttribute('data-cell'))?.replace('schools ', '') ?? ''
  const [, area] = line.split('|')
  const before = {
    whole: await marginOf(desk, 'all '),
    area: await marginOf(desk, `area ${area}`),
    other: await marginOf(desk, 'level mn'),
  }
  const slips = await desk.locator('[data-total=slips]').innerText()
  await cell.fill('9')
  // How long the table is busy depends on the machine; that it answers does not.
  await expect.poll(() => marginOf(desk, `area ${area}`), { timeout: 20_000 }).not.toBe(before.area)
  await settled(desk)
  expect(await marginOf(desk, 'level mn')).toBe(before.other)
  expect(await desk.locator('[data-total=slips]').innerText()).not.toBe(slips)

  const save = async (name: string, action: string) => {
    await fill(desk, { designName: name })
    await press(desk, action)
    await desk.locator('.table.compare thead').getByText(name).waitFor()
  }
  await save('Sửa tay', 'save-design')
  await desk.locator('#rule').selectOption('proportional')
  await fill(desk, { schoolsWanted: '60' })
  await press(desk, 'split')
  await desk.locator('[data-total=schools]').getByText('60', { exact: true }).waitFor()
  await save('Theo số học sinh', 'save-new-design')
  await desk.locator('#rule').selectOption('joint_budget')
  await fill(desk, { budget: '40000000', 'margin-all': '2', 'margin-level': '3', 'margin-area': '6' })
  const count = await desk.locator('[data-total=schools]').innerText()
  await press(desk, 'split')
  await expect.poll(() => desk.locator('[data-total=schools]').innerText(), { timeout: 30_000 }).not.toBe(count)
  await settled(desk)
  await save('Tối ưu 40 triệu', 'save-new-design')
  const plans = desk.locator('[data-part=plans]')
  expect(await plans.locator('thead th').allInnerTexts()).toEqual([
    'Tên phương án',
    'Sửa tay',
    'Theo số học sinh',
    'Tối ưu 40 triệu',
  ])
  expect(
    await plans
      .getByRole('row', { name: /^Kinh phí/ })
      .locator('td')
      .count(),
  ).toBe(3)
  await plans.locator('[data-action=choose-design]').last().click()
  await plans.getByText('phương án của vòng').waitFor()

  const address = desk.url().replace(/\/sample$/, '')
  await desk.goto(`${address}/plan`)
  await desk.locator('[data-part=sample]').getByText('Tối ưu 40 triệu').waitFor()
  await desk.locator('[data-action=submit]:enabled').click()
  await press(desk, 'approve')
  await fill(desk, { decisionNumber: '2203/QĐ-UBND', decisionDate: '2026-11-20' })
  await desk.locator('[data-confirm=approve]').click()
  await desk.locator('.done-by').waitFor()
  await desk.goto(`${address}/sample`)
  await settled(desk)
  expect(await desk.locator('[data-cell^="schools "]').first().isDisabled()).toBe(true)
  await press(desk, 'draw')
  await desk.locator('.done-by').waitFor()
  await press(desk, 'check-draw')
  await desk.locator('[role=status] .note.green').first().waitFor()

  const waiting = desk.waitForEvent('download')
  await press(desk, 'minutes-docx')
  const docx = await readFile(await (await waiting).path())
  const text = visible((await zipTexts(docx)).get('word/document.xml') ?? '')
  expect(text).toContain('BIÊN BẢN')
  expect(text).toContain('2203/QĐ-UBND')
  const pdf = desk.waitForEvent('download')
  await press(desk, 'minutes-pdf')
  expect((await readFile(await (await pdf).path())).subarray(0, 5).toString()).toBe('%PDF-')

  const school = desk.locator('.schools li').first()
  await school.locator('summary').click()
  await school.locator('[data-action=replace]').click()
  await fill(desk, { replaceReason: 'Trường tạm dừng vì ngập úng kéo dài' })
  await desk.locator('[data-confirm=replace]').click()
  await desk
    .getByText(/đã thay bằng/)
    .first()
    .waitFor()
  await desk
    .getByText(/thay cho/)
    .first()
    .waitFor()
  expect(troubles).toEqual([])
}, 180_000)
