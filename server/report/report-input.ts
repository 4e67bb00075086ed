import type { DocumentHead, LegalBasis, Signer } from '../document/head.ts'
import type { Extras } from '../estimates/extras/extras-result.ts'
import type { CallResults } from '../recontact/results.ts'

/**
 * Everything the report of a round says, as data. The builder adds no number of its own: sums, shares of counts and
 * the order of blocks are all it computes, and `checkReport` refuses an input whose parts do not give its totals.
 */
export type ReportInput = Readonly<{
  head: DocumentHead
  addressees: readonly string[]
  /** The lines of `Nơi nhận` between "- Như trên;" and "- Lưu: …". */
  recipients: readonly string[]
  /** Who keeps the file copy: `VT, TCCB`. */
  archive: string
  signer: Signer
  legalBases: readonly LegalBasis[]
  round: ReportRound
  levels: readonly ReportLevel[]
  areas: readonly Named[]
  instruments: readonly ReportInstrument[]
  frame: ReportFrame
  sample: ReportSample
  /** Slips and sheets per level and area. */
  fieldwork: readonly FieldworkRow[]
  /** Sheets left out of the dataset, by reason; they add up to the `excluded` of the rows. */
  exclusions: readonly Readonly<{ reason: string; count: number }>[]
  /** Valid sheets by the way they came in; they add up to the valid sheets. */
  modes: readonly Readonly<{ name: string; count: number }>[]
  integrity: Readonly<{
    /** Answers to "did anyone suggest how to answer?"; null when the form does not ask. */
    suggested: Readonly<{ yes: number; answered: number }> | null
    /** How often pressure was reported with the button of the page, and at how many schools; unlinked to any sheet. */
    pressure: Readonly<{ count: number; schools: number }>
    /** Phúc tra, as it stood when the report was made; null where nobody was drawn. */
    calls: CallResults | null
    /** Sheets on which something was written in the open questions. */
    openTexts: number | null
  }>
  results: ReportResults
  units?: ReportUnits
  unweighted: readonly UnweightedRow[]
  /** Change, ranks, reliability and the like, where they were computed. */
  beside?: Extras
  dataset: Readonly<{ hash: string; frozenOn: string; rows: number }>
  /** The entry of the audit chain that recorded these figures; its hash holds every entry before it. */
  auditEntry: Readonly<{ sequence: number; hash: string }>
  weighting: Readonly<{ id: string; steps: readonly WeightStep[] }>
  method: ReportMethod
}>

export type Named = Readonly<{ id: string; name: string }>

export type ReportRound = Readonly<{
  id: string
  year: number
  /** `2020 - 2021` */
  schoolYear: string
  /** The decision that approved the plan. */
  decision: LegalBasis
  /** Days of field work, ISO. */
  from: string
  to: string
  /** The target as a share: 0.9. */
  target: number
  /** What all areas together are called: `Toàn tỉnh`, `Toàn thành phố`. */
  whole: string
  /** Simulated answers: every page says so. */
  synthetic: boolean
}>

type UnitLine = Readonly<{ name: string; schools: number; result: Result }>
/** The results in the areas of another day, printed as an annex on request; `result` is the computed overall value. */
export type ReportUnits = Readonly<{
  day: string
  own: string
  units: readonly (UnitLine & Readonly<{ from: readonly string[] }>)[]
  left: readonly (UnitLine & Readonly<{ because: 'several' | 'ended' | 'unknown'; into: readonly string[] }>)[]
  moved: number
}>

/** A level of schooling as one group of people answers about it; `thpt` may appear twice, for parents and for pupils. */
export type ReportLevel = Named &
  Readonly<{ schooling: 'mn' | 'th' | 'thcs' | 'thpt' | 'gdtx' | 'cd'; respondent: 'parent' | 'learner' }>

export type ReportInstrument = Readonly<{
  /** `ph-th@2021.1` */
  id: string
  title: string
  level: string
  items: number
  source: string
}>

export type ReportFrame = Readonly<{
  version: string
  hash: string
  /** The day the school list describes. */
  asOf: string
  rows: readonly Readonly<{ level: string; area: string; schools: number; classes: number; pupils: number }>[]
}>

export type ReportSample = Readonly<{
  seed: string
  /** How each stage was drawn, outermost first. */
  stages: readonly Readonly<{
    unit: 'school' | 'class' | 'pupil'
    method: 'pps_systematic' | 'systematic' | 'simple' | 'all'
  }>[]
  strata: readonly Readonly<{
    level: string
    area: string
    schools: number
    classes: number
    pupils: number
    /** Schools replaced from the reserve, each with its reason in the ledger. */
    replaced: number
  }>[]
}>

/** printed = issued + spoiled + returned + reserve; used <= issued; valid = used - excluded. */
export type FieldworkRow = Readonly<{
  level: string
  area: string
  printed: number
  issued: number
  spoiled: number
  returned: number
  reserve: number
  used: number
  excluded: number
  valid: number
}>

/** A number with its error: shares 0..1, means 1..5, expectation 0..150. */
export type Figure = Readonly<{
  value: number
  se: number
  low: number
  high: number
  /** Against simple random sampling without replacement of the same size; null where every answer is alike. */
  deff: number | null
  /** Valid answers behind it. */
  n: number
  df: number
}>

/** Why a cell is empty: under ten answers; no error can be estimated; kept so that another cell cannot be computed back; not asked. */
export type Suppression = 'few_answers' | 'no_variance' | 'secondary' | 'not_asked'
export type Cell = Figure | Readonly<{ suppressed: Suppression }>

/** Met: the lower bound lies above the target; missed: the upper one at or below it; inconclusive: neither. Bounds are one-sided. */
export type TargetVerdict = 'met' | 'inconclusive' | 'missed'

export type Result = Readonly<{
  /** Share of "satisfied" and "very satisfied". */
  rate: Cell
  mean: Cell
  /** One-sided lower and upper bound of the rate. Absent where it is suppressed, and in results of method 1, whose verdict rests on `low` and `high`. */
  bounds?: readonly [number, number]
  /** Null when the rate is suppressed. */
  verdict: TargetVerdict | null
}>

export type DomainResult = Readonly<{
  /** Both null: the whole province. One null: all of that kind. */
  level: string | null
  area: string | null
  /** By block id, `A` … `E`. */
  blocks: Readonly<Record<string, Result>>
  /** Mean of the five blocks. */
  computed: Result
  /** The item that asks for satisfaction in general (F1). */
  asked: Result
  /** How far expectations were met (F2), in percent. */
  expectation: Cell
}>

export type ReportResults = Readonly<{
  /** Titles of the five blocks as the report prints them. */
  blocks: readonly Readonly<{ id: string; title: string }>[]
  /** The whole province, each level, each area, and each level in each area. */
  domains: readonly DomainResult[]
  /** Each item of each form, in the order of the form. */
  items: readonly Readonly<{ level: string; block: string; id: string; text: string; result: Result }>[]
  /** Groups of respondents, where the form asks: sex, relation, ethnicity … */
  groups: readonly Readonly<{
    title: string
    rows: readonly Readonly<{ name: string; computed: Result; asked: Result }>[]
  }>[]
  /** Share of the respondents whose expectation was met by 80 % or more, and the median. */
  expectation: Readonly<{ median: number | null; atLeast80: Cell }>
}>

/** Raw shares without weights, for the annex only; `n` counts sheets. Level null is all levels together. */
export type UnweightedRow = Readonly<{
  level: string | null
  n: number
  blocks: Readonly<Record<string, number | null>>
  computed: number | null
  asked: number | null
}>

export type WeightStep = Readonly<{
  name: string
  /** Sheets that carry a weight after this step. */
  rows: number
  /** Sum of the weights, in pupils. */
  total: number
  min: number
  max: number
  /** The known total this step must reproduce; null where there is none. */
  benchmark: number | null
}>

export type ReportMethod = Readonly<{
  version: string
  /** How the interval of a share is made; means always use Student's t. */
  shareInterval: 'logit' | 'wilson' | 'korn_graubard' | 'wald'
  blockRate: 'mean_of_items' | 'pooled'
  /** Fewest answers a printed cell may rest on. */
  minAnswers: number
  /** `merge`: a stratum with one school is compared with its nearest stratum; the error is then too large, never too small. */
  lonelyUnit: 'refuse' | 'certainty' | 'adjust' | 'average' | 'merge'
  firstStage: 'with_replacement' | 'finite'
}>
