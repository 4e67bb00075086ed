import type { LonelyPsu } from '../design.ts'
import type { Condition, Table } from './table.ts'

/** The case format of `test/golden/schema.md`, as far as the types go; what a call needs is read where it is run. */
export type Population = Readonly<{
  cells: Readonly<Record<string, string | number | readonly (string | number)[]>>
  freq: number | readonly number[]
}>
export type Step =
  | Readonly<{ step: 'postStratify'; by?: string | readonly string[]; population: Population }>
  | Readonly<{
      step: 'rake'
      margins: readonly Readonly<{ by?: string | readonly string[]; population: Population }>[]
    }>
  | Readonly<{
      step: 'calibrate'
      terms: string | readonly string[]
      totals: Readonly<Record<string, number>>
      calfun?: 'linear' | 'raking' | 'logit'
      bounds?: readonly [number | string | null, number | string | null]
      aggregateStage?: number
    }>
  | Readonly<{ step: 'trim'; upper?: number; lower?: number; strict?: boolean }>

export type CaseDesign = Readonly<{
  dataset?: string
  kind?: 'linearised' | 'replicate' | 'replicateWeights' | 'frame' | 'areaLevel' | 'vector' | 'none'
  ids?: string | readonly string[]
  strata?: string | readonly string[]
  weights?: string
  fpc?: string | readonly string[]
  nest?: boolean
  lonelyPsu?: LonelyPsu
  adjustDomainLonely?: boolean
  ultimateCluster?: boolean
  pps?: string
  hr?: number
  ppsMatrix?: string
  ppsVariance?: 'HT' | 'YG'
  repType?: string
  rho?: number
  mse?: boolean
  replicateWeights?: string
  repFile?: string
  combined?: boolean
  scale?: number
  rscales?: number | readonly number[]
  rows?: readonly Condition[]
  adjust?: readonly Step[]
  subset?: readonly Condition[]
}>

export type Call = Readonly<{ fn: string } & Record<string, unknown>>
export type Case = Readonly<{ id: string; design: CaseDesign; call: Call }>
/** Finds a data table by the name a case uses; the reader of files decides what that means. */
export type Tables = (name: string) => Table

/** One name or several, as a list. */
export function list(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}
