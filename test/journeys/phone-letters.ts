import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const { resolve } = createRequire(import.meta.url)
const part = (name: string) => resolve(`@fontsource/be-vietnam-pro/${name}`)

/** Letters that Latin ones lack, so that each of the two files is asked for its own. */
const RANGES = { latin: 'U+0-FF, U+131, U+2000-2015, U+2018-206F', vietnamese: 'U+100-130, U+132-323, U+1EA0-1EF9' }

const faces = Promise.all(
  Object.entries(RANGES).flatMap(([letters, range]) =>
    ['400', '600'].map(async (weight) => {
      const file = await readFile(part(`files/be-vietnam-pro-${letters}-${weight}-normal.woff2`))
      return { weight, range, bytes: file.toString('base64') }
    }),
  ),
)

/**
 * Where a height is judged the letters must be known: those of a bare machine are a tenth wider than any phone's and break a
 * line more. These are a little wider than a phone's. They come as bytes: the page's own policy lets none be fetched.
 */
export async function withPhoneLetters(page: Page): Promise<void> {
  await page.addInitScript(
    (all) => {
      for (const { weight, range, bytes } of all) {
        const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
        const face = new FontFace('Phone', data, { weight, unicodeRange: range })
        document.fonts.add(face)
      }
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.fontFamily = 'Phone, sans-serif'
      })
    },
    await faces,
  )
}
