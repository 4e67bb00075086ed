import { expect, test } from 'vitest'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { audit } from '../../../analysis/publish/audit.ts'
import { type CountCell, linkTables } from '../../../analysis/publish/linked-tables.ts'
import { joinReleases } from '../../../analysis/publish/releases.ts'
import { suppress } from '../../../analysis/publish/suppress.ts'
import { RANGE } from './attack.ts'

const areas = ['a', 'b', 'c', 'd']
const tablesOf = (counts: readonly number[]) => {
  const cells: CountCell[] = counts.map((count, place) => ({ at: { area: areas[place] }, count }))
  return linkTables([{ at: {}, count: counts.reduce((a, b) => a + b, 0) }, ...cells], {
    area: Object.fromEntries(areas.map((area) => [area, ''])),
  })
}

/** Hides on Tuesday what Monday's tables make necessary, and lets the reader loose on both. */
function tuesday(monday: readonly number[], later: readonly number[], protect: boolean) {
  const [first, second] = [tablesOf(monday), tablesOf(later)]
  const joint = joinReleases([{ name: 'mon', tables: first, hidden: [] }], { name: 'tue', tables: second }, [], 10)
  const costOf = (id: string) => (joint.unprinted.has(id) ? 0 : 1)
  const hidden = protect
    ? suppress(joint.tables, joint.primary, { range: RANGE, keep: joint.printed, costOf }).hidden
    : joint.primary
  const gone = new Set([...hidden, ...joint.unprinted])
  const shown = new Map([...joint.tables.counts].filter(([id]) => !gone.has(id)))
  const seen = audit({ shown, sums: joint.tables.relations }, joint.primary, { range: RANGE, whole: true })
  return { seen, hidden: hidden.filter((id) => id.startsWith('tue/')) }
}

// Case I04.
test('one sheet more since Monday: Tuesday does not print the figures that would show what it said', () => {
  const counts = [40, 55, 30, 25]
  const naive = tuesday(counts, [41, 55, 52, 49], false)
  expect(naive.seen.cells.find(({ id }) => id === 'mon..tue/area=a')).toMatchObject({ least: 1, most: 1, safe: false })
  const careful = tuesday(counts, [41, 55, 52, 49], true)
  expect(careful.seen.safe).toBe(true)
  expect(careful.hidden).toContain('tue/area=a')
})

test('releases of growing rounds, a hundred of them: the reader who subtracts gets nothing', () => {
  const chance = randomFrom('releases')
  let [withStep, without] = [0, 0]
  for (let place = 0; place < 100; place++) {
    const monday = areas.map(() => 20 + chance.below(60))
    const later = monday.map((count) => count + (chance.uniform() < 0.4 ? chance.below(9) : 20 + chance.below(30)))
    withStep += tuesday(monday, later, true).seen.safe ? 0 : 1
    without += tuesday(monday, later, false).seen.safe ? 0 : 1
  }
  expect(withStep).toBe(0)
  expect(without).toBeGreaterThan(30)
})

test('a count that fell since the last release is refused', () => {
  const [first, second] = [tablesOf([20, 20, 20, 20]), tablesOf([20, 19, 20, 20])]
  expect(() =>
    joinReleases([{ name: 'mon', tables: first, hidden: [] }], { name: 'tue', tables: second }, [], 10),
  ).toThrow(/option_invalid/)
})
