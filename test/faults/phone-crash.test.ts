import { readdirSync, readFileSync } from 'node:fs'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findBrowser } from '../../server/deploy/find-browser.mjs'
import { agree, answerInList, finish, stored } from '../journeys/answering.ts'
import { openSite, problem, slipCode } from '../journeys/page-site.ts'
import { scratch } from './field.ts'
import { record } from './results.ts'

const CRASHES = Number(process.env.HAILONG_CRASHES ?? 100)
/** Where there is less time than that takes, a row says how many there were. */
const MOST_MINUTES = Number(process.env.HAILONG_CRASH_MINUTES ?? 240)

/** Long: a machine that stands still for minutes says nothing of the phone. */
const PATIENCE_MS = 300_000

async function openIn(folder: string, executablePath: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    ...{ executablePath, timeout: PATIENCE_MS },
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    ...{ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, locale: 'vi-VN' },
  })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

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

/** So many sheets lie on one phone before the next one is taken. */
const A_PHONE = 20

/**
 * Sheets finished while the server takes none, the browser killed as soon as each is said to be kept; how many were missing at any
 * look afterwards. Where the page says that this phone keeps nothing, nothing was promised, and the turn is done again.
 */
async function lostAfter(crashes: number, prepare: (page: Page) => Promise<unknown>) {
  const { path, reason } = await findBrowser()
  if (!path) throw new Error(reason)
  const site = await openSite()
  site.reply(() => problem('unavailable', 503))
  const lost = new Set<string>()
  let [promised, unpromised, next] = [0, 0, 1_000]
  const until = performance.now() + 60_000 * MOST_MINUTES
  const goesOn = () => promised < crashes && (promised < 3 || performance.now() < until)
  while (goesOn()) {
    const folder = await scratch()
    const mine: string[] = []
    let context = await openIn(folder, path)
    while (mine.length < A_PHONE && goesOn()) {
      const slip = slipCode(next++)
      const page = await context.newPage()
      // Each begins with the choices of a new phone, whether or not those of the last one outlived the kill.
      await page.addInitScript(() => localStorage.clear())
      await prepare(page)
      await page.goto(site.url(slip))
      await agree(page)
      await answerInList(page)
      await finish(page)
      await page.locator('[data-screen=outbox] h1').waitFor()
      const isKept = await page.locator('#saved').isVisible()
      await killed(context, folder)
      if (isKept) {
        promised += 1
        mine.push(slip)
      } else unpromised += 1
      context = await openIn(folder, path)
      const again = await context.newPage()
      await again.goto(site.url())
      const there = await stored(again)
      for (const each of mine) {
        const body = there.find((sheet) => sheet.slip === each && sheet.state === 'queued')?.body
        const answers = body ? Object.keys((JSON.parse(body) as { answers: object }).answers).length : 0
        if (answers <= 30) lost.add(each)
      }
      if (promised % 5 === 0) console.info(`${promised} promised, ${lost.size} lost, ${unpromised} not promised`)
      if (unpromised > crashes) throw new Error('this phone never keeps anything')
    }
    await context.close()
  }
  await site.close()
  return { promised, lost: lost.size, unpromised }
}

test('the browser of a phone is killed whenever a sheet is said to be kept: it is there again, each time', async (context) => {
  const { path, reason } = await findBrowser()
  if (!path) context.skip(reason)
  const { promised, lost, unpromised } = await lostAfter(CRASHES, async () => {})
  expect(lost).toBe(0)
  // A phone that keeps what it says it keeps where nobody will look for it again.
  const control = await lostAfter(3, (page) =>
    page.addInitScript(() => {
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = function (name, version) {
        return open.call(this, `${name}-elsewhere`, version)
      }
    }),
  )
  expect(control.lost).toBe(3)
  record({
    id: 'FT19',
    fault: 'Chromium is killed (-9) as soon as the page says that a finished sheet is kept on the phone',
    seen: `${promised} times (aim 100): ${lost} lost, each there with its answers after every further kill of that browser${unpromised > 0 ? `; ${unpromised} times besides the storage did not open in its four seconds, and the page said that this phone keeps nothing` : ''}`,
    control: `a phone that keeps its sheets where they are not found again: ${control.lost} of 3 lost`,
  })
})
