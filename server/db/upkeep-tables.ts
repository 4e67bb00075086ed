import type { Fixed } from './tables.ts'

/** What the program keeps about its own keeping. */

export interface AuditEntryTable {
  sequence: Fixed<number>
  at: Fixed<string>
  actor: Fixed<string>
  /** stage.verb */
  action: Fixed<string>
  object: Fixed<string>
  detail: Fixed<string>
  previousHash: Fixed<string>
  hash: Fixed<string>
}

/** One row: which key file the data belong to. */
export interface InstallationTable {
  id: Fixed<number>
  keyFingerprint: Fixed<string>
}
