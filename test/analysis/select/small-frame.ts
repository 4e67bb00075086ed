import type { FrameSchool } from '../../../analysis/select/ledger.ts'

/** A made-up frame: `count` schools in each of levels x areas, sizes and classes from a fixed rule. Nothing random, no real school. */
export function smallFrame(levels: string[], areas: string[], count: number): FrameSchool[] {
  return levels.flatMap((level, l) =>
    areas.flatMap((area, a) =>
      Array.from({ length: count }, (_, s) => {
        const classes = Array.from({ length: 2 + ((s * 3 + a + l) % 4) }, (_, c) => ({
          name: `${c + 1}${'ABC'[c % 3]}`,
          pupils: 18 + ((s * 7 + a * 5 + l * 3 + c * 11) % 15),
        }))
        const pupils = classes.reduce((sum, { pupils }) => sum + pupils, 0)
        return { code: `${level}-${area}-${String(s + 1).padStart(2, '0')}`, stratum: { level, area }, pupils, classes }
      }),
    ),
  )
}
