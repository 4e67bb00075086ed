import { AnalysisError } from '../failure.ts'
import type { Call, CaseDesign, Tables } from './case-format.ts'

/** Runs one kind of call; the answer has the shape of `expected`. */
export type CallRunner = (call: Call, design: CaseDesign, tables: Tables) => Record<string, unknown>

/** A text the call must give. */
export function textOf(call: Call, name: string): string {
  const value = call[name]
  if (typeof value !== 'string' || value === '')
    throw new AnalysisError('option_invalid', { option: name, fn: call.fn })
  return value
}

/** A number the call may give. */
export function numberOf(call: Call, name: string, otherwise?: number): number {
  const value = call[name]
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (value === undefined && otherwise !== undefined) return otherwise
  throw new AnalysisError('option_invalid', { option: name, fn: call.fn })
}
