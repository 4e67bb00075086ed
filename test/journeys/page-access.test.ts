import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agree, answerInList, finish, heading, tap } from './answering.ts'
import { openSite, problem, RECEIPT, slipCode, taken } from './page-site.ts'
import { openPhone } from './phone.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

type Finding = Readonly<{ id: string; nodes: readonly string[] }>

/** What axe finds on the screen as it stands; run outside the page's own policy, which lets nothing in. */
async function findings(page: Page): Promise<Finding[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 120)) }))
  })
}

/** Nothing may stick out to the side. */
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

const screens: readonly (readonly [string, number, Parameters<typeof openPhone>[0]])[] = [
  ['light', 71, {}],
  ['dark', 72, { dark: true }],
  ['narrow as a page enlarged four times', 73, { width: 320, height: 256 }],
]
describe.each(screens)('every screen can be used by everybody: %s', (_, slip, options) => {
  test('nothing for axe to find, nothing that sticks out', async () => {
    const { page, context, close, errors } = await openPhone(options)
    const seen: Record<string, unknown> = {}
    const look = async (screen: string, on = page) => {
      seen[screen] = { found: await findings(on), wide: Math.max(0, await wide(on)) }
    }
    await page.goto(site.entry)
    await look('entry')
    await page.goto(site.url())
    await look('notice')
    await agree(page)
    await page.getByText('Bắt đầu').tap()
    await look('code')
    await page.goto(site.url(slipCode(slip)))
    await agree(page)
    await look('first question')
    await tap(page, 'Hài lòng')
    await page.getByText('Tùy chọn').tap()
    await page.getByText('Chữ to hơn').tap()
    await look('options, larger text')
    await page.getByText('Tùy chọn').tap()
    await answerInList(page)
    await page.locator('#answers button').nth(2).tap()
    await look('list')
    await page.locator('[data-do=next]').tap()
    await page.getByText('Tùy chọn').tap()
    await page.getByText('Hiện mọi câu trong một trang').tap()
    await page.getByText('Tùy chọn').tap()
    await page.getByRole('button', { name: 'bao nhiêu phần trăm' }).tap()
    await page.locator('#F2 input').fill('999')
    await page.locator('[data-do=next]').tap()
    await look('percent with an error')
    await page.locator('#F2 input').fill('99')
    await page.locator('[data-do=next]').tap()
    await page.getByRole('button', { name: 'Kiến nghị, đề xuất' }).tap()
    await look('text')
    await page.locator('[data-do=next]').tap()
    await look('review')
    site.reply(() => problem('slip_used', 409))
    await finish(page)
    await page.getByText('Mã phiếu này đã được dùng').waitFor()
    await look('review with a problem')
    site.reply(() => problem('unavailable', 503))
    await finish(page)
    await heading(page, 'chưa gửi').waitFor()
    await look('unsent')
    site.reply(() => taken)
    await page.locator('[data-do=send]').tap()
    await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    await look('receipt')
    const other = await context.newPage()
    await other.goto(site.url())
    await other.getByText('Không tham gia', { exact: true }).tap()
    await look('declined', other)
    const clean = Object.fromEntries(Object.keys(seen).map((screen) => [screen, { found: [], wide: 0 }]))
    expect(seen).toEqual(clean)
    expect(errors).toEqual([])
    await close()
  })
})

test('without scripts the whole form is as usable', async () => {
  const { page, close } = await openPhone({ javaScriptEnabled: false })
  await page.goto(site.url())
  expect(await wide(page)).toBeLessThanOrEqual(0)
  expect(await page.getByRole('group').count()).toBeGreaterThan(40)
  expect(await page.getByRole('button').allTextContents()).toEqual(['Gửi phiếu'])
  await close()
})
