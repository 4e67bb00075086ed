import type { Fixed } from './tables.ts'

/** Somebody who agreed to be called again; hangs on the slip, gone on `deleteOn` at the latest. */
export interface RecontactTable {
  id: Fixed<string>
  roundId: Fixed<string>
  slipId: Fixed<string>
  /** the telephone number, sealed */
  sealed: Fixed<string>
  language: Fixed<string>
  /** version of the consent to be called, apart from that to answer */
  consent: Fixed<string>
  /** 1: in the sample that is called */
  drawn: number
  deleteOn: string
}

/** One draw a round; the contacts of it go, the ledger stays. */
export interface RecontactDrawTable {
  roundId: Fixed<string>
  seed: Fixed<string>
  share: Fixed<number>
  /** JSON: sheets, people who agreed and drawn ones of each school; ids that mean nothing once their rows are gone */
  ledger: Fixed<string>
  ledgerHash: Fixed<string>
  drawnOn: Fixed<string>
  drawnBy: Fixed<string>
}

/** What came of one call: the school and categories; no slip, no number, no time. */
export interface RecontactOutcomeTable {
  id: Fixed<string>
  roundId: Fixed<string>
  school: Fixed<string>
  outcome: Fixed<string>
  self: Fixed<string | null>
  suggested: Fixed<string | null>
  handedBy: Fixed<string | null>
  overall: Fixed<number | null>
}

export interface RecontactTables {
  recontact: RecontactTable
  recontactDraw: RecontactDrawTable
  recontactOutcome: RecontactOutcomeTable
}
