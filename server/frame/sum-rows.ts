import type { FrameRow } from '../../surveys/frame.ts'

/** Schools, classes and pupils per level and area, in the order of level and area. */
export function sumRows(rows: readonly FrameRow[]) {
  const sums = new Map<string, { level: string; area: string; schools: number; classes: number; pupils: number }>()
  for (const { level, area, classes, pupils } of rows) {
    const key = `${level}\u0000${area}`
    const sum = sums.get(key) ?? { level, area, schools: 0, classes: 0, pupils: 0 }
    sums.set(key, { ...sum, schools: sum.schools + 1, classes: sum.classes + classes, pupils: sum.pupils + pupils })
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
