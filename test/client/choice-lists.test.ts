import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Lists of acts that fall back to their first line by themselves. */
const ACTS = ['instruments/item-row.tsx']

/** What is wrong with the choice lists of a source: nothing must depend on which came first, the choice or the lines. */
function forgetful(source: string): string[] {
  return [...source.matchAll(/<select\b[\s\S]*?<\/select>/g)].flatMap(([list]) => {
    const head = list.slice(0, list.search(/<(For|option|Show)\b/))
    const lines = [...list.matchAll(/<For\b[\s\S]*?<\/For>/g)].flatMap(([many]) => many.match(/<option\b[^>]*/g) ?? [])
    return [
      ...(/\bvalue=\{/.test(head) ? [`value on the list: ${head}`] : []),
      ...lines.filter((line) => !/\bselected\b/.test(line)),
    ]
  })
}

test('a choice list says on each of its lines whether it is chosen, so that lines read again keep the choice', () => {
  const root = join(import.meta.dirname, '../../client')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'))
  const found = sources
    .filter((path) => !ACTS.some((one) => path.endsWith(one)))
    .flatMap((path) => forgetful(readFileSync(join(root, path), 'utf8')).map((line) => `${path}: ${line}`))
  expect(found).toEqual([])
  expect(sources.length).toBeGreaterThan(100)
})

test('the check sees both ways of forgetting', () => {
  const line = (attributes: string) => `<For each={all()}>{(one) => <option ${attributes}>{one}</option>}</For>`
  expect(forgetful(`<select value={now()}>${line('value={one} selected={one === now()}')}</select>`)).toHaveLength(1)
  expect(forgetful(`<select id="a">${line('value={one}')}</select>`)).toHaveLength(1)
  expect(forgetful(`<select id="a">${line('value={one} selected={one === now()}')}</select>`)).toEqual([])
})
