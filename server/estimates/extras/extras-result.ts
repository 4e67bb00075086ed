import type { Cell } from '../../report/report-input.ts'

/** Figures beside the index, as they are stored and shown. A part is absent when it was not asked for or there is nothing to compute. */
export type Extras = Readonly<{
  ends?: readonly EndsRow[]
  ranks?: AreaRanks
  smallAreas?: readonly AreaModel[]
  reliability?: readonly ReliabilityRow[]
  itemBias?: readonly BiasRow[]
  modeEffect?: readonly GroupEffects[]
  itemNonresponse?: readonly NonresponseRow[]
  change?: RoundChange
}>

/** Shares at the ends of the scale, net score, people satisfied in every block. Level null is the province; `of` a block id, `computed` or `asked`. */
export type EndsRow = Readonly<{
  level: string | null
  of: string
  top: Cell
  bottom: Cell
  net: Cell
  satisfiedInAll: Cell | null
}>

export type AreaRanks = Readonly<{
  confidence: number
  areas: readonly Readonly<{
    area: string
    rate: Cell
    /** Null where the area has no error of its own. */
    rank: number | null
    best: number | null
    worst: number | null
    /** Areas that are truly higher, and truly lower. */
    higher: readonly string[]
    lower: readonly string[]
  }>[]
}>

/** Small areas of one kind by the Fay-Herriot model, beside their direct estimates. */
export type AreaModel = Readonly<{
  of: 'area' | 'level_area'
  benchmark: number
  modelSd: number
  adjustment: number
  designEffect: number
  areas: readonly Readonly<{
    level: string | null
    area: string
    direct: Cell
    value: number
    rmse: number
    low: number
    high: number
    shrinkage: number
    synthetic: boolean
    pupils: number
  }>[]
}>

/** Cronbach's alpha of the items of a block of one form; block null: of its block means. Value null: it cannot be seen. */
export type ReliabilityRow = Readonly<{
  level: string
  block: string | null
  items: number
  n: number
  value: number | null
  se: number | null
  low: number | null
  high: number | null
}>

export type Effect = Readonly<{ name: string; value: number; se: number; low: number; high: number }>
export type GroupEffects = Readonly<{
  by: 'mode' | 'handed_by' | 'language'
  reference: string
  effects: readonly Effect[]
  p: number
  n: number
}>
export type BiasRow = GroupEffects & Readonly<{ level: string; item: string; text: string; adjustedP: number }>

export type NonresponseRow = Readonly<{
  level: string
  item: string
  text: string
  asked: number
  notKnown: Cell
  blank: Cell
}>

export type RoundChange = Readonly<{
  before: Readonly<{ round: string; name: string; year: number; datasetHash: string }>
  /** Items that ask the same in both rounds, per form, and of how many. */
  items: readonly Readonly<{ form: string; level: string; same: number; of: number }>[]
  rows: readonly ChangeRow[]
}>
export type ChangeRow = Readonly<{
  level: string | null
  of: string
  before: Cell
  after: Cell
  /** After less before; absent where one of the two is not shown. */
  change: Readonly<{
    value: number
    se: number
    low: number
    high: number
    df: number
    p: number
    matched: number
    correlation: number
  }> | null
}>
