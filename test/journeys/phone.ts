import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { openProfile } from './open-browser.ts'

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
  /** A browser for several phones, each with a memory of its own: to start one costs more than most of what is done on a phone. */
  browser?: Browser
}>

/** A small phone of its own: nothing is shared with another test, and what it stores is gone afterwards. */
export async function openPhone(options: PhoneOptions = {}): Promise<Phone> {
  const traits = {
    viewport: { width: options.width ?? 360, height: options.height ?? 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'vi-VN',
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
  } as const
  const { context, close } = await (options.browser ? inBrowser(options.browser, traits) : ofItsOwn(options, traits))
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(60_000)
  const errors: string[] = []
  context.on('page', (other) => watch(other, errors))
  watch(page, errors)
  return { context, page, errors, close }
}

type Opened = Readonly<{ context: BrowserContext; close: () => Promise<void> }>

async function inBrowser(browser: Browser, traits: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext(traits)
  return { context, close: () => context.close() }
}

async function ofItsOwn({ blocked }: PhoneOptions, traits: BrowserContextOptions): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'phone-'))
  if (blocked) {
    mkdirSync(join(folder, 'Default'))
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } }
    writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences))
  }
  const context = await openProfile(folder, traits)
  const close = async () => {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { context, close }
}

/** Exceptions and breaches of the page's own security policy; a refused request is not an error of the page. */
function watch(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
      errors.push(message.text())
  })
}
