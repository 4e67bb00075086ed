import type { CallRunner } from './cases/call-runner.ts'
import { compareCalls } from './cases/calls-compare.ts'
import { estimateCalls } from './cases/calls-estimate.ts'
import { modelCalls } from './cases/calls-model.ts'
import { planCalls } from './cases/calls-plan.ts'
import type { Case, Tables } from './cases/case-format.ts'
import { checkCase, namingVariables } from './cases/check-case.ts'
import { type Column, category, type Table } from './cases/table.ts'
import { AnalysisError } from './failure.ts'

export type { Case, Tables } from './cases/case-format.ts'
export { parseTable, type Table } from './cases/table.ts'

export type CaseResult =
  | Readonly<{ id: string } & Record<string, unknown>>
  | Readonly<{ id: string; error: Readonly<{ code: string; message: string; detail: AnalysisError['detail'] }> }>

/** Numbers that are codes of a category: the file cannot say so, the data set's own description does. */
const codedCategories: Readonly<Record<string, readonly string[]>> = { nhanes: ['race', 'RIAGENDR'] }

const calls: Readonly<Record<string, CallRunner>> = { ...estimateCalls, ...compareCalls, ...modelCalls, ...planCalls }

/**
 * Runs one case of the format in `test/golden/schema.md`. Pure: `tables` gives the data sets by name.
 * Never throws for a case that cannot be computed: it answers `{ id, error }` and the next case goes on.
 */
export function runCase(wanted: Case, tables: Tables): CaseResult {
  try {
    const run = Object.hasOwn(calls, wanted.call?.fn) ? calls[wanted.call.fn] : undefined
    if (!run) throw new AnalysisError('option_invalid', { option: 'fn', value: String(wanted.call?.fn) })
    checkCase(wanted)
    const found = run(wanted.call, wanted.design, (name) => withCodes(tables(name)))
    const lost = withoutValue(found)
    if (lost) throw new AnalysisError('too_few_units', { result: lost, reason: 'the statistic has no value here' })
    return { id: wanted.id, ...found }
  } catch (thrown) {
    if (!(thrown instanceof AnalysisError)) throw thrown
    const error = namingVariables(thrown, wanted)
    return { id: wanted.id, error: { code: error.code, message: error.message, detail: error.detail } }
  }
}

/** Where in an answer a number is not finite; JSON would make a null of it. */
function withoutValue(value: unknown, path = ''): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, each] of Object.entries(value)) {
    const lost = withoutValue(each, path === '' ? key : `${path}.${key}`)
    if (lost) return lost
  }
  return undefined
}

function withCodes(table: Table): Table {
  const coded = codedCategories[table.name]
  if (!coded) return table
  const columns = new Map<string, Column>(table.columns)
  for (const name of coded) if (columns.has(name)) columns.set(name, { kind: 'category', ...category(table, name) })
  return { ...table, columns }
}
