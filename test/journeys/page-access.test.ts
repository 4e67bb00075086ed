import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Language } from '../../surveys/text.ts'
import { sendNow } from './answering.ts'
import { axeFindings } from './axe-findings.ts'
import { openBrowser } from './open-browser.ts'
import { openSite, problem, RECEIPT, slipCode, taken } from './page-site.ts'
import { openPhone } from './phone.ts'

let browser: Browser
let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  browser = await openBrowser()
  site = await openSite()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** Nothing may stick out to the side. */
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

const screens: readonly (readonly [string, number, Language, Parameters<typeof openPhone>[0]])[] = [
  ['Vietnamese', 71, 'vi', {}],
  ['in the dark', 72, 'vi', { dark: true }],
  ['narrow as a page enlarged four times', 73, 'vi', { width: 320, height: 256 }],
  ['English', 74, 'en', {}],
  ['Khmer, awaiting its translator', 75, 'km', { width: 320 }],
]
// Case P14.
describe.each(screens)('every screen can be used by everybody: %s', (_, slip, language, options) => {
  test('nothing for axe to find, nothing that sticks out', async () => {
    const { page, context, close, errors } = await openPhone({ browser, ...options })
    const seen: Record<string, unknown> = {}
    const look = async (screen: string, on = page) => {
      seen[screen] = { found: await axeFindings(on, { more: ['best-practice'] }), wide: Math.max(0, await wide(on)) }
    }
    const choose = async (...names: string[]) => {
      await page.locator('summary').tap()
      for (const name of names) await page.locator(`label:has(#${name})`).tap()
      await page.locator('summary').tap()
    }
    const say = (yes: boolean, on = page) =>
      on
        .locator('#consent label')
        .nth(yes ? 0 : 1)
        .tap()
    const reviewed = (id: string) =>
      page
        .locator('#answers button')
        .nth(phTh.blocks.flatMap(({ items }) => items).findIndex((item) => item.id === id))
        .tap()
    const address = (code = '') => site.url().replace(/$/, `?lang=${language}${code && '#'}${code}`)
    await page.goto(site.entry)
    await look('entry')
    await page.goto(address())
    await look('notice')
    await say(true)
    await page.locator('[data-do=begin]').tap()
    await look('code')
    await page.goto('about:blank')
    await page.goto(address(slipCode(slip)))
    await say(true)
    await look('first question')
    if (language === 'km') {
      // Lines high enough for signs above and below, and letters of its own that were loaded for this page only.
      const lines = await page.evaluate(() =>
        ['legend', 'label', 'p', 'button'].map((name) => {
          const { lineHeight, fontSize } = getComputedStyle(document.querySelector(`main ${name}`) as Element)
          return Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)
        }),
      )
      expect(Math.min(...lines)).toBeGreaterThanOrEqual(1.7)
      await expect.poll(() => page.evaluate(() => document.fonts.check('16px Khmer', 'ពេញចិត្ត'))).toBe(true)
    }
    await page.locator('#A1 label').nth(1).tap()
    await page.locator('#A2').waitFor()
    await choose('large', 'contrast', 'faces')
    await page.locator('summary').tap()
    await look('options, stronger colours, larger text, faces')
    await page.locator('summary').tap()
    await choose('large', 'contrast', 'faces', 'list')
    await page.evaluate(() => {
      for (const fieldset of document.querySelectorAll('fieldset[data-type]'))
        fieldset.querySelector<HTMLElement>('[type=radio]')?.click()
    })
    await page.locator('#F2 input').fill('80')
    await look('list')
    await page.locator('[data-do=next]').tap()
    await choose('list')
    await reviewed('F2')
    await page.locator('#F2 input').fill('999')
    await page.locator('[data-do=next]').tap()
    await look('percent with an error')
    await page.locator('#F2 input').fill('99')
    await page.locator('[data-do=next]').tap()
    await reviewed('G3')
    await look('text')
    await page.locator('[data-do=next]').tap()
    await look('review')
    site.reply(() => problem('slip_used', 409))
    await page.locator('[data-do=finish]').tap()
    await page.locator('#problem').waitFor()
    await look('review with a problem')
    site.reply(() => problem('unavailable', 503))
    await page.locator('[data-do=finish]').tap()
    await page.locator('[data-screen=outbox]').waitFor()
    await look('unsent')
    site.reply(() => taken)
    await sendNow(page)
    await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    await look('receipt')
    const other = await context.newPage()
    await other.goto(address())
    await say(false, other)
    await other.locator('[data-screen=declined]').waitFor()
    await look('declined', other)
    const clean = Object.fromEntries(Object.keys(seen).map((screen) => [screen, { found: [], wide: 0 }]))
    expect(seen).toEqual(clean)
    expect(errors).toEqual([])
    await close()
  })
})

test('a screen reader meets the parts of a screen in the order in which they are seen', async () => {
  const { page, close } = await openPhone({ browser })
  await page.goto(site.url(slipCode(76)))
  const inOrder = () =>
    page.evaluate(() => {
      const parts = [...document.querySelectorAll<HTMLElement>('main :is(h1,legend,p,li,label,button,a)')].filter(
        (part) => part.checkVisibility() && part.textContent?.trim(),
      )
      const places = parts.map((part) => {
        const { top, left, bottom } = part.getBoundingClientRect()
        return { name: part.textContent?.slice(0, 40) ?? '', top, left, bottom }
      })
      // What comes later stands lower, or on the same line to the right.
      return places.flatMap(({ name, top, left }, at) => {
        const before = places[at - 1]
        const follows = !before || top >= before.bottom - 8 || (top > before.top - 24 && left >= before.left)
        return follows ? [] : [`${before.name} | ${name}`]
      })
    })
  const tabs = async (): Promise<string[]> => {
    const met: string[] = []
    for (let turn = 0; turn < 12; turn++) {
      await page.keyboard.press('Tab')
      const name = await page.evaluate(() => {
        const at = document.activeElement as HTMLElement | null
        return at instanceof HTMLInputElement
          ? `${at.name}=${at.value}`
          : at?.dataset.do || at?.id || (at?.tagName ?? '')
      })
      if (name === 'BODY') return met
      met.push(name)
    }
    return met
  }
  expect(await inOrder()).toEqual([])
  await page.locator('#consent label').first().tap()
  await page.locator('#A1').waitFor()
  expect(await inOrder()).toEqual([])
  // From the heading, which has the focus: the answers as one stop, then going on.
  expect((await tabs()).slice(0, 2)).toEqual(['A1=5', 'next'])
  await page.locator('#A1 label').first().tap()
  await page.locator('#A2').waitFor()
  expect(await inOrder()).toEqual([])
  await close()
})

test('without scripts the whole form is as usable', async () => {
  const { page, close } = await openPhone({ browser, javaScriptEnabled: false })
  await page.goto(site.url())
  expect(await wide(page)).toBeLessThanOrEqual(0)
  expect(await page.getByRole('group').count()).toBeGreaterThan(40)
  expect(await page.getByRole('button').allTextContents()).toEqual(['Không tham gia', 'Gửi phiếu'])
  await close()
})
