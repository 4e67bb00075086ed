import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { CATALOGUE } from './abuse/catalogue.ts'

const here = import.meta.dirname
const testFiles = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== 'abuse/catalogue.ts' && name !== 'catalogue.test.ts')
  .map((name) => ({ name: relative(here, join(here, name)), text: readFileSync(join(here, name), 'utf8') }))

/**
 * The numbers a test file names: in a comment or a test's name as `case B23` or `cases B23, B24 and B26`, at the
 * beginning of a test's name, and as the first word of a line in a table of cases. Codes of questions and criteria look
 * the same and count for nothing.
 */
function numbersIn(name: string, text: string): string[] {
  const list = '([A-P]\\d\\d(?:(?:, | and )[A-P]\\d\\d)*)\\b'
  const named = [new RegExp(`\\b[Cc]ases? ${list}`, 'g'), new RegExp(`\\b(?:test|describe)\\(\\s*['"\`]${list}`, 'g')]
  if (/^(abuse\/cases-of-|server\/catalogue-)/.test(name)) named.push(/'([A-P]\d\d)'/g)
  return named.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, found]) => found.match(/[A-P]\d\d/g) ?? []))
}

test('every number of the catalogue of bad input is named at a test', () => {
  const named = new Set(testFiles.flatMap(({ name, text }) => numbersIn(name, text)))
  expect(Object.keys(CATALOGUE).filter((number) => !named.has(number))).toEqual([])
  for (const title of Object.values(CATALOGUE)) expect(title).toMatch(/^\S.{3,}\S$/)
})

test('the look for numbers sees them where they are named, and not in codes of questions and criteria', () => {
  expect(
    numbersIn('server/x.test.ts', "/** Cases B23, B24 and B26: texts. */\ntest('K16 a version', () => {})"),
  ).toEqual([...['B23', 'B24', 'B26', 'K16']])
  expect(numbersIn('server/x.test.ts', "answers: { F10: 4 }, criterion: 'D17' // D20 of the card")).toEqual([])
  expect(numbersIn('abuse/cases-of-sheets.ts', "send('B42', 'no id')")).toEqual(['B42'])
})
