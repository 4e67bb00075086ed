import type { Fixed } from './tables.ts'

/** How many days after its reason has gone a thing is deleted. */
export interface RetentionRuleTable {
  what: Fixed<string>
  days: number
  changedBy: string
  changedAt: string
  /** raised by each change; the ETag */
  version: number
}

/** What somebody asked about their own data, and when it was answered. Who it was is sealed. */
export interface SubjectRequestTable {
  id: Fixed<string>
  kind: Fixed<string>
  receivedOn: Fixed<string>
  /** 1: others work on the data for the Department, which gives more days */
  processors: Fixed<number>
  sealed: Fixed<string>
  acknowledgedOn: string | null
  extendedOn: string | null
  doneOn: string | null
  outcome: string | null
  version: number
  createdBy: Fixed<string>
}

export interface PrivacyTables {
  retentionRule: RetentionRuleTable
  subjectRequest: SubjectRequestTable
}
