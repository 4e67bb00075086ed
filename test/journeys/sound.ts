import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Nothing wider than the screen, and nothing that a reader stumbles over. */
export async function sound(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(`${name} ${wide ? 'is too wide' : 'fits'}`).toBe(`${name} fits`)
  await page.evaluate(await axe)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (at: Document, options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
  expect([name, found]).toEqual([name, []])
}
