import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { makeApp } from '../../server/app.ts'
import { codeOf } from '../../server/slips/code.ts'
import { hashPassword } from '../../server/staff/password.ts'
import { fieldingRound } from '../server/journey.ts'
import { answersBy, sheetId } from '../server/published-round.ts'
import { json, PASSWORD, world } from '../world.ts'
import { openBrowser } from './open-browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Pictures for whoever wants to look: set HAILONG_PICTURES to a folder. */
const picture = (page: Page, name: string) =>
  process.env.HAILONG_PICTURES
    ? page.screenshot({ path: `${process.env.HAILONG_PICTURES}/${name}.png`, fullPage: true })
    : undefined

test('field work in the browser: margins and tiles, a poster without slips, and a paper sheet typed by two people', async () => {
  const at = await world()
  const { id, codes } = await fieldingRound(at)
  await at.as('analyst')
  await at.db
    .updateTable('account')
    .set({ passwordHash: await hashPassword(PASSWORD, []) })
    .execute()
  const slips = await at.db.selectFrom('slip').selectAll().orderBy('id').execute()
  const paper = codes('ph-th')[0]
  for (const [place, slip] of slips.entries()) {
    const slipCode = codeOf(at.deps.keys, slip.id)
    if (place % 3 === 0 || slipCode === paper) continue
    const answers = answersBy(slip.form, randomFrom(slip.id))
    const body = {
      id: sheetId(place),
      slip: slipCode,
      form: `${slip.form}@2021.1`,
      language: 'vi',
      consent: '1',
      answers,
    }
    expect((await at.app.request('/api/responses', json('POST', body))).status).toBe(201)
  }
  const server = serve({
    fetch: (request: Request, env: object) => app.fetch(request, env),
    port: 0,
    hostname: '127.0.0.1',
    createServer,
  })
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', () => resolve())))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const app = makeApp({ ...at.deps, config: { ...at.deps.config, publicUrl: url } })
  const troubles: string[] = []
  const signIn = async (role: string, rest: string, width = 1280) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN' })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
    })
    await page.goto(`${url}/staff/rounds/${id}/${rest}`)
    await page.locator('input[name=email]').fill(`${role}@example.vn`)
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.locator('[data-action=sign-in]').click()
    return page
  }
  try {
    const first = await signIn('designer', 'fieldwork')
    await first.locator('#margins tbody tr').first().waitFor()
    expect(await first.locator('#area-tiles li').count()).toBe(2)
    expect(await first.locator('#next-schools tbody tr').count()).toBeGreaterThan(0)
    await picture(first, 'fieldwork')

    await first.goto(`${url}/staff/rounds/${id}/slips`)
    await first.locator('#open-links summary').click()
    await first.locator('input[name=link-label]').fill('Lớp 3A')
    await first.locator('input[name=link-school]').fill('S2')
    await first.locator('[data-action=make-link]').click()
    await first.locator('#open-links tbody tr').first().waitFor()
    await picture(first, 'links')

    const type = async (page: Page, a1: string) => {
      await page.locator('input[name=paper-code]').fill(paper)
      await page.locator('[data-action=find-paper]').click()
      await page.locator('input[name=A1]').fill(a1)
      await page.locator('input[name=A2]').fill('0')
      await page.locator('input[name=T2]').fill('2')
      await page.locator('input[name=paper-agreed]').check()
    }
    await first.goto(`${url}/staff/rounds/${id}/paper`)
    await type(first, '5')
    await picture(first, 'paper-form')
    await first.locator('[data-action=save-paper]').click()
    await first.locator('.note.green').waitFor()
    const second = await signIn('analyst', 'paper', 360)
    await second.locator('input[name=paper-code]').waitFor()
    await type(second, '4')
    await picture(second, 'paper-form-360')
    await second.locator('[data-action=save-paper]').click()
    await second.locator('[data-action=compare-paper]').waitFor()
    await second.locator('[data-action=compare-paper]').click()
    await second.locator('input[value=second]').check()
    await picture(second, 'paper-compare')
    await second.locator('[data-confirm=store-paper]').click()
    await second.locator('[data-action=compare-paper]').waitFor({ state: 'detached' })
    await picture(second, 'paper-done')
    const stored = await at.db.selectFrom('response').select('answers').where('mode', '=', 'paper').execute()
    expect(stored.map(({ answers }) => JSON.parse(answers))).toEqual([{ A1: 4, A2: null, T2: expect.any(String) }])

    const narrow = await signIn('designer', 'fieldwork', 360)
    await narrow.locator('#margins tbody tr').first().waitFor()
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await picture(narrow, 'fieldwork-360')
    expect(troubles).toEqual([])
  } finally {
    for (const context of browser.contexts()) await context.close()
    await new Promise((resolve) => server.close(resolve))
  }
})
