import type { Fixed } from './tables.ts'

/** A card of criteria while it is written and once it is published; surveys/criteria/criteria-set.ts says what is in it. */
export interface CriteriaSetTable {
  id: Fixed<string>
  unitGroup: Fixed<string>
  year: Fixed<number>
  version: Fixed<number>
  /** draft, published */
  state: string
  /** JSON */
  definition: string
  contentHash: string | null
  lockVersion: number
  /** id of the card it was begun from, or of one that ships */
  basedOn: Fixed<string | null>
  /** JSON: accounts that have written in it */
  authors: string
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  changedBy: string
  changedAt: string
  publishedBy: string | null
  publishedAt: string | null
  /** the decision by which it was issued */
  decision: string | null
}

export interface AssessmentTables {
  criteriaSet: CriteriaSetTable
}
