import type { Fixed } from './tables.ts'

/** A record of the quality system; surveys/iso/iso-records.ts says what each kind holds and how it goes on. */
export interface IsoRecordTable {
  id: Fixed<string>
  /** audit, finding, review, law */
  kind: Fixed<string>
  /** of a finding: its audit */
  parentId: Fixed<string | null>
  year: Fixed<number>
  state: string
  lockVersion: number
  /** JSON */
  content: string
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  /** who wrote in it last; whoever ends it is somebody else */
  changedBy: string
  changedAt: string
  decidedBy: string | null
  decidedAt: string | null
}

export interface IsoTables {
  isoRecord: IsoRecordTable
}
