import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { openSite, RECEIPT } from './page-site.ts'
import { openPhone, type Phone } from './phone.ts'

/**
 * For the tests of one file: a browser, for each of them a site of its own, and the phones it opened. They are closed after it, and
 * none may have noted an error of the page.
 */
export function phonesOnSite() {
  let browser: Browser
  let site: Awaited<ReturnType<typeof openSite>>
  let phones: Phone[] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    site = await openSite()
    phones = []
  })
  afterEach(async () => {
    for (const phone of phones) {
      expect(phone.errors).toEqual([])
      await phone.close()
    }
    await site.close()
  })
  return {
    get browser() {
      return browser
    },
    get site() {
      return site
    },
    phone: async (options: Parameters<typeof openPhone>[0] = {}) => {
      const opened = await openPhone({ browser, ...options })
      phones.push(opened)
      return { ...opened, receipt: () => opened.page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor() }
    },
  }
}
