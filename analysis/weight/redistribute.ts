import { AnalysisError } from '../failure.ts'

export type Carrier = Readonly<{
  /** Its cell at each level. */
  place: Readonly<Record<string, string>>
  /** Weight of one case that stays. */
  weight: number
  /** Weight that has to move. */
  from: number
  /** Number of cases that stay and can carry it. */
  to: number
}>

export type Redistribution = Readonly<{
  /** New weight of one case that stays, per carrier. */
  weight: Float64Array
  /** Cells whose weights grew. */
  factors: readonly Readonly<{ level: string; cell: string; moved: number; factor: number }>[]
  /** Cells without anybody to carry their weight, and the larger level it went to. */
  merged: readonly Readonly<{ level: string; cell: string; into: string }>[]
}>

/** The level that holds everything, and the last of every list of levels. */
export const ALL = 'all'

/** Moves weight inside the cells of the first of some levels (small to large), and from cells with no carrier to the next larger ones; the total of `from` and carried weight stays. */
export function redistribute(carriers: readonly Carrier[], levels: readonly string[]): Redistribution {
  const weight = Float64Array.from(carriers, (carrier) => carrier.weight)
  const moving = Float64Array.from(carriers, (carrier) => carrier.from)
  const factors: { level: string; cell: string; moved: number; factor: number }[] = []
  const merged: { level: string; cell: string; into: string }[] = []
  for (const [step, level] of levels.entries()) {
    for (const [cell, members] of cellsOf(carriers, level)) {
      const moved = members.reduce((sum, at) => sum + moving[at], 0)
      if (moved === 0) continue
      const carried = members.reduce((sum, at) => sum + carriers[at].to * weight[at], 0)
      if (carried === 0) {
        const into = levels[step + 1]
        if (into === undefined) throw new AnalysisError('cell_empty', { cell: ALL })
        merged.push({ level, cell, into })
        continue
      }
      const factor = (carried + moved) / carried
      for (const at of members) {
        weight[at] *= factor
        moving[at] = 0
      }
      factors.push({ level, cell, moved, factor })
    }
  }
  return { weight, factors, merged }
}

function cellsOf(carriers: readonly Carrier[], level: string): Map<string, number[]> {
  const cells = new Map<string, number[]>()
  for (const [at, { place }] of carriers.entries()) {
    const cell = level === ALL ? '' : (place[level] ?? '')
    const members = cells.get(cell)
    if (members) members.push(at)
    else cells.set(cell, [at])
  }
  return cells
}
