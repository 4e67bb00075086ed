import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { openBrowser } from './open-browser.ts'

let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser

beforeAll(async () => {
  server = await serveApart()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('a parent without a code is asked for it, on a phone, and nothing comes from elsewhere', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'vi-VN' })
  const foreign: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${server.url}/p`)
  expect(await page.locator('html').getAttribute('lang')).toBe('vi')
  expect(await page.locator('input[type=text], input:not([type])').first().isVisible()).toBe(true)
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: window.innerWidth,
  }))
  expect(wide).toBeLessThanOrEqual(screen)
  expect({ foreign, errors }).toEqual({ foreign: [], errors: [] })
})
