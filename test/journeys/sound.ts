import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings } from './axe-findings.ts'

/** Nothing wider than the screen, and nothing that a reader stumbles over. */
export async function sound(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(`${name} ${wide ? 'is too wide' : 'fits'}`).toBe(`${name} fits`)
  expect([name, await axeFindings(page)]).toEqual([name, []])
}
