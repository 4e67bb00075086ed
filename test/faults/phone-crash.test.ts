import { readdirSync, readFileSync } from 'node:fs'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findBrowser } from '../../server/deploy/find-browser.mjs'
import { agree, answerInList, finish, heading, stored } from '../journeys/answering.ts'
import { openSite, problem, slipCode } from '../journeys/page-site.ts'
import { scratch } from './field.ts'
import { record } from './results.ts'

const CRASHES = Number(process.env.HAILONG_CRASHES ?? 100)

const openIn = (folder: string, executablePath: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    ...{ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, locale: 'vi-VN' },
  })

/** The processes of the browser that uses the folder, and of no other, at once. */
async function killed(context: BrowserContext, folder: string): Promise<void> {
  const gone = context.waitForEvent('close')
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`))
        process.kill(Number(pid), 'SIGKILL')
    } catch {}
  await gone
}

/** Sheets finished while the server takes none, the browser killed as soon as each is said to be kept; how many are there afterwards. */
async function keptAfter(crashes: number, prepare: (page: Page) => Promise<unknown>): Promise<number> {
  const { path, reason } = await findBrowser()
  if (!path) throw new Error(reason)
  const site = await openSite()
  site.reply(() => problem('unavailable', 503))
  let kept = 0
  for (let turn = 0; turn < crashes; turn++) {
    const folder = await scratch()
    const context = await openIn(folder, path)
    const page = context.pages()[0] ?? (await context.newPage())
    await prepare(page)
    await page.goto(site.url(slipCode(1_000 + turn)))
    await agree(page)
    await answerInList(page)
    await finish(page)
    await heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
    await killed(context, folder)
    const restarted = await openIn(folder, path)
    const again = restarted.pages()[0] ?? (await restarted.newPage())
    await again.goto(site.url())
    const sheet = (await stored(again)).find(({ slip }) => slip === slipCode(1_000 + turn))
    const answers = sheet?.body ? Object.keys((JSON.parse(sheet.body) as { answers: object }).answers).length : 0
    if (sheet?.state === 'queued' && answers > 30) kept += 1
    await restarted.close()
  }
  await site.close()
  return kept
}

test('the browser of a phone is killed whenever a sheet is said to be kept: it is there again, each time', async (context) => {
  const { path, reason } = await findBrowser()
  if (!path) context.skip(reason)
  const kept = await keptAfter(CRASHES, async () => {})
  expect(kept).toBe(CRASHES)
  // A phone that says "done" and stores nothing.
  const lost = await keptAfter(3, (page) =>
    page.addInitScript(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (value, ...key) {
        return value.state === 'queued' ? this.get('nothing') : put.call(this, value, ...key)
      }
    }),
  )
  expect(lost).toBe(0)
  record({
    id: 'FT19',
    fault: 'Chromium is killed (-9) as soon as the page says that a finished sheet is kept on the phone',
    seen: `${kept} of ${CRASHES} there after the restart, with their answers`,
    control: `a phone that keeps no finished sheet: ${lost} of 3 there`,
  })
})
