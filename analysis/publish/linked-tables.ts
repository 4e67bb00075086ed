import { AnalysisError } from '../failure.ts'

/** A cell of a published table: its place on each dimension, with no place meaning "all", and a count. */
export type CountCell = Readonly<{ at: Readonly<Record<string, string>>; count: number }>

/** On one dimension: the parent of each code, '' for those directly below "all". A province > area > school tree is one dimension. */
export type Parents = Readonly<Record<string, string>>

export type Relation = Readonly<{ total: string; parts: readonly string[] }>

/** Counts by cell id and every sum that holds between them: all a reader can compute with. Cells that two tables share are one. */
export type LinkedTables = Readonly<{ counts: ReadonlyMap<string, number>; relations: readonly Relation[] }>

/** `area=Kế Sách&level=th`; the whole is the empty string. */
export const cellId = (at: Readonly<Record<string, string>>): string =>
  Object.keys(at)
    .sort()
    .filter((dimension) => at[dimension] !== '')
    .map((dimension) => `${dimension}=${at[dimension]}`)
    .join('&')

/**
 * Tables that share margins as one system of sums.
 *
 *   count(cell) = sum of count(child) over the children of the cell on one dimension, for each dimension that is broken down there
 *
 * The children that are given must be all there are: a group that is not shown (nobody said their sex) is a cell too.
 *
 * @param cells    counts, whole numbers >= 0; the same place twice must have the same count
 * @param parents  by dimension
 * @throws AnalysisError option_invalid: a count that is none, a code without a parent, or a sum that does not hold
 *
 * Source: Willenborg and de Waal (2001), Elements of Statistical Disclosure Control, ch. on linked tables [not re-read].
 * Golden: none; laws in test/analysis/publish.
 */
export function linkTables(cells: readonly CountCell[], parents: Readonly<Record<string, Parents>>): LinkedTables {
  const counts = new Map<string, number>()
  const children = new Map<string, Map<string, string>>()
  for (const { at, count } of cells) {
    const id = cellId(at)
    if (!Number.isInteger(count) || count < 0) throw new AnalysisError('option_invalid', { cell: id, count })
    if (counts.has(id) && counts.get(id) !== count) throw new AnalysisError('option_invalid', { cell: id, twice: true })
    counts.set(id, count)
    for (const [dimension, code] of Object.entries(at)) {
      if (code === '') continue
      const parent = parents[dimension]?.[code]
      if (parent === undefined) throw new AnalysisError('option_invalid', { dimension, code, parent: 'unknown' })
      const key = `${dimension}\u0000${cellId({ ...at, [dimension]: parent })}`
      children.set(key, (children.get(key) ?? new Map()).set(id, id))
    }
  }
  const relations: Relation[] = []
  for (const [key, parts] of children) {
    const total = key.slice(key.indexOf('\u0000') + 1)
    if (!counts.has(total)) continue
    const sum = [...parts.keys()].reduce((all, id) => all + (counts.get(id) ?? 0), 0)
    if (sum !== counts.get(total))
      throw new AnalysisError('option_invalid', { cell: total, sum, count: counts.get(total) ?? 0 })
    relations.push({ total, parts: [...parts.keys()] })
  }
  return { counts, relations }
}
