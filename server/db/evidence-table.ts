import type { Fixed } from './tables.ts'

export interface EvidenceTable {
  id: Fixed<string>
  /** whose it is; null: the Department's */
  unitId: Fixed<string | null>
  /** số, ký hiệu */
  number: Fixed<string>
  issuedOn: Fixed<string>
  issuer: Fixed<string>
  /** trích yếu */
  abstract: Fixed<string>
  /** what it was called where it came from; only ever shown */
  fileName: Fixed<string>
  size: Fixed<number>
  contentHash: Fixed<string>
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  withdrawnAt: string | null
  withdrawnBy: string | null
  version: number
}

/** The words of a paper, as they are and as they are searched; a paper from before and a withdrawn one have no row. */
export interface EvidenceTextTable {
  /** by which the index of SQLite knows it */
  serial: Fixed<number>
  evidenceId: Fixed<string>
  /** read, cut, none, failed */
  state: Fixed<string>
  pages: Fixed<number | null>
  text: Fixed<string>
  /** what is said of the paper and its words, small, one space between words: with marks, and without */
  folded: Fixed<string>
  plain: Fixed<string>
}

/** A paper proves a line of a unit's year. */
export interface AssessmentEvidenceTable {
  assessmentId: Fixed<string>
  componentId: Fixed<string>
  evidenceId: Fixed<string>
  /** which of the papers that the line asks for, from 0; null: the line as a whole */
  line: Fixed<number | null>
  /** self, explanation: with which of the two it came */
  stage: Fixed<string>
  addedBy: Fixed<string>
  addedAt: Fixed<string>
}

/** The published result of a round that a line of a unit's year takes its points from. */
export interface AssessmentReleaseTable {
  assessmentId: Fixed<string>
  componentId: Fixed<string>
  roundId: Fixed<string>
  publicationId: string
  contentHash: string
  /** JSON: the figure, its interval, n and verdict, as they were published */
  taken: string
  stage: Fixed<string>
  addedBy: string
  addedAt: string
}

/** A version of a document of a unit's year, or of all years under a card. */
export interface AssessmentDocumentTable {
  id: Fixed<string>
  criteriaSetId: Fixed<string>
  /** null: of the card */
  assessmentId: Fixed<string | null>
  /** score_sheet, evidence_list, remedy_plan, decision */
  kind: Fixed<string>
  version: Fixed<number>
  fileName: Fixed<string>
  /** JSON: hashes of what it was made from */
  sources: Fixed<string>
  contentHash: Fixed<string>
  /** the DOCX */
  bytes: Fixed<Uint8Array>
  pdf: Fixed<Uint8Array>
  pdfHash: Fixed<string>
  madeBy: Fixed<string>
  madeAt: Fixed<string>
}

export interface EvidenceTables {
  assessmentDocument: AssessmentDocumentTable
  evidence: EvidenceTable
  evidenceText: EvidenceTextTable
  assessmentEvidence: AssessmentEvidenceTable
  assessmentRelease: AssessmentReleaseTable
}
