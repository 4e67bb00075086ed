import { classList } from '../../analysis/select/class-list.ts'
import type { FrameSchool } from '../../analysis/select/ledger.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { GRADES } from '../../surveys/frame-columns.ts'
import type { MatrixEntry } from '../../surveys/round.ts'
import type { SamplingPlan, StratumColumn } from '../plan/plan.ts'

/** How a grade stands in the name of a class: `3/2` is the second class of grade 3, `5 tuổi/1` the first of the oldest children. */
const GRADE_NAMES: Readonly<Record<string, string>> = {
  nursery: 'Nhà trẻ',
  age3: '3 tuổi',
  age4: '4 tuổi',
  age5: '5 tuổi',
}
const gradeName = (grade: string): string => GRADE_NAMES[grade] ?? grade.replace(/^g/, '')

/** From this share on a school counts as one whose pupils are mostly Khmer. */
const MOST_KHMER = 0.5
/** A school below the first number is small, one below the second of middle size. */
export const SIZE_LIMITS = [200, 500] as const

/** The column that keeps schools which are taken whatever chance says apart from the others. */
export const TAKE_ALL = 'takeAll'

/**
 * The schools of the frame that the round asks about, as the sampler takes them. A school without pupils cannot be drawn;
 * a school whose list gives only a total is one grade. What the plan excludes is left out.
 */
export function frameSchools(
  rows: readonly FrameRow[],
  matrix: readonly MatrixEntry[],
  plan: Pick<SamplingPlan, 'takeAll' | 'excluded'> = {},
): FrameSchool[] {
  const asked = new Set<string>(matrix.map(({ level }) => level))
  const excluded = new Set(plan.excluded?.map(({ code }) => code))
  const certain = new Set(plan.takeAll?.map(({ code }) => code))
  return rows
    .filter((row) => asked.has(row.level) && row.pupils > 0 && !excluded.has(row.code))
    .map((row) => {
      const classes = classesOf(row)
      const known = row.khmerShare !== null
      return {
        code: row.code,
        stratum: { ...stratumColumns(row), [TAKE_ALL]: certain.has(row.code) ? 'all' : 'chance' },
        pupils: classes.reduce((sum, one) => sum + one.pupils, 0),
        classes,
        ...(known ? { measures: { khmerPupils: Math.round((row.khmerShare ?? 0) * row.pupils) } } : {}),
      }
    })
}

function classesOf(row: FrameRow): FrameSchool['classes'] {
  const grades = GRADES.flatMap((grade) => {
    const pupils = row.grades[grade] ?? 0
    return pupils > 0 ? [{ grade: gradeName(grade), pupils }] : []
  })
  const counted = grades.length > 0 ? grades : [{ grade: 'Lớp', pupils: row.pupils }]
  return classList(counted, Math.max(row.classes, counted.length))
}

function stratumColumns({
  level,
  area,
  commune,
  ownership,
  khmerShare,
  pupils,
}: FrameRow): Record<StratumColumn, string> {
  const [small, middle] = SIZE_LIMITS
  return {
    level,
    area,
    commune: commune ?? '',
    ownership: ownership ?? 'unknown',
    khmer: khmerShare === null ? 'unknown' : khmerShare >= MOST_KHMER ? 'yes' : 'no',
    size: pupils < small ? 'small' : pupils < middle ? 'middle' : 'large',
  }
}
