import { AnalysisError } from '../failure.ts'

/** Adjustment cells from small to large; `group` is the first stratum column (the level of school). */
export type CellLevel = 'class' | 'school' | 'stratum' | 'group' | 'all'
const levels: readonly CellLevel[] = ['class', 'school', 'stratum', 'group', 'all']

export type Carrier = Readonly<{
  place: Readonly<Record<Exclude<CellLevel, 'all'>, string>>
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
  factors: readonly Readonly<{ level: CellLevel; cell: string; moved: number; factor: number }>[]
  /** Cells without anybody to carry their weight, and the larger level it went to. */
  merged: readonly Readonly<{ level: CellLevel; cell: string; into: CellLevel }>[]
}>

/** Moves weight inside cells, and from cells with no carrier to the next larger ones; the total of `from` and carried weight stays. */
export function redistribute(carriers: readonly Carrier[], within: CellLevel): Redistribution {
  const weight = Float64Array.from(carriers, (carrier) => carrier.weight)
  const moving = Float64Array.from(carriers, (carrier) => carrier.from)
  const factors: { level: CellLevel; cell: string; moved: number; factor: number }[] = []
  const merged: { level: CellLevel; cell: string; into: CellLevel }[] = []
  const start = levels.indexOf(within)
  if (start < 0) throw new AnalysisError('option_invalid', { option: 'within', value: String(within) })
  for (const [step, level] of levels.slice(start).entries()) {
    for (const [cell, members] of cellsOf(carriers, level)) {
      const moved = members.reduce((sum, at) => sum + moving[at], 0)
      if (moved === 0) continue
      const carried = members.reduce((sum, at) => sum + carriers[at].to * weight[at], 0)
      if (carried === 0) {
        const into = levels[start + step + 1]
        if (into === undefined) throw new AnalysisError('cell_empty', { cell: 'all' })
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

function cellsOf(carriers: readonly Carrier[], level: CellLevel): Map<string, number[]> {
  const cells = new Map<string, number[]>()
  for (const [at, { place }] of carriers.entries()) {
    const cell = level === 'all' ? '' : place[level]
    const members = cells.get(cell)
    if (members) members.push(at)
    else cells.set(cell, [at])
  }
  return cells
}
