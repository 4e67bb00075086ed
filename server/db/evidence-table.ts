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
