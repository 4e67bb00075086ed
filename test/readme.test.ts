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
