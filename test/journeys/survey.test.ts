import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { agree, answerInList, finish, heading, tapThrough } from './answering.ts'
import { openBrowser } from './open-browser.ts'
import { openPhone } from './phone.ts'

/** The whole journey as people walk it: the office signs in, three parents answer, the data are frozen and reported. */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser

beforeAll(async () => {
  server = await serveApart({ before: (hailong) => hailong('demo', '--respondents', '400') as Promise<never> })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

let found: Promise<string> | undefined
const findRound = async (): Promise<string> => JSON.parse(await server.hailong('round', 'list', '--json'))[0].id
/** Asked once: each command is a program that starts. */
const roundId = () => {
  found ??= findRound()
  return found
}

async function unusedSlips(count: number): Promise<{ form: string; url: string }[]> {
  const csv = await server.hailong('slips', '--round', await roundId(), '--unused', '--limit', String(count))
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, form, url] = line.split(',')
      return { form, url }
    })
}

async function signIn(page: Page): Promise<void> {
  const [email, password] = readFileSync(join(server.dataDir, 'demo-account.txt'), 'utf8').trim().split(' ')
  await page.goto(`${server.url}/staff/`)
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('[data-action=sign-in]').click()
  await page
    .locator(`a[href*="${await roundId()}"]`)
    .first()
    .click()
}

const open = async (page: Page, step: string) => page.goto(`${server.url}/staff/rounds/${await roundId()}/${step}`)
const sent = (page: Page) =>
  page
    .locator('.code')
    .filter({ hasText: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ })
    .first()

test('a round is opened, answered on phones, frozen, weighed and reported', async () => {
  const desk = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
  desk.setDefaultTimeout(60_000)
  const troubles: string[] = []
  desk.on('pageerror', (error) => troubles.push(error.message))
  desk.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
  })
  await signIn(desk)
  await open(desk, 'fieldwork')
  await desk.locator('[data-action=close]').waitFor()

  const slips = await unusedSlips(3)
  const receipts: string[] = []
  for (const [place, slip] of slips.entries()) {
    const phone = await openPhone({ browser })
    try {
      await phone.page.goto(slip.url.replace(/^http:\/\/[^/]+/, server.url))
      await agree(phone.page)
      await phone.page.locator('fieldset[data-type]:visible').first().waitFor()
      if (place === 0) await tapThrough(phone.page)
      else await answerInList(phone.page)
      await heading(phone.page, 'Xem lại trước khi gửi').waitFor()
      // The third parent is where there is no network; the sheet waits on the phone and goes when it returns.
      if (place === 2) await phone.context.setOffline(true)
      await finish(phone.page)
      if (place === 2) {
        await heading(phone.page, 'Đã lưu trên máy, chưa gửi').waitFor()
        expect(await sent(phone.page).count()).toBe(0)
        await phone.context.setOffline(false)
      }
      await sent(phone.page).waitFor({ timeout: 60_000 })
      receipts.push((await sent(phone.page).textContent()) ?? '')
      expect(phone.errors).toEqual([])
    } finally {
      await phone.close()
    }
  }
  expect(new Set(receipts).size).toBe(3)
  for (const slip of slips) {
    const code = slip.url.slice(slip.url.indexOf('#') + 1)
    expect(await (await fetch(`${server.url}/api/slips/${code}`)).json()).toMatchObject({ state: 'used' })
  }

  await official(desk, 'fieldwork', 'close')
  await official(desk, 'dataset', 'freeze')
  await plain(desk, 'weights', 'weigh')
  await plain(desk, 'estimates', 'estimate')
  await desk.getByRole('heading', { name: 'Chung (bình quân 5 lĩnh vực)' }).waitFor()
  await expectPicture(desk)
  await desk.locator('.figure-button').first().click()
  await desk.getByText('Hệ số thiết kế').waitFor()
  await desk.keyboard.press('Escape')

  await plain(desk, 'report', 'report')
  const waiting = desk.waitForEvent('download')
  await desk.locator('[data-action=download-document]').first().click()
  const file = await readFile(await (await waiting).path())
  expect(file.subarray(0, 2).toString()).toBe('PK')
  const [document] = (await desk.evaluate(
    async (id) => (await (await fetch(`/api/rounds/${id}/documents`)).json()).documents,
    await roundId(),
  )) as { contentHash: string }[]
  expect(createHash('sha256').update(file).digest('hex')).toBe(document.contentHash)
  expect(troubles).toEqual([])

  const { dataset } = (await desk.evaluate(
    async (id) => (await fetch(`/api/rounds/${id}/dataset`)).json(),
    await roundId(),
  )) as {
    dataset: { rowCount: number }
  }
  // Not every synthetic parent had answered; the three phones are on top of them.
  expect(dataset.rowCount).toBe(403)
}, 600_000)

/** Weighing, estimating and reporting are work for the processor: a machine with much else to do takes its minutes. */
const done = (page: Page) => page.locator('.done-by').waitFor({ timeout: 180_000 })

async function plain(page: Page, step: string, action: string): Promise<void> {
  await open(page, step)
  await page.locator(`[data-action=${action}]`).first().click()
  await done(page)
}

/** A step that cannot be taken back asks for the number of the decision it rests on. */
async function official(page: Page, step: string, action: string): Promise<void> {
  await open(page, step)
  await page.locator(`[data-action=${action}]`).first().click()
  const number = page.locator('dialog[open] input[name=decision-number]')
  await page.locator('dialog[open]').waitFor()
  if (await number.count()) await number.fill('00/QĐ-MÔ-PHỎNG')
  await page.locator(`[data-confirm=${action}]`).click()
  await done(page)
}

async function expectPicture(page: Page): Promise<void> {
  const width = await page
    .locator('img.chart')
    .first()
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth
    })
  expect(width).toBeGreaterThan(500)
}
