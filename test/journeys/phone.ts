import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

export type Phone = Readonly<{
  context: BrowserContext
  page: Page
  errors: readonly string[]
  close: () => Promise<void>
}>

type PhoneOptions = Readonly<{
  javaScriptEnabled?: boolean
  dark?: boolean
  width?: number
  height?: number
  /** The owner has forbidden every site to store anything. */
  blocked?: boolean
}>

/** A small phone of its own: nothing is shared with another test, and what it stores is gone afterwards. */
export async function openPhone(options: PhoneOptions = {}): Promise<Phone> {
  const folder = mkdtempSync(join(tmpdir(), 'phone-'))
  if (options.blocked) {
    mkdirSync(join(folder, 'Default'))
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } }
    writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences))
  }
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    viewport: { width: options.width ?? 360, height: options.height ?? 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'vi-VN',
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  context.on('page', (other) => watch(other, errors))
  watch(page, errors)
  return {
    context,
    page,
    errors,
    close: async () => {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Exceptions and breaches of the page's own security policy; a refused request is not an error of the page. */
function watch(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
      errors.push(message.text())
  })
}
