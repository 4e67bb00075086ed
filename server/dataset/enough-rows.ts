import { Problem } from '../problem.ts'

/** Rows of fewer people than this are given to nobody, analysts included: with the school and the day each would have a name. */
export const LEAST_ROWS = 10

/** Single rows leave only where enough people answered; figures have rules of their own. */
export function refuseFewRows({ rowCount }: Readonly<{ rowCount: number }>): void {
  if (rowCount < LEAST_ROWS) throw new Problem('too_few', { detail: { least: LEAST_ROWS } })
}
