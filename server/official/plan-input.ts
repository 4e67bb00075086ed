import type { BudgetLine } from '../../surveys/budget.ts'
import type { Milestone } from '../../surveys/calendar.ts'
import type { ModeRules } from '../../surveys/mode.ts'
import type { MatrixEntry } from '../../surveys/round.ts'
import type { DocumentHead, LegalBasis, Signer } from '../document/head.ts'

/** Everything Tờ trình and Phương án say, already counted; nothing in it is typed for the document alone. */
export type PlanInput = Readonly<{
  head: DocumentHead
  /** The body that approves, as it is addressed: `Ủy ban nhân dân tỉnh Sóc Trăng`. */
  approver: string
  archive: string
  signer: Signer
  legalBases: readonly LegalBasis[]
  round: PlanRound
  levels: readonly PlanLevel[]
  areas: readonly string[]
  frame: Readonly<{
    version: number
    hash: string
    /** The day the list was taken over, ISO. */
    asOf: string
    /** Of the levels that are asked, as the database adds them up. */
    rows: readonly FrameSum[]
    /** Of these, what is not drawn from: schools without a pupil, for one. */
    leftOut: readonly FrameSum[]
    leftOutWhy: readonly NamedReason[]
    /** Schools that are in the sample whatever chance says. */
    takeAllWhy: readonly NamedReason[]
  }>
  allocation: readonly AllocationRow[]
  /** The same plan drawn once for trial: what came out in each stratum. */
  trial: readonly Readonly<{ stratum: string; schools: number; reserves: number; classes: number; slips: number }>[]
  forms: readonly PlanForm[]
  calendar: readonly Milestone[]
  budget: Readonly<{ lines: readonly BudgetLine[]; total: number }>
}>

export type PlanRound = Readonly<{
  id: string
  year: number
  target: number
  hotline: string
  opensOn: string | null
  closesOn: string | null
  /** `tỉnh Sóc Trăng` */
  province: string
  exclusionRules: readonly string[]
  /** In which ways each form may be answered. */
  modes: ModeRules
  classesPerSchool: PerStratum
  pupilsPerClass: PerStratum
  reserves: number
  strata: readonly string[]
  /** How schools are chosen inside a stratum. */
  selection: string
  synthetic: boolean
}>
export type NamedReason = Readonly<{ name: string; reason: string }>
/** The one number of all strata, or null where they differ. */
export type PerStratum = number | null

export type PlanLevel = Readonly<{
  id: MatrixEntry['level']
  name: string
  respondent: 'parent' | 'learner'
  form: string
}>
export type FrameSum = Readonly<{ level: string; area: string; schools: number; classes: number; pupils: number }>

/** A stratum: what it holds, and what of it is to be drawn at most. */
export type AllocationRow = Readonly<{
  stratum: string
  /** What the stratum is called, by the columns that make it. */
  names: readonly string[]
  level: string | null
  area: string | null
  frameSchools: number
  framePupils: number
  schools: number
  classes: number
  slips: number
  reserves: number
}>

export type PlanForm = Readonly<{
  id: string
  title: string
  source: string
  blocks: readonly Readonly<{
    id: string
    title: string
    items: readonly Readonly<{ id: string; text: string; answer: string }>[]
  }>[]
}>
