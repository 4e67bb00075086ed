import { documentWords as common } from '../../client/words/documents.ts'
import { count } from '../document/number.ts'
import type { AllocationRow, PlanInput } from './plan-input.ts'

export const sumOf = <Row>(rows: readonly Row[], number: (row: Row) => number): number =>
  rows.reduce((all, row) => all + number(row), 0)

/** The six numbers of strata taken together, as a table prints them. */
export const allocationCells = (rows: readonly AllocationRow[]): string[] =>
  (['frameSchools', 'framePupils', 'schools', 'classes', 'slips', 'reserves'] as const).map((name) =>
    count(sumOf(rows, (row) => row[name])),
  )

export const respondentsOf = ({ levels }: Pick<PlanInput, 'levels'>): string[] =>
  levels.map(({ respondent, id }) => common.respondents[respondent][id])
