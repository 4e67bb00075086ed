import type { Fixed } from './tables.ts'

/** Tables of the field work beside slips and answers. */

/** A sheet of paper between its two entries. What was typed is sealed; the row goes when the sheet is stored. */
export interface PaperEntryTable {
  id: Fixed<string>
  roundId: Fixed<string>
  /** one entry a slip: the same sheet is not entered twice */
  slipId: Fixed<string>
  instrumentId: Fixed<string>
  /** first: waits for another person; differs: waits for somebody to decide */
  state: string
  firstBy: Fixed<string>
  firstSealed: Fixed<string>
  secondBy: string | null
  secondSealed: string | null
  differing: number
  enteredOn: Fixed<string>
}

/** How well typing went in a round, in sums that name nobody. */
export interface PaperTallyTable {
  roundId: string
  stored: number
  questions: number
  differing: number
  discarded: number
}

export interface FieldTables {
  paperEntry: PaperEntryTable
  paperTally: PaperTallyTable
}
