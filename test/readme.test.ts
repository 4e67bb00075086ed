import { readFileSync } from 'node:fs'
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
