import { type Browser, type BrowserContext, devices, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agree, answerInList, finish, heading, nextScreen, sendNow, stored, tapThrough } from './answering.ts'
import { type Cut, openProxy } from './cutting-proxy.ts'
import { openBrowser } from './open-browser.ts'
import { openSite, RECEIPT, slipCode, taken } from './page-site.ts'
import { openPhone } from './phone.ts'

/** Drawn coarsely: no fault asks for fine dots, and nine times as many of them are half of the work of a screen. */
const S8 = { ...devices['Galaxy S8'], deviceScaleFactor: 1 }
const KILL_EACH = Number(process.env.HAILONG_TAB_KILLS ?? 2)

let browser: Browser
let context: BrowserContext
let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  browser = await openBrowser()
  site = await openSite()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})
beforeEach(async () => {
  site.posts.length = 0
  site.reply(() => taken)
  context = await browser.newContext({ ...S8, viewport: { width: 360, height: 640 } })
  context.setDefaultTimeout(60_000)
})
afterEach(() => context.close())

const openSheet = async (seed: number, to = context, url = site.url(slipCode(seed))): Promise<Page> => {
  const page = await to.newPage()
  await page.goto(url)
  await agree(page)
  return page
}
const receipt = (page: Page) => page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
const unsent = (page: Page) => heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
const kept = async (page: Page) => (await stored(page))[0]

describe('at every step of the form', () => {
  test('the network may go: each answer is on the phone, and the sheet is sent when it is back', async () => {
    const page = await openSheet(101)
    let steps = 0
    await tapThrough(page, async (id) => {
      await expect.poll(async () => (await kept(page))?.at).toBe(id)
      await context.setOffline(steps++ % 2 === 0)
    })
    await context.setOffline(true)
    await finish(page)
    await unsent(page)
    await page.getByText('Chưa có mạng').waitFor()
    expect(site.posts).toEqual([])
    expect(Object.keys(JSON.parse((await kept(page))?.body ?? '{}').answers).length).toBeGreaterThan(steps - 4)
    await context.setOffline(false)
    await receipt(page)
    expect(site.posts).toHaveLength(1)
    expect(await stored(page)).toEqual([{ slip: slipCode(101), state: 'sent', receipt: RECEIPT }])
  })

  // Case P04, at every question of the form with HAILONG_TAB_KILLS=1; at every second one without.
  test('the tab may be killed: it goes on at the last question, with every answer', async () => {
    let page = await openSheet(102)
    const given: Record<string, string> = {}
    let steps = 0
    for (let here = await nextScreen(page, ''); here; steps++) {
      const { id, type } = here
      const fieldset = page.locator(`#${id}`)
      if (type === 'percent') await fieldset.locator('input').fill('90')
      else if (type === 'text') await fieldset.locator('textarea').fill('Thầy cô tận tình.')
      else
        await fieldset
          .locator('label')
          .nth(steps % 2)
          .tap()
      if (type !== 'scale' && type !== 'single') await page.locator('[data-do=next]').tap()
      here = await nextScreen(page, id)
      const at = here?.id ?? 'review'
      await expect.poll(async () => (await kept(page))?.at).toBe(at)
      for (const [name, answer] of Object.entries((await kept(page))?.answers ?? {})) given[name] ??= String(answer)
      if (steps % KILL_EACH && here) continue
      // A renderer that crashes takes the program down with it in the middle of whatever it does.
      const session = await context.newCDPSession(page)
      if ((steps / KILL_EACH) % 2)
        await Promise.race([session.send('Page.crash').catch(() => null), page.waitForEvent('crash')])
      await page.close()
      page = await context.newPage()
      await page.goto(site.url(slipCode(102)))
      if (here) await page.locator(`#${at}`).waitFor()
    }
    await heading(page, 'Xem lại trước khi gửi').waitFor()
    await finish(page)
    await receipt(page)
    expect(steps).toBeGreaterThan(40)
    const answers = Object.fromEntries(Object.entries(site.posts[0]?.answers ?? {}).map(([id, a]) => [id, String(a)]))
    expect(answers).toEqual(given)
  }, 600_000)
})

// Case B60.
test('the line may go dead after any number of bytes of the exchange: one sheet, one receipt, never a false one', async () => {
  // A browser asks again by itself on a line that was open before: the cut holds until the page has told of it.
  let cut: Cut | undefined = { side: 'reply', after: 0 }
  let tries = 0
  const port = Number(new URL(site.entry).port)
  const proxy = await openProxy(port, () => {
    tries++
    return cut
  })
  const page = await openSheet(103, context, site.url(slipCode(103)).replace(`:${port}`, `:${proxy.port}`))
  await answerInList(page)
  await finish(page)
  const told = async () => {
    await page.getByText(/Chưa có mạng|Mạng này chưa cho qua/).waitFor()
    expect((await kept(page))?.state).toBe('queued')
  }
  await told()
  // What is fetched beside the sheet, as the page does for its next visit, is none of the exchange.
  await page.evaluate(() => fetch('/p/later.js').then((reply) => reply.text()))
  const { request } = proxy.seen()
  const cuts: Cut[] = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share) => ({ side: 'request', after: share * request }))
  for (let after = 1; after < 180; after += 30) cuts.push({ side: 'reply', after })
  for (const next of cuts) {
    cut = next
    const before = tries
    await page.locator('[data-do=send]').tap()
    await expect.poll(() => tries).toBeGreaterThan(before)
    await told()
  }
  cut = undefined
  await sendNow(page)
  await receipt(page)
  expect(site.posts.length).toBeGreaterThan(6)
  expect(new Set(site.posts.map((post) => JSON.stringify(post))).size).toBe(1)
  await proxy.close()
})

test('a page that was here once opens again without a network, at the same question', async () => {
  const page = await openSheet(120)
  await page.locator('#A1 label').first().tap()
  await page.locator('#A2').waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!(await caches.match(location.pathname))) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await context.setOffline(true)
  await page.close()
  const again = await context.newPage()
  await again.goto(site.url(slipCode(120)))
  await again.locator('#A2').waitFor()
  await answerInList(again)
  await finish(again)
  await unsent(again)
  await context.setOffline(false)
  await receipt(again)
  expect(site.posts).toHaveLength(1)
})

// Case P07.
test('a newer version comes while somebody answers: the page goes on as it is, and is the new one the next time', async () => {
  const fresh = await openSite()
  const page = await openSheet(121, context, fresh.url(slipCode(121)))
  await page.locator('#A1 label').first().tap()
  await page.locator('#A2').waitFor()
  await page.evaluate(async () => {
    Object.assign(window, { same: true })
    await navigator.serviceWorker.ready
    while (!(await caches.match(location.pathname))) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  fresh.newVersion()
  const loads = fresh.requests.length
  await page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready
    await worker.update()
    // The newer worker waits until the page is gone; it takes nothing over.
    while (!worker.waiting && !worker.installing) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await answerInList(page)
  await finish(page)
  await receipt(page)
  expect(await page.evaluate(() => 'same' in window)).toBe(true)
  expect(fresh.posts[0]?.answers).toMatchObject({ A1: 5, A2: 5, F2: 80 })
  // Nothing of the page was asked for again: it has no parts that could be gone.
  expect(fresh.requests.slice(loads).filter((each) => !/sw\.js|POST/.test(each))).toEqual([])
  expect(await page.getByText('0299 02').count()).toBe(0)
  await page.reload()
  await receipt(page)
  expect(await page.getByText('0299 02').count()).toBeGreaterThan(0)
  await page.close()
  await fresh.close()
})

describe('storage', () => {
  test('forbidden by the owner of the phone: said before the first question, and the sheet is still sent', async () => {
    const { page, errors, close } = await openPhone({ blocked: true })
    await page.goto(site.url(slipCode(104)))
    await page.getByText('Máy này không cho lưu').waitFor()
    await agree(page)
    await answerInList(page)
    await finish(page)
    await receipt(page)
    expect(site.posts).toHaveLength(1)
    expect(errors).toEqual([])
    await close()
  })

  test('that never answers: said before the first question', async () => {
    const page = await context.newPage()
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    })
    await page.goto(site.url(slipCode(105)))
    await page.getByText('Máy này không cho lưu').waitFor()
    await agree(page)
    await answerInList(page)
    await finish(page)
    await receipt(page)
  })

  test('closed by the system in the middle: opened again, nothing is lost and no alarm is raised', async () => {
    const page = await context.newPage()
    await page.addInitScript(() => {
      const { transaction } = IDBDatabase.prototype
      const open = new Set<IDBDatabase>()
      IDBDatabase.prototype.transaction = function (...args: Parameters<typeof transaction>) {
        open.add(this)
        return transaction.apply(this, args)
      }
      setInterval(() => {
        for (const each of open) each.close()
        open.clear()
      }, 50)
    })
    await page.goto(site.url(slipCode(106)))
    await agree(page)
    await answerInList(page)
    expect(await page.locator('#memory').isVisible()).toBe(false)
    await finish(page)
    await receipt(page)
    expect(Object.keys(site.posts[0]?.answers ?? {}).length).toBeGreaterThan(35)
  })

  test('full in the middle: said at once, the answers stay on the page and are sent', async () => {
    const page = await openSheet(107)
    await page.locator('#A1 label').first().tap()
    await page.locator('#A2').waitFor()
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.locator('#A2 label').first().tap()
    await page.getByText('Máy này không cho lưu').waitFor()
    await answerInList(page)
    await finish(page)
    await receipt(page)
    expect(site.posts[0]?.answers).toMatchObject({ A1: 5, A2: 5, F2: 80 })
  })
})

const ANDROID =
  'Mozilla/5.0 (Linux; Android 9; SM-J250F Build/PMYB; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0'
test.each([
  [
    'Zalo',
    `${ANDROID} Chrome/108.0.5359.128 Mobile Safari/537.36 Zalo android/12101716 ZaloTheme/light ZaloLanguage/vi`,
    true,
  ],
  ['Facebook', `${ANDROID} Chrome/96.0.4664.104 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0.0.30.110;]`, false],
])(
  'the browser inside %s has no clipboard, downloads, voice or worker: the sheet is answered and sent',
  async (_, userAgent, keeps) => {
    const inside = await browser.newContext({
      ...S8,
      ...{ viewport: { width: 360, height: 560 }, userAgent, acceptDownloads: false, locale: 'vi-VN' },
    })
    inside.setDefaultTimeout(60_000)
    await inside.addInitScript((keeps) => {
      const without = (from: object, names: string[]) => {
        for (const name of names) Object.defineProperty(from, name, { get: () => undefined, configurable: true })
      }
      without(Navigator.prototype, ['serviceWorker', 'clipboard', 'locks', 'share', 'storage', 'connection'])
      without(window, ['speechSynthesis', 'SpeechSynthesisUtterance', 'BroadcastChannel', 'caches', 'structuredClone'])
      without(crypto, ['randomUUID'])
      // What came into browsers after 2020.
      without(Object, ['hasOwn'])
      for (const { prototype } of [Array, String]) without(prototype, ['at', 'findLast', 'findLastIndex', 'replaceAll'])
      if (!keeps) {
        without(window, ['indexedDB'])
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError')
          },
        })
      }
      // Windows of any kind are swallowed there, and nobody would ever see them.
      for (const name of ['open', 'alert', 'confirm', 'prompt', 'print'])
        Object.assign(window, { [name]: () => Promise.reject(new Error(name)) })
    }, keeps)
    const page = await inside.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(site.url(slipCode(keeps ? 130 : 131)))
    await agree(page)
    await page.locator('#A1').waitFor()
    expect(await page.locator('#memory').isVisible()).toBe(!keeps)
    expect(await page.locator('[data-do=listen]:visible').count()).toBe(0)
    // The program behind it is closed and opened again, as when a message comes in between.
    if (keeps) {
      await page.locator('#A1 label').first().tap()
      await page.locator('#A2').waitFor()
      await page.reload()
      await page.locator('#A2').waitFor()
    }
    await answerInList(page)
    await finish(page)
    await receipt(page)
    expect(site.posts).toHaveLength(1)
    expect(errors).toEqual([])
    await inside.close()
  },
)

// Case P11.
describe.each([-1, 1])('the clock of the phone is wrong by %i year', (years) => {
  test('the sheet is sent all the same, also after waiting without network', async () => {
    const page = await context.newPage()
    await page.clock.setFixedTime(Date.now() + years * 365 * 86_400_000)
    await page.goto(site.url(slipCode(110 + years)))
    await agree(page)
    await answerInList(page)
    await context.setOffline(true)
    await finish(page)
    await unsent(page)
    await context.setOffline(false)
    await receipt(page)
    expect(site.posts).toHaveLength(1)
  })
})

test.each([
  ['an empty reply of a sign-in page', { status: 204, body: '' }],
  ['JSON of somebody else', { status: 200, body: '{"ok":true,"receipt":"welcome"}' }],
  ['a page of a firewall', { status: 403, body: '<h1>blocked</h1>', type: 'text/html' }],
])('%s is no receipt', async (_, reply) => {
  const page = await openSheet(112)
  await answerInList(page)
  site.reply((_body, count) => (count < 2 ? { ...reply, ...(reply.status === 204 ? { body: '' } : {}) } : taken))
  await finish(page)
  await unsent(page)
  await page.getByText('Mạng này chưa cho qua').waitFor()
  expect((await kept(page))?.state).toBe('queued')
  await sendNow(page)
  await receipt(page)
})

test('an old phone on a slow line answers the whole form', async () => {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  })
  await page.goto(site.url(slipCode(113)))
  await agree(page)
  await tapThrough(page)
  await finish(page)
  await receipt(page)
  expect(site.posts[0]?.answers).toMatchObject({ A1: 5, A2: 4, F2: 90 })
})
