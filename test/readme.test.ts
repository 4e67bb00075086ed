import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMANDS } from '../server/command/commands.ts'
import { readConfig } from '../server/config.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

/** The first cells of the table below a heading. */
function firstCells(heading: string): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
  return [...section.matchAll(/^\| (`.+?) \|/gm)].map(([, cell]) => cell)
}

test('the README names every command, and none that is not there', () => {
  const named = firstCells('The command line').flatMap((cell) =>
    [...cell.matchAll(/`([a-z]+)[^`]*`/g)].map(([, name]) => name),
  )
  expect([...new Set(named)].toSorted()).toEqual(Object.keys(COMMANDS).toSorted())
})

test('the README names the options of every command, and none that is not there', async () => {
  const optionsIn = (text: string) => [...new Set(text.match(/--[a-z]+/g) ?? [])].toSorted()
  const cells = firstCells('The command line')
  for (const [name, load] of Object.entries(COMMANDS)) {
    const named = cells.flatMap((cell) => cell.match(/`[^`]+`/g) ?? []).filter((one) => one.split(/[ `]/)[1] === name)
    // What is left out there is said once for all: `--help`, and JSON in the sentence beside it.
    expect([name, optionsIn(named.join(' '))]).toEqual([
      name,
      optionsIn((await load()).usage).filter((option) => option !== '--json'),
    ])
  }
})

test('the README names every setting the program reads', () => {
  const asked = new Set<string>()
  readConfig(new Proxy({}, { get: (_, key) => void asked.add(String(key)) }))
  expect(firstCells('Settings').map((cell) => cell.replaceAll('`', ''))).toEqual(expect.arrayContaining([...asked]))
  expect(asked.size).toBeGreaterThan(5)
})

const root = join(import.meta.dirname, '..')
const operations = readFileSync(join(root, 'docs/operations.md'), 'utf8')

/** What a text names that is not there: commands, files of the project, settings. */
function unknownIn(text: string): string[] {
  const asked = new Set(['NODE_ENV'])
  readConfig(new Proxy({}, { get: (_, key) => void asked.add(String(key)) }))
  const commands = [...text.matchAll(/(?<=^|[`(]|&& )hailong ([a-z]+)/gm)].map(([, name]) => name)
  const files = [...text.matchAll(/server\/deploy\/[\w.-]+\w/g)].map(([name]) => name)
  const settings = [...text.matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
  return [
    ...commands.filter((name) => !Object.hasOwn(COMMANDS, name)),
    ...files.filter((name) => !existsSync(join(root, name))),
    ...settings.filter((name) => !asked.has(name)),
  ]
}

test('the pages for operators are three at most, and name no command, file or setting that is not there', () => {
  expect(operations.length).toBeLessThan(3 * 3_800)
  expect(operations.split(/^## /m)).toHaveLength(5)
  const deploy = readdirSync(join(root, 'server/deploy')).filter((name) =>
    /\.(service|timer|env|yaml|conf|sh)$/.test(name),
  )
  expect(deploy.length).toBeGreaterThan(5)
  for (const text of [operations, ...deploy.map((name) => readFileSync(join(root, 'server/deploy', name), 'utf8'))])
    expect(unknownIn(text)).toEqual([])
  // The check itself sees what is not there.
  expect(unknownIn('`hailong fly` server/deploy/none.conf\nNO_SETTING=1')).toHaveLength(3)
})

const DOCUMENTS = ['README', 'ARCHITECTURE', 'CONTRIBUTING', 'GLOSSARY', 'CHANGES', 'DECISIONS', 'docs/operations'].map(
  (name) => `${name}.md`,
)
const TEST_DOCUMENTS = ['test/golden/schema.md', 'test/golden/conventions.md', 'test/faults/RESULTS.md']

/** Sources a text names that are nowhere, by their path from any folder on. */
function missingSources(text: string, sources: readonly string[]): string[] {
  const named = [...text.matchAll(/`([\w./-]+\.(?:ts|tsx|mjs|md|R))`/g)].map(([, name]) => name)
  return named.filter((name) => !sources.some((source) => `/${source}`.endsWith(`/${name}`)))
}

test('the documents name no source that is not there', () => {
  const folders = ['analysis', 'client', 'docs', 'server', 'surveys', 'test']
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  const sources = [...readdirSync(root), ...below]
  for (const name of [...DOCUMENTS, ...TEST_DOCUMENTS])
    expect([name, missingSources(readFileSync(join(root, name), 'utf8'), sources)]).toEqual([name, []])
  expect(missingSources('`server/none.ts`, `app.ts`', sources)).toEqual(['server/none.ts'])
})

test('decisions stand newest first, each on fifteen lines at most', () => {
  const [, ...entries] = readFileSync(join(root, 'DECISIONS.md'), 'utf8').split('## Packages')[0].split(/^## /m)
  const days = entries.map((entry) => entry.slice(0, 10))
  expect(days).toEqual(days.toSorted().toReversed())
  for (const entry of entries) {
    const [title, ...lines] = entry.trim().split('\n')
    expect(title).toMatch(/^\d{4}-\d{2}-\d{2} · \S/)
    expect([title, lines.length > 0 && lines.length <= 15]).toEqual([title, true])
  }
})
