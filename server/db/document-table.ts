import type { Fixed } from './tables.ts'

export interface DocumentTable {
  id: Fixed<string>
  roundId: Fixed<string>
  /** submission, plan, distribution, result */
  kind: Fixed<string>
  version: Fixed<number>
  /** draft, approved */
  state: string
  fileName: Fixed<string>
  mediaType: Fixed<string>
  /** JSON: hashes of what it was made from */
  sources: Fixed<string>
  contentHash: Fixed<string>
  /** the DOCX */
  bytes: Fixed<Uint8Array>
  /** the same as PDF; documents from before it was kept have none */
  pdf: Fixed<Uint8Array | null>
  pdfHash: Fixed<string | null>
  /** the decision that approved it, and who entered it */
  decisionNumber: string | null
  decisionDate: string | null
  approvedBy: string | null
  approvedAt: string | null
  createdAt: Fixed<string>
}
