import type { PageForm } from './page-form.ts'
import type { Sheet } from './sheet.ts'
import type { Trail } from './trail.ts'

/** What the page hands to the program that comes later (later-program.ts). */
export type Shared = Readonly<{ page: PageForm; sheet: Sheet; trail: Trail; watch: (work: () => void) => void }>
export type Later = { later?: Shared }

let asked = false

/**
 * Fetches what no first answer needs. It runs as an inline script, which the policy of the page names by its hash: that
 * holds in every browser, and a program of another version does not run. Without it the page lacks nothing it promised.
 */
export async function loadLater(shared: Shared): Promise<void> {
  if (asked) return
  asked = true
  try {
    const reply = await fetch('/p/later.js', { credentials: 'omit' })
    const script = document.createElement('script')
    script.text = await reply.text()
    Object.assign(window, { later: shared })
    if (reply.ok) document.head.append(script)
  } catch {
    asked = false
  }
}
