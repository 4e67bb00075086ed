import type { ColumnType, Generated } from 'kysely'
import type { AccountTables } from './account-tables.ts'
import type { AssessmentTables } from './assessment-tables.ts'
import type { DeviceTable, KioskDeclineTable } from './device-table.ts'
import type { DocumentTable } from './document-table.ts'
import type { EvidenceTables } from './evidence-table.ts'
import type { FieldTables } from './field-tables.ts'
import type { IsoTables } from './iso-table.ts'
import type { MediaTable } from './media-table.ts'
import type { PrivacyTables } from './privacy-tables.ts'
import type { RaterTables } from './rater-tables.ts'
import type { RecontactTables } from './recontact-tables.ts'
import type { ReformTables } from './reform-tables.ts'
import type { PacketTable, SlipTable } from './slip-tables.ts'
import type {
  NamedColumnTable,
  UnitKindTable,
  UnitLinkTable,
  UnitNameTable,
  UnitSuccessionTable,
  UnitTable,
} from './unit-tables.ts'
import type { AuditEntryTable, InstallationTable } from './upkeep-tables.ts'

/**
 * The tables, as rows. A row is the object: names are the columns' names, JSON columns hold text,
 * days are `YYYY-MM-DD`, moments are ISO text in UTC, truth is 0 or 1. Ids are random, never sequential,
 * but for the audit chain whose order is its meaning.
 */

/** Written once; the database refuses a change. */
export type Fixed<T> = ColumnType<T, T, never>

export interface InstrumentTable {
  /** `ph-th@2021.1` */
  id: Fixed<string>
  form: Fixed<string>
  version: Fixed<string>
  /** draft, published, withdrawn */
  state: string
  definition: string
  contentHash: string
  publishedAt: string | null
}

/** A version of a form while it is written; kept as the record of who wrote and who reviewed it once it is published. */
export interface InstrumentDraftTable {
  id: Fixed<string>
  form: Fixed<string>
  version: Fixed<string>
  /** draft, reviewed, published */
  state: string
  /** JSON, perhaps unfinished */
  definition: string
  /** raised by each change; the ETag */
  lockVersion: number
  /** the instrument or draft it was made from */
  basedOn: Fixed<string | null>
  /** JSON: ids of all who changed it; none of them may review it */
  authors: string
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  changedBy: string
  changedAt: string
  reviewedBy: string | null
  reviewedAt: string | null
}

export interface NoticeTable {
  version: Fixed<string>
  definition: Fixed<string>
}

export interface RoundTable {
  id: Fixed<string>
  /** the unit that holds it; null: the Department that runs this server */
  unitId: Fixed<string | null>
  year: number
  name: string
  province: string
  department: string
  /** the body above the department, as it stands at the head of documents */
  parentBody: string
  place: string
  hotline: string
  state: string
  decisionNumber: string | null
  decisionDate: string | null
  /** share of satisfied people the round is measured against, 0..1 */
  target: number
  /** JSON: [{level, respondent, instrumentId}] */
  matrix: string
  /** JSON: the sampling plan */
  plan: string
  /** JSON by form: the ways it may be answered; a form that is not named in every way */
  modes: Generated<string>
  /** JSON: rules fixed before field work */
  exclusionRules: string
  noticeVersion: string
  opensOn: string | null
  closesOn: string | null
  synthetic: number
  /** raised by each change; the ETag */
  version: number
  createdAt: Fixed<string>
}

/** A line of the round's calendar; the whole list is written anew with each change of the round. */
export interface MilestoneTable {
  roundId: Fixed<string>
  position: Fixed<number>
  name: Fixed<string>
  startsOn: Fixed<string>
  endsOn: Fixed<string>
  who: Fixed<string>
  note: Fixed<string | null>
}

/** A line of the round's budget, in whole đồng; the database holds amount = quantity × unitPrice. */
export interface BudgetLineTable {
  roundId: Fixed<string>
  position: Fixed<number>
  section: Fixed<string | null>
  content: Fixed<string>
  unit: Fixed<string>
  quantity: Fixed<number>
  unitPrice: Fixed<number>
  amount: Fixed<number>
  basis: Fixed<string | null>
}

export interface FrameTable {
  id: Fixed<string>
  roundId: Fixed<string>
  version: Fixed<number>
  fileName: Fixed<string>
  /** SHA-256 of the file's bytes */
  fileHash: Fixed<string>
  /** SHA-256 of the canonical rows: the same schools give the same hash whatever the file */
  contentHash: Fixed<string>
  rowCount: Fixed<number>
  pupilCount: Fixed<number>
  synthetic: Fixed<number>
  createdAt: Fixed<string>
}

export interface FrameRowTable {
  frameId: Fixed<string>
  code: Fixed<string>
  position: Fixed<number>
  name: Fixed<string>
  level: Fixed<string>
  area: Fixed<string>
  commune: Fixed<string | null>
  classes: Fixed<number>
  pupils: Fixed<number>
  /** JSON: pupils per grade, by the frame's own grade codes */
  grades: Fixed<string>
  khmerShare: Fixed<number | null>
  ownership: Fixed<string | null>
}

/** A sampling plan somebody wants to compare with others; the one that is chosen is copied into the round. */
export interface SamplingDesignTable {
  id: Fixed<string>
  roundId: Fixed<string>
  name: string
  /** JSON: the sampling plan */
  plan: string
  /** JSON: rates, likeness and costs that are supposed */
  assumptions: string
  /** raised by each change; the ETag */
  version: number
  createdAt: Fixed<string>
  changedAt: string
  changedBy: string
}

export interface DrawTable {
  id: Fixed<string>
  roundId: Fixed<string>
  frameId: Fixed<string>
  frameHash: Fixed<string>
  /** JSON: what was asked for */
  plan: Fixed<string>
  seed: Fixed<string>
  method: Fixed<string>
  /** JSON: the whole ledger of analysis/select/draw.ts, from which the draw can be repeated */
  ledger: Fixed<string>
  ledgerHash: Fixed<string>
  /** current, superseded */
  state: string
  createdAt: Fixed<string>
}

export interface DrawUnitTable {
  id: Fixed<string>
  drawId: Fixed<string>
  /** 1 school, 2 class, 3 pupil's number in the class list */
  stage: Fixed<number>
  parentId: Fixed<string | null>
  stratum: Fixed<string>
  code: Fixed<string>
  name: Fixed<string>
  position: Fixed<number>
  size: Fixed<number>
  /** conditional on the parent being drawn, 0..1 */
  probability: Fixed<number>
  certainty: Fixed<number>
  reserve: Fixed<number>
  replacedBy: string | null
  replacedReason: string | null
}

/** No column, order or time here leads to a slip. Never changed; deleted only by the retention job. */
export interface ResponseTable {
  id: Fixed<string>
  roundId: Fixed<string>
  instrumentId: Fixed<string>
  drawUnitId: Fixed<string>
  mode: Fixed<string>
  handedBy: Fixed<string>
  language: Fixed<string>
  day: Fixed<string>
  noticeVersion: Fixed<string>
  answers: Fixed<string>
  contentHash: Fixed<string>
  flags: Fixed<string>
  /** of all the rest of the row, with the hash of its content */
  rowHash: Fixed<string>
}

export interface DeclineTable {
  roundId: string
  form: string
  day: string
  count: number
}

/** An unfinished sheet of a phone that keeps nothing, sealed there; gone when it is sent or the round leaves the field. */
export interface ProgressTable {
  /** derived from the slip's code by the phone; leads to no slip */
  id: string
  roundId: string
  sealed: string
  /** raised by each change */
  version: number
  day: string
}

export interface PressureReportTable {
  roundId: string
  /** Code of the drawn school; '' where no slip named one */
  school: string
  day: string
  count: number
}

export interface DatasetTable {
  id: Fixed<string>
  roundId: Fixed<string>
  drawId: Fixed<string>
  /** SHA-256 of `bytes` */
  hash: Fixed<string>
  rowCount: Fixed<number>
  /** JSON: [{rule, count}] */
  exclusions: Fixed<string>
  /** JSON: slips printed, issued, used … and refusals at the moment of freezing */
  fieldwork: Fixed<string>
  /** CSV, UTF-8: one row a response, in the order of its random id */
  bytes: Fixed<Uint8Array>
  createdAt: Fixed<string>
}

export interface WeightingTable {
  id: Fixed<string>
  datasetId: Fixed<string>
  /** JSON: the recorded chain */
  steps: Fixed<string>
  /** JSON: weights in the order of the dataset's rows, with the checks */
  result: Fixed<string>
  methodVersion: Fixed<string>
  createdAt: Fixed<string>
}

export interface EstimateTable {
  id: Fixed<string>
  datasetId: Fixed<string>
  weightingId: Fixed<string>
  datasetHash: Fixed<string>
  specification: Fixed<string>
  result: Fixed<string>
  methodVersion: Fixed<string>
  createdAt: Fixed<string>
}

/** What a round has published; never changed. A correction would be the next version. */
export interface PublicationTable {
  id: Fixed<string>
  roundId: Fixed<string>
  version: Fixed<number>
  estimateId: Fixed<string>
  /** SHA-256 of the estimate's result, of which this is the part fit to be printed */
  estimateHash: Fixed<string>
  /** the decision by which the results were published */
  decisionNumber: Fixed<string>
  decisionDate: Fixed<string>
  /** JSON: every printed figure; hidden ones carry nothing */
  result: Fixed<string>
  /** SHA-256 of `result` */
  contentHash: Fixed<string>
  /** JSON: hidden cells and what the auditor found; for the staff alone */
  protection: Fixed<string>
  /** JSON: hashes of the receipts of the sheets that are counted, and of those left out; sorted, so without an order */
  receipts: Fixed<string>
  receiptsHash: Fixed<string>
  createdAt: Fixed<string>
}

export interface Tables
  extends AccountTables,
    AssessmentTables,
    EvidenceTables,
    FieldTables,
    IsoTables,
    RaterTables,
    RecontactTables,
    PrivacyTables,
    ReformTables {
  installation: InstallationTable
  unit: UnitTable
  unitLink: UnitLinkTable
  namedColumn: NamedColumnTable
  unitName: UnitNameTable
  unitSuccession: UnitSuccessionTable
  unitKind: UnitKindTable
  instrument: InstrumentTable
  instrumentDraft: InstrumentDraftTable
  media: MediaTable
  notice: NoticeTable
  round: RoundTable
  milestone: MilestoneTable
  budgetLine: BudgetLineTable
  frame: FrameTable
  frameRow: FrameRowTable
  samplingDesign: SamplingDesignTable
  draw: DrawTable
  drawUnit: DrawUnitTable
  packet: PacketTable
  slip: SlipTable
  response: ResponseTable
  decline: DeclineTable
  progress: ProgressTable
  pressureReport: PressureReportTable
  device: DeviceTable
  kioskDecline: KioskDeclineTable
  dataset: DatasetTable
  weighting: WeightingTable
  estimate: EstimateTable
  document: DocumentTable
  publication: PublicationTable
  auditEntry: AuditEntryTable
}
