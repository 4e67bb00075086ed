import type { Random } from '../../../analysis/numeric/random.ts'
import { type CountCell, cellId, type LinkedTables, linkTables } from '../../../analysis/publish/linked-tables.ts'

export type Made = Readonly<{ tables: LinkedTables; primary: readonly string[] }>

const THRESHOLD = 10

/** All cells of a crossing of trees, each the sum of the leaves below it. */
function crossing(
  dimensions: readonly (readonly [
    name: string,
    leaves: readonly string[],
    parents: Readonly<Record<string, string>>,
  ])[],
  count: () => number,
  merge: Map<string, CountCell>,
): void {
  const above = (code: string, parents: Readonly<Record<string, string>>): string[] =>
    code === '' ? [''] : [code, ...above(parents[code] ?? '', parents)]
  const walk = (at: Record<string, string>, places: readonly (readonly string[])[], names: readonly string[]): void => {
    if (places.length === 0) {
      const leaf = count()
      const spread = (here: Record<string, string>, rest: readonly (readonly [string, readonly string[]])[]): void => {
        const [first, ...others] = rest
        if (first === undefined) {
          const id = cellId(here)
          merge.set(id, { at: here, count: (merge.get(id)?.count ?? 0) + leaf })
          return
        }
        for (const code of first[1]) spread({ ...here, [first[0]]: code }, others)
      }
      spread(
        {},
        dimensions.map(([name, , parents]) => [name, above(at[name], parents)] as const),
      )
      return
    }
    for (const code of places[0]) walk({ ...at, [names[0]]: code }, places.slice(1), names.slice(1))
  }
  walk(
    {},
    dimensions.map(([, leaves]) => leaves),
    dimensions.map(([name]) => name),
  )
}

const named = (letter: string, count: number) => Array.from({ length: count }, (_, place) => `${letter}${place + 1}`)
const flat = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, '']))

/** Levels by areas, some with small cells, as a round makes them. */
export function twoWay(chance: Random, levels = 2 + chance.below(4), areas = 2 + chance.below(7)): Made {
  const [a, b] = [named('l', levels), named('a', areas)]
  const cells = new Map<string, CountCell>()
  const count = () => (chance.uniform() < 0.15 ? 1 + chance.below(THRESHOLD - 1) : chance.below(120))
  crossing(
    [
      ['level', a, flat(a)],
      ['area', b, flat(b)],
    ],
    count,
    cells,
  )
  return made([...cells.values()], { level: flat(a), area: flat(b) })
}

/** Schools in areas crossed with levels: a hierarchy of three. */
export function hierarchy(chance: Random): Made {
  const areas = named('a', 2 + chance.below(3))
  const schools = areas.flatMap((area) => named(`${area}s`, 2 + chance.below(2)))
  const parents = { ...flat(areas), ...Object.fromEntries(schools.map((school) => [school, school.slice(0, 2)])) }
  const sexes = named('x', 2)
  const cells = new Map<string, CountCell>()
  const count = () => (chance.uniform() < 0.12 ? 1 + chance.below(THRESHOLD - 1) : 10 + chance.below(60))
  crossing(
    [
      ['area', schools, parents],
      ['sex', sexes, flat(sexes)],
    ],
    count,
    cells,
  )
  return made([...cells.values()], { area: parents, sex: flat(sexes) })
}

/** Level by area and level by sex, printed side by side: they share the levels. */
export function linked(chance: Random): Made {
  const [levels, areas, sexes] = [named('l', 2 + chance.below(3)), named('a', 3 + chance.below(4)), named('x', 2)]
  const all = new Map<string, CountCell>()
  const count = () => (chance.uniform() < 0.1 ? 1 + chance.below(6) : 4 + chance.below(40))
  crossing(
    [
      ['level', levels, flat(levels)],
      ['area', areas, flat(areas)],
      ['sex', sexes, flat(sexes)],
    ],
    count,
    all,
  )
  const printed = [...all.values()].filter(({ at }) => !(at.area && at.sex))
  return made(printed, { level: flat(levels), area: flat(areas), sex: flat(sexes) })
}

/** The whole is the sum of everything and cannot be small where something is printed at all. */
function made(cells: readonly CountCell[], parents: Record<string, Record<string, string>>): Made {
  const tables = linkTables(cells, parents)
  const primary = [...tables.counts].filter(([, count]) => count > 0 && count < THRESHOLD).map(([id]) => id)
  return { tables, primary }
}
