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

/** One unit's year under one card; surveys/assessment.ts says what the states are. */
export interface AssessmentTable {
  id: Fixed<string>
  criteriaSetId: Fixed<string>
  unitId: Fixed<string>
  state: string
  lockVersion: number
  scoreDueOn: Fixed<string>
  explainDueOn: Fixed<string>
  openedBy: Fixed<string>
  openedAt: Fixed<string>
  lockedBy: string | null
  lockedAt: string | null
  answeredAt: string | null
  publishedBy: string | null
  publishedAt: string | null
  decision: string | null
  /** JSON: the scores of self, first and second, as they were published */
  result: string | null
}

/** One line of a year as somebody wrote it. */
export interface AssessmentEntryTable {
  assessmentId: Fixed<string>
  componentId: Fixed<string>
  /** self, first, explanation, second */
  stage: Fixed<string>
  /** JSON; null: nothing entered, or the appraiser agrees */
  fact: string | null
  note: string
  /** 0 or 1: the unit is asked to explain */
  asked: number
  writtenBy: string
  writtenAt: string
}

/** Points beside the card, as somebody gave them. */
export interface AssessmentExtraTable {
  assessmentId: Fixed<string>
  itemId: Fixed<string>
  /** self, first, second */
  stage: Fixed<string>
  hundredths: number
  note: string
  writtenBy: string
  writtenAt: string
}

/** What a unit does about points it lost in a published year; surveys/assessment.ts says what the states are. */
export interface RemedyTable {
  assessmentId: Fixed<string>
  componentId: Fixed<string>
  state: string
  lockVersion: number
  measure: string
  lead: string
  dueOn: string
  doneOn: string | null
  /** what shows that it was done */
  proof: string
  evidenceId: string | null
  /** what whoever looked at it said */
  answer: string
  writtenBy: string
  writtenAt: string
  decidedBy: string | null
  decidedAt: string | null
}

export interface AssessmentTables {
  assessment: AssessmentTable
  assessmentEntry: AssessmentEntryTable
  assessmentExtra: AssessmentExtraTable
  remedy: RemedyTable
  criteriaSet: CriteriaSetTable
}
