import type { Fixed } from './tables.ts'

/** The year of administrative reform: periods, reports, news, tasks, inspection, reminders. */

interface Edited {
  lockVersion: number
  changedBy: string
  changedAt: string
}

/** Who issues the documents of a year. */
export interface ReformYearTable extends Edited {
  year: Fixed<number>
  department: string
  parentBody: string
  place: string
  /** behind the number of a document: SGDĐT */
  symbol: string
}

/** Units that report together; what its deadlines do on a weekend. */
export interface ReportGroupTable extends Edited {
  id: Fixed<string>
  year: Fixed<number>
  code: Fixed<string>
  name: string
  /** stays, before, after */
  weekend: string
}
export interface ReportGroupUnitTable {
  groupId: Fixed<string>
  unitId: Fixed<string>
}

/** surveys/periods/reporting-period.ts says what is in it. */
export interface ReportingPeriodTable extends Edited {
  id: Fixed<string>
  groupId: Fixed<string>
  code: Fixed<string>
  name: string
  kind: Fixed<string>
  startsOn: string
  endsOn: string
  dueOn: string
  least: number
  counted: string
}

/** What one unit reports about one period. */
export interface PeriodReportTable extends Edited {
  id: Fixed<string>
  periodId: Fixed<string>
  unitId: Fixed<string>
  /** draft, submitted, received */
  state: string
  submittedBy: string | null
  submittedAt: string | null
  receivedBy: string | null
  receivedAt: string | null
  /** why it was given back the last time */
  returnedNote: string | null
}

/** One task in a report; number 0 is the whole. */
export interface ReportEntryTable {
  reportId: Fixed<string>
  taskNumber: Fixed<number>
  done: string
  numerator: number | null
  denominator: number | null
  /** what the figure counts */
  measure: string
  difficulties: string
  next: string
  /** JSON: ids of papers */
  evidence: string
  writtenBy: string
  writtenAt: string
}

export interface NewsItemTable {
  id: Fixed<string>
  year: Fixed<number>
  /** news: on the Department's site; article: on the province's */
  kind: Fixed<string>
  unitId: Fixed<string | null>
  publishedOn: Fixed<string>
  title: Fixed<string>
  address: Fixed<string>
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  withdrawnBy: string | null
  withdrawnAt: string | null
  lockVersion: number
}

/** A task of the year's plan; surveys/tasks/reform-task.ts says what is in it. */
export interface ReformTaskTable extends Edited {
  id: Fixed<string>
  year: Fixed<number>
  number: Fixed<number>
  area: Fixed<string>
  name: Fixed<string>
  lead: Fixed<string>
  supporting: Fixed<string>
  /** JSON */
  products: Fixed<string>
  leadUnitId: string | null
  dueOn: string | null
  askedOf: string
  state: string
  percent: number
  note: string
}
export interface ReformTaskUnitTable {
  taskId: Fixed<string>
  unitId: Fixed<string>
}
/** A paper that is, or proves, a product of a task. */
export interface ReformTaskPaperTable {
  taskId: Fixed<string>
  /** place among the products */
  product: Fixed<number>
  evidenceId: Fixed<string>
  addedBy: Fixed<string>
  addedAt: Fixed<string>
}

export interface InspectionDrawTable {
  id: Fixed<string>
  groupId: Fixed<string>
  /** current, superseded */
  state: string
  /** JSON: the units with their last year */
  frame: Fixed<string>
  seed: Fixed<string>
  /** JSON */
  ledger: Fixed<string>
  ledgerHash: Fixed<string>
  drawnBy: Fixed<string>
  drawnAt: Fixed<string>
  supersededBy: string | null
  supersededAt: string | null
  reason: string | null
}
export interface InspectionVisitTable extends Edited {
  id: Fixed<string>
  drawId: Fixed<string>
  unitId: Fixed<string>
  visitedOn: string | null
  team: string
  notes: string
}
export interface InspectionFindingTable extends Edited {
  id: Fixed<string>
  visitId: Fixed<string>
  unitId: Fixed<string>
  said: Fixed<string>
  dueOn: string
  /** open, measure, verified */
  state: string
  measure: string
  measuredBy: string | null
  measuredAt: string | null
  evidenceId: string | null
  verdict: string
  verifiedBy: string | null
  verifiedAt: string | null
  createdBy: Fixed<string>
  createdAt: Fixed<string>
}

export interface ReminderTable {
  accountId: Fixed<string>
  /** 0 or 1 */
  mail: number
  feedHash: string | null
  feedMadeAt: string | null
  lockVersion: number
}
/** On which days somebody has been written to. */
export interface ReminderMailTable {
  accountId: Fixed<string>
  day: Fixed<string>
}

export interface ReformTables {
  reformYear: ReformYearTable
  reportGroup: ReportGroupTable
  reportGroupUnit: ReportGroupUnitTable
  reportingPeriod: ReportingPeriodTable
  periodReport: PeriodReportTable
  reportEntry: ReportEntryTable
  newsItem: NewsItemTable
  reformTask: ReformTaskTable
  reformTaskUnit: ReformTaskUnitTable
  reformTaskPaper: ReformTaskPaperTable
  inspectionDraw: InspectionDrawTable
  inspectionVisit: InspectionVisitTable
  inspectionFinding: InspectionFindingTable
  reminder: ReminderTable
  reminderMail: ReminderMailTable
}
