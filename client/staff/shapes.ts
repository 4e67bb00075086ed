import type { RoundView } from '../../server/plan/view.ts'
import type { ReportResults } from '../../server/report/report-input.ts'

/** What the server answers, as the pages use it. */
export type { StepId, StepView } from '../../server/plan/view.ts'
export type { Cell, DomainResult, Figure, Result, TargetVerdict } from '../../server/report/report-input.ts'
export type { ReportResults, RoundView }

export type Session = { email: string; name: string; role: string }
export type RoundSummary = Pick<
  RoundView,
  'id' | 'year' | 'name' | 'state' | 'synthetic' | 'opensOn' | 'closesOn' | 'version'
>
export type NewRound = {
  year: number
  name: string
  province: string
  department: string
  parentBody: string
  place: string
  hotline: string
  target: number
  opensOn: string | null
  closesOn: string | null
}
export type PlanChange = Pick<
  RoundView,
  'name' | 'target' | 'opensOn' | 'closesOn' | 'hotline' | 'exclusionRules' | 'plan'
>

export type FrameTotal = { level: string; area: string; schools: number; classes: number; pupils: number }
export type Frame = {
  id: string
  version: number
  fileName: string
  fileHash: string
  contentHash: string
  rowCount: number
  pupilCount: number
  synthetic: boolean
  createdAt: string
  totals: FrameTotal[]
}
export type Finding = { cell: string; code: string; detail?: Record<string, string | number> }
export type FrameTrial = {
  imported: boolean
  rows: number
  pupils: number
  findings: Finding[]
  totals: FrameTotal[]
}

export type DrawnClass = { id: string; name: string; size: number; sampled: number; numbers: number[] }
export type DrawnSchool = {
  id: string
  code: string
  name: string
  stratum: string
  level: string
  area: string
  size: number
  probability: number
  certainty: boolean
  reserve: boolean
  classes: DrawnClass[]
}
export type DrawnStratum = {
  name: string
  level: string
  area: string
  schools: number
  pupils: number
  sampled: number
  reserves: number
}
export type Draw = {
  id: string
  seed: string
  frameHash: string
  ledgerHash: string
  method: string
  createdAt: string
  strata: DrawnStratum[]
  schools: DrawnSchool[]
}
export type PrecisionRow = {
  name: string
  n: number
  deff: number
  marginPercent: number
  leastProvable: number | null
  df: number
  lonelyStrata: number
}

export type Packet = {
  id: string
  number: string | number
  school: string
  className: string
  level: string
  area: string
  form: string
  state: string
  slips: number
}
export type SlipTotals = Record<'made' | 'printed' | 'issued' | 'used' | 'spoiled' | 'returned' | 'revoked', number>
export type Slips = { packets: Packet[]; totals: SlipTotals }

export type FieldworkRow = {
  level: string
  area: string
  printed: number
  issued: number
  spoiled: number
  returned: number
  reserve: number
  used: number
}
export type FieldworkSchool = {
  code: string
  name: string
  level: string
  area: string
  issued: number
  used: number | null
}
export type Fieldwork = {
  issued: number
  used: number
  declined: number
  responseRate: number | null
  rows: FieldworkRow[]
  schools: FieldworkSchool[]
}

export type Dataset = {
  id: string
  hash: string
  rowCount: number
  exclusions: { rule: string; count: number }[]
  createdAt: string
}
export type Weighting = {
  id: string
  methodVersion: string
  createdAt: string
  steps: { name: string; rows: number; total: number; min: number; max: number; benchmark: number | null }[]
  checks: { kishDeff: number; effectiveN: number; min: number; max: number; sum: number }
}
export type Estimate = {
  id: string
  datasetHash: string
  methodVersion: string
  createdAt: string
  results: ReportResults
  target: number
}
export type Document = {
  id: string
  kind: string
  version: number
  state: string
  fileName: string
  mediaType: string
  contentHash: string
  createdAt: string
  size: number
}
