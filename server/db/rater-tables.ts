import type { Fixed } from './tables.ts'

/** One asking of raters about the units of a card; surveys/criteria/rater-form.ts says what is in the form. */
export interface RaterRoundTable {
  id: Fixed<string>
  criteriaSetId: Fixed<string>
  /** drafting, open, closed */
  state: string
  lockVersion: number
  /** JSON */
  form: string
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  changedBy: string
  openedBy: string | null
  openedAt: string | null
  closedBy: string | null
  closedAt: string | null
}

/** Who may rate. `used` says that a sheet came, and nothing else; no key leads to it. */
export interface RaterTable {
  id: Fixed<string>
  raterRoundId: Fixed<string>
  name: Fixed<string>
  office: Fixed<string>
  /** the own unit, about which nobody is asked */
  unitId: Fixed<string | null>
  /** keyed hash of the code; the code itself is derived from the id and stored nowhere */
  codeHash: Fixed<string>
  /** made, used, revoked */
  state: string
}

/** What one sheet said about one unit: rows of one sheet are not joined either, or a missing unit would name the rater. */
export interface RaterAnswerTable {
  id: Fixed<string>
  raterRoundId: Fixed<string>
  unitId: Fixed<string>
  /** JSON: choice by component; what was left blank is not there */
  answers: Fixed<string>
}

/** What came out for a component of a unit, frozen when the asking was closed. */
export interface RaterResultTable {
  criteriaSetId: Fixed<string>
  unitId: Fixed<string>
  componentId: Fixed<string>
  raterRoundId: Fixed<string>
  answered: Fixed<number>
  least: Fixed<number>
  /** mean worth, percent times 100; null: too few answered */
  hundredths: Fixed<number | null>
}

export interface RaterTables {
  raterRound: RaterRoundTable
  rater: RaterTable
  raterAnswer: RaterAnswerTable
  raterResult: RaterResultTable
}
