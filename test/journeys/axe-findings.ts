import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const program = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2, levels A and AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Axe = {
  run: (at: object, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}
type Looked = Readonly<{ more?: readonly string[]; without?: string }>

/**
 * What axe finds on the screen as it stands, each with its first place; run outside the page's own policy, which lets nothing in.
 * `more`: tags of axe beside those of WCAG; `without`: what is looked at elsewhere, with its frames.
 */
export async function axeFindings(page: Page, { more = [], without }: Looked = {}): Promise<string[]> {
  // Once for each document: to read the program is a good part of its work.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await program)
  return page.evaluate(
    async ({ tags, without }) => {
      const { axe } = window as unknown as { axe: Axe }
      // A button on its way from one colour to another has neither: what is judged is where it comes to rest.
      for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
      for (const one of document.getAnimations()) if (one.effect?.getTiming().iterations !== Infinity) one.finish()
      const at = without === undefined ? document : { exclude: [[without]] }
      const runOnly = { type: 'tag', values: tags }
      // What was found sound is not described place by place: nobody reads it, and it is a good part of the work.
      const options = { runOnly, iframes: without === undefined, resultTypes: ['violations'], selectors: false }
      const { violations } = await axe.run(at, options)
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
    },
    { tags: [...WCAG, ...more], without },
  )
}
