import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { makeServer } from '../../server/http/listen.ts'
import { type Caller, read, reformYear, SCHOOLS } from '../server/reform-fixture.ts'
import { json } from '../world.ts'
import { axeFindings } from './axe-findings.ts'
import { openBrowser } from './open-browser.ts'

const at = (version: number) => ({ 'if-match': `"${version}"` })

/** The year 2021 on the first of June, with a report sent late, a task that leads, and three schools drawn. */
async function year() {
  const made = await reformYear('2021-06-01T02:00:00Z')
  const { designer, calendar, tasks, as, period, keep } = made
  const school = await as('assessor', { unitId: 's01', email: 's01@so.vn' })
  const lead = await as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const { id: periodId } = await period('don-vi', '6-thang')
  const { id } = await read<{ id: string }>(school('/api/reports', json('POST', { periodId, unitId: 's01' })))
  const paper = await keep(school, 's01', '15/KH-THPT1')
  const entry = { task: 1, done: 'Đã ban hành kế hoạch', difficulties: '', next: '', evidence: [paper] }
  await school(`/api/reports/${id}/entries`, json('PUT', { ...entry, figure: null }, at(1)))
  for (const [number, dueOn, leadUnitId] of [
    [11, '2021-05-15', 'tt'],
    [24, '2021-06-20', 'tt'],
    [4, '2021-11-30', 'tccb'],
  ] as const) {
    const task = (await tasks()).tasks.find((one) => one.number === number)
    const change = { leadUnitId, supportingUnitIds: ['vp'], dueOn, askedOf: 'named' }
    await designer(`/api/tasks/${task?.id}`, json('PUT', change, at(1)))
    await designer(`/api/tasks/${task?.id}/progress`, json('PUT', { state: 'doing', percent: 30, note: '' }, at(2)))
  }
  const groupId = (await calendar()).groups.find((one) => one.code === 'don-vi')?.id
  const earlier = SCHOOLS.slice(0, 9).map(([unitId]) => ({ unitId, year: 2019 }))
  await designer('/api/inspections/draws', json('POST', { groupId, percent: 20, seed: '07-12-33', earlier }))
  await designer(
    '/api/periods/news',
    json('POST', { kind: 'news', unitId: null, publishedOn: '2021-05-10', title: 'Tin', address: 'https://a.vn' }),
  )
  const server = makeServer({ fetch: (request) => app.fetch(request) }, made.deps.config)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const app = makeApp({ ...made.deps, config: { ...made.deps.config, publicUrl: url } })
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const open = async (who: Caller & { cookie: string }, width: number, dark = false) => {
    const viewport = { width, height: 900 }
    const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light' })
    const [name = '', value = ''] = who.cookie.split('=')
    await context.addCookies([{ name, value, url: url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => expect.fail(error.message))
    page.on('console', (message) => expect(message.text()).not.toMatch(/Content Security Policy/))
    return page
  }
  return { ...made, url, open, school, lead, reportId: id, periodId }
}

/** Nothing axe finds, and nothing wider than the screen. */
async function check(page: Page, name: string) {
  expect([name, ...(await axeFindings(page, { more: ['best-practice'] }))]).toEqual([name])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), name).toBe(true)
}

test('the year is looked at and worked through on a desk and on a phone', async () => {
  const { url, open, designer, school, reportId, periodId } = await year()
  const walk = async (who: Caller & { cookie: string }, width: number, pages: readonly string[], dark = false) => {
    const page = await open(who, width, dark)
    for (const path of pages) {
      await page.goto(`${url}/staff${path}`)
      await page.locator('h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      await check(page, `${path} ${width}`)
    }
    return page
  }
  const all = ['/periods', `/periods/${periodId}`, '/tasks?view=table', '/tasks/11', '/inspection']
  const desk = await walk(designer, 1280, all)
  // The board is narrowed by lead with the keyboard alone, and the address keeps it.
  await desk.goto(`${url}/staff/tasks`)
  await desk.locator('select[name=lead]').focus()
  // A list forgets the letters before after a second: on a busy machine they are typed once more.
  const lead = async () => {
    await desk.keyboard.type('Thanh tra')
    return new URL(desk.url()).searchParams.get('lead')
  }
  await expect.poll(lead, { interval: 1_500 }).toBe('Thanh tra')
  await desk.locator('.column[data-column=overdue] .task-card').first().waitFor()
  await expect.poll(() => desk.locator('.task-card').count()).toBe(2)
  // A card is moved with the mouse, and by its button with the keys; what is missing for "done" is said.
  await desk.goto(`${url}/staff/tasks`)
  await desk.locator('li[data-task="2"]').dragTo(desk.locator('[data-column=doing]'))
  await desk.locator('[data-column=doing] li[data-task="2"]').waitFor()
  await desk.locator('[data-move="2"]').press('Enter')
  await desk.locator('dialog input[value=done]').check()
  await desk.locator('[data-action=move-task]').press('Enter')
  await desk.locator('dialog').getByText('chưa có tài liệu kiểm chứng').waitFor()
  // Drawing again gives the same.
  await desk.goto(`${url}/staff/inspection`)
  await desk.locator('[data-action=check-draw]').click()
  await desk.locator('.note.green').waitFor()
  // A school writes its report on a phone and sends it.
  const phone = await walk(school, 360, ['/todo', '/periods', `/reports/${reportId}`, '/tasks'], true)
  await phone.goto(`${url}/staff/reports/${reportId}`)
  await phone.locator('[data-task="0"] textarea').first().fill('Đơn vị đã triển khai')
  await phone.locator('[data-task="0"] [data-action=save-entry]').click()
  await phone.locator('[data-task="0"] .chip.green').waitFor()
  await phone.locator('[data-action=submit-report]').click()
  await phone.locator('[data-action=submit-report]').waitFor({ state: 'detached' })
  const sent = await read<{ state: string; due: string }>(designer(`/api/reports/${reportId}`))
  expect(sent).toMatchObject({ state: 'submitted', due: 'late' })
}, 120_000)
