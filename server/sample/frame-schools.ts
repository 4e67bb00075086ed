import { classList } from '../../analysis/select/class-list.ts'
import type { FrameSchool } from '../../analysis/select/ledger.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { GRADES } from '../../surveys/frame-columns.ts'
import type { MatrixEntry } from '../../surveys/round.ts'

/** How a grade stands in the name of a class: `3/2` is the second class of grade 3, `5 tuổi/1` the first of the oldest children. */
const GRADE_NAMES: Readonly<Record<string, string>> = {
  nursery: 'Nhà trẻ',
  age3: '3 tuổi',
  age4: '4 tuổi',
  age5: '5 tuổi',
}
const gradeName = (grade: string): string => GRADE_NAMES[grade] ?? grade.replace(/^g/, '')

/**
 * The schools of the frame that the round asks about, as the sampler takes them. A school without pupils cannot be drawn;
 * a school whose list gives only a total is one grade.
 */
export function frameSchools(rows: readonly FrameRow[], matrix: readonly MatrixEntry[]): FrameSchool[] {
  const asked = new Set<string>(matrix.map(({ level }) => level))
  return rows
    .filter((row) => asked.has(row.level) && row.pupils > 0)
    .map((row) => {
      const grades = GRADES.flatMap((grade) => {
        const pupils = row.grades[grade] ?? 0
        return pupils > 0 ? [{ grade: gradeName(grade), pupils }] : []
      })
      const counted = grades.length > 0 ? grades : [{ grade: 'Lớp', pupils: row.pupils }]
      const classes = classList(counted, Math.max(row.classes, counted.length))
      return {
        code: row.code,
        stratum: { level: row.level, area: row.area },
        pupils: classes.reduce((sum, one) => sum + one.pupils, 0),
        classes,
      }
    })
}
