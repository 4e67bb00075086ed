import { type Random, randomFrom } from '../../analysis/numeric/random.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import type { Grade } from '../../surveys/frame-columns.ts'
import type { Province } from './province.ts'

/** A grade of a school grows or shrinks by at most this share in a year. */
const MOST_CHANGE = 0.03

/**
 * The same province some years later: the schools are the same, their grades a little larger or smaller each year and their
 * classes as many as before, so that a frame compared with the year before has something to say and schools drawn twice exist.
 */
export function yearsLater(province: Province, years: number): Province {
  let schools = province.schools
  for (let year = 1; year <= years; year++) {
    const random = randomFrom(province.seed).fork('province').fork(`year ${year}`)
    schools = schools.map((row) => nextYear(row, random.fork(row.code)))
  }
  return Object.freeze({ seed: province.seed, schools: Object.freeze(schools) })
}

function nextYear(row: FrameRow, random: Random): FrameRow {
  const grades: Partial<Record<Grade, number>> = {}
  let pupils = 0
  for (const [grade, count] of Object.entries(row.grades) as [Grade, number][]) {
    const change = (2 * random.uniform() - 1) * MOST_CHANGE
    grades[grade] = Math.max(0, Math.round(count * (1 + change)))
    pupils += grades[grade]
  }
  return Object.freeze({ ...row, grades: Object.freeze(grades), pupils })
}
