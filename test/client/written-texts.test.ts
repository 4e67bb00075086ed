import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const client = join(import.meta.dirname, '../../client')
const MARKUP =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment)\b|document\.write|\beval\(|new Function\(|javascript:/

// Case K10: whatever people call their rounds, units and cards.
test('no program of ours writes a text into a page as markup', () => {
  const sources = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  expect(sources.length).toBeGreaterThan(200)
  expect(sources.filter((name) => MARKUP.test(readFileSync(join(client, name), 'utf8')))).toEqual([])
  for (const wrong of [
    '<p innerHTML={name()} />',
    'holder.insertAdjacentHTML("beforeend", name)',
    'document.write(name)',
  ])
    expect(wrong).toMatch(MARKUP)
})
