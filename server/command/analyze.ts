import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Case, parseTable, runCase, type Table } from '../../analysis/cases.ts'
import { AnalysisError } from '../../analysis/failure.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { need, readFlags } from './flags.ts'

export const analyze: Command = {
  usage: 'analyze CASES.json --data DIR',
  does: 'estimates for any CSV by the case format of test/golden/schema.md; prints {"results": […]} in the order of the cases',
  run: async (args, io) => {
    const flags = readFlags(args, { data: 'string' })
    const [file] = flags.words
    if (flags.words.length !== 1) throw new UsageError('name one CASES.json')
    const dir = resolve(need(flags.data, 'data'))
    const cases = await readCases(file)
    const tables = await readTables(dir, cases)
    const results = cases.map((one) => answer(one, tables))
    io.out(JSON.stringify({ results }))
  },
}

async function readCases(file: string): Promise<Case[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} cannot be read`)
  })
  try {
    const read = JSON.parse(text) as { cases?: Case[] } | Case[]
    const cases = Array.isArray(read) ? read : read.cases
    if (Array.isArray(cases)) return cases
  } catch {
    throw new CommandError(`${file} is not JSON`)
  }
  throw new CommandError(`${file} holds no list of cases`)
}

/** Every data file a case may name, by its name; one that cannot be read is the fault of the cases that need it, not of the others. */
async function readTables(dir: string, cases: readonly Case[]): Promise<(name: string) => Table> {
  const names = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') names.add(value)
    else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) collect(part)
  }
  for (const one of cases) {
    const { dataset, repFile, ppsMatrix, replicateWeights } = (one?.design ?? {}) as Record<string, unknown>
    collect([dataset, repFile, ppsMatrix, replicateWeights])
  }
  const texts = new Map<string, string>()
  for (const name of names) {
    // A name is a file of the folder and never a path out of it.
    if (basename(name) !== name || name.startsWith('.')) continue
    for (const file of [`${name}.csv`, name]) {
      const text = await readFile(join(dir, file), 'utf8').catch(() => null)
      if (text !== null) {
        texts.set(name, text)
        break
      }
    }
  }
  const parsed = new Map<string, Table>()
  return (name) => {
    const known = parsed.get(name)
    if (known) return known
    const text = texts.get(name) ?? texts.get(name.replace(/\.csv$/, ''))
    if (text === undefined) throw new AnalysisError('data_missing', { file: name })
    const table = parseTable(name.replace(/\.csv$/, ''), text)
    parsed.set(name, table)
    return table
  }
}

function answer(one: Case, tables: (name: string) => Table): unknown {
  const id = String(one?.id ?? '')
  try {
    if (typeof one?.call !== 'object' || one.call === null)
      throw new TypeError('a case is an object with id, design and call')
    return { ...runCase(one, tables), id }
  } catch (error) {
    return { id, error: { code: 'case_invalid', message: error instanceof Error ? error.message : 'not a case' } }
  }
}
