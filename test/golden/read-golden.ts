import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Case, parseTable, type Table } from '../../analysis/cases.ts'

export type GoldenCase = Case & {
  group: string
  expected: unknown
  expectedOlder?: { expected: unknown }
  tolRel: number
}

const folder = import.meta.dirname
const { cases } = JSON.parse(readFileSync(join(folder, 'public.json'), 'utf8')) as { cases: GoldenCase[] }
export const goldenCases: readonly GoldenCase[] = cases

const known = new Map<string, Table>()
/** The golden data sets by name, with or without `.csv`. */
export function goldenTable(name: string): Table {
  const bare = name.replace(/\.csv$/, '')
  const found = known.get(bare) ?? parseTable(bare, readFileSync(join(folder, 'data', `${bare}.csv`), 'utf8'))
  known.set(bare, found)
  return found
}

/** Where an answer differs from the expected one: every expected number must be there and near. What is not expected does no harm. */
export function differences(expected: unknown, found: unknown, tolRel: number, path = ''): string[] {
  if (expected === null) return found === null || found === undefined ? [] : [`${path}: not empty`]
  if (typeof expected === 'number') {
    if (typeof found !== 'number') return [`${path}: expected ${expected}, found ${JSON.stringify(found)}`]
    const near = Math.abs(expected - found) <= tolRel * Math.max(Math.abs(expected), Math.abs(found), 1e-9)
    return near ? [] : [`${path}: expected ${expected}, found ${found}`]
  }
  if (typeof expected === 'object') {
    if (Array.isArray(expected) && (!Array.isArray(found) || found.length !== expected.length))
      return [`${path}: another length`]
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, (found as Record<string, unknown> | undefined)?.[key], tolRel, `${path}/${key}`),
    )
  }
  return expected === found ? [] : [`${path}: expected ${String(expected)}, found ${String(found)}`]
}

/** Where an answer holds a number that is none: it would be null in JSON. */
export function lostNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, each]) => lostNumbers(each, `${path}/${key}`))
}
