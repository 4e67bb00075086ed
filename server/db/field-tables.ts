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

/** A link or poster that anybody may follow, without a slip. */
export interface OpenLinkTable {
  id: Fixed<string>
  roundId: Fixed<string>
  /** class_link, poster */
  mode: Fixed<string>
  form: Fixed<string>
  label: Fixed<string>
  /** its school's code in the frame; a poster may hang anywhere */
  school: Fixed<string | null>
  codeHash: Fixed<string>
  /** sheets it takes, and has taken */
  most: Fixed<number>
  received: number
  state: string
  createdOn: Fixed<string>
}

/** A sheet that came by a link or poster: never in `response`, so never in a figure of the sample. */
export interface OpenResponseTable {
  id: Fixed<string>
  roundId: Fixed<string>
  linkId: Fixed<string>
  instrumentId: Fixed<string>
  mode: Fixed<string>
  handedBy: Fixed<string>
  language: Fixed<string>
  day: Fixed<string>
  noticeVersion: Fixed<string>
  answers: Fixed<string>
  contentHash: Fixed<string>
  flags: Fixed<string>
  rowHash: Fixed<string>
}

export interface FieldTables {
  openLink: OpenLinkTable
  openResponse: OpenResponseTable
  paperEntry: PaperEntryTable
  paperTally: PaperTallyTable
}
