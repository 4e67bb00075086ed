import { AnalysisError } from '../failure.ts'
import type { LinkedTables, Relation } from './linked-tables.ts'

/** What was printed at one moment: all counts of that moment, and which cells were not shown. */
export type Release = Readonly<{ name: string; tables: LinkedTables; hidden: readonly string[] }>

/** Several releases as one system: the cells of each, and what came in between, which nobody printed and anybody can subtract. */
export type Joint = Readonly<{
  tables: LinkedTables
  /** Cells that were printed already and stay known. */
  printed: ReadonlySet<string>
  /** Never printed, and without a place in a table: differences between two releases. */
  unprinted: ReadonlySet<string>
  /** Hidden cells of earlier releases, and differences of fewer people than the threshold: to be kept from the reader. */
  primary: readonly string[]
}>

const inRelease = (release: string, id: string): string => `${release}/${id}`

/**
 * Monday's tables and Tuesday's as one: the reader subtracts.
 *
 *   later(cell) = earlier(cell) + came in between(cell),   came in between >= 0, with the same sums among themselves
 *
 * A difference of 1 .. threshold - 1 people is a small cell although it stands in no table.
 *
 * @param earlier    what is out already; nothing of it can be taken back
 * @param now        the release to be made; its own small cells are `primary`
 * @param primary    ids of the cells of `now` hidden for their own sake
 * @param threshold  fewest people a difference may be about
 * @throws AnalysisError option_invalid {cell}: a count fell; a release only grows
 *
 * Source: project study of bad input, I04; Willenborg and de Waal (2001) on linked tables [not re-read].
 * Golden: none; the attack in test/analysis/publish/releases.test.ts.
 */
export function joinReleases(
  earlier: readonly Release[],
  now: Readonly<{ name: string; tables: LinkedTables }>,
  primary: readonly string[],
  threshold: number,
): Joint {
  const counts = new Map<string, number>()
  const relations: Relation[] = []
  const printed = new Set<string>()
  const unprinted = new Set<string>()
  const small: string[] = primary.map((id) => inRelease(now.name, id))
  const add = (name: string, tables: LinkedTables) => {
    for (const [id, count] of tables.counts) counts.set(inRelease(name, id), count)
    for (const { total, parts } of tables.relations)
      relations.push({ total: inRelease(name, total), parts: parts.map((id) => inRelease(name, id)) })
  }
  const all = [...earlier, { ...now, hidden: [] }]
  for (const [place, { name, tables, hidden }] of all.entries()) {
    add(name, tables)
    if (place < earlier.length) {
      const gone = new Set(hidden)
      for (const id of tables.counts.keys()) if (!gone.has(id)) printed.add(inRelease(name, id))
      small.push(...hidden.map((id) => inRelease(name, id)))
    }
    if (place === 0) continue
    const before = all[place - 1]
    const between = `${before.name}..${name}`
    for (const [id, count] of tables.counts) {
      const old = before.tables.counts.get(id)
      if (old === undefined) continue
      if (count < old) throw new AnalysisError('option_invalid', { cell: id, count, before: old })
      const difference = inRelease(between, id)
      counts.set(difference, count - old)
      unprinted.add(difference)
      relations.push({ total: inRelease(name, id), parts: [inRelease(before.name, id), difference] })
      if (count > old && count - old < threshold) small.push(difference)
    }
  }
  return { tables: { counts, relations }, printed, unprinted, primary: [...new Set(small)] }
}
