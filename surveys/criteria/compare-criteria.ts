import { canonicalJson } from '../canonical-json.ts'
import type { Issue } from '../issue.ts'
import type { Component, CriteriaSet } from './criteria-set.ts'
import { hundredths } from './split-points.ts'

type Placed = Component & Readonly<{ area: string; criterion: string }>
const FIELDS = ['name', 'area', 'criterion', 'points', 'rule', 'evidence', 'lead', 'supporting', 'mayNotArise'] as const
/** `due`: of the rule nothing but its days is different. */
export type ChangedField = (typeof FIELDS)[number] | 'due'

/** One line of the bridging table: what stood in the former card, what it went on as, and what is different about it. */
export type Bridge = Readonly<{
  kind: 'same' | 'changed' | 'merged' | 'split' | 'new' | 'gone'
  before: readonly string[]
  after: string | null
  pointsBefore: number
  pointsAfter: number
  /** empty for what is new, gone, merged or split: there is no one line to compare with */
  fields: readonly ChangedField[]
}>
export type CriteriaDifference = Readonly<{
  bridges: readonly Bridge[]
  /** points of the former card that go on in the new one, and points of the new one that had a former: percent of each card */
  carried: number
  inherited: number
  issues: readonly Issue[]
}>

const placed = (set: CriteriaSet): Placed[] =>
  set.areas.flatMap((area) =>
    area.criteria.flatMap((criterion) =>
      criterion.components.map((one) => ({ ...one, area: area.id, criterion: criterion.id })),
    ),
  )

/**
 * What is different between two cards of a group. A component is the same while its id is; where it got another id, or several
 * went on as one, the new card says so in `was`. Names alone join nothing: two years may use one name for different things.
 */
export function compareCriteria(before: CriteriaSet, after: CriteriaSet): CriteriaDifference {
  const [old, now] = [placed(before), placed(after)]
  const known = new Map(old.map((one) => [one.id, one]))
  const formerOf = ({ id, was }: Placed): string[] => (was.length > 0 ? was : known.has(id) ? [id] : [])
  const heirs = new Map<string, string[]>()
  for (const one of now)
    for (const id of formerOf(one)) if (known.has(id)) heirs.set(id, [...(heirs.get(id) ?? []), one.id])
  const bridges = now.map((one): Bridge => {
    const origins = formerOf(one).flatMap((id) => known.get(id) ?? [])
    const [first] = origins
    const line = {
      before: origins.map(({ id }) => id),
      after: one.id,
      pointsBefore: sum(origins),
      pointsAfter: one.points,
    }
    if (!first) return { kind: 'new', ...line, fields: [] }
    if (origins.length > 1) return { kind: 'merged', ...line, fields: [] }
    if ((heirs.get(first.id) ?? []).length > 1) return { kind: 'split', ...line, fields: [] }
    const fields = FIELDS.filter((field) => canonicalJson(first[field]) !== canonicalJson(one[field])).map((field) =>
      field === 'rule' && canonicalJson(undated(first)) === canonicalJson(undated(one)) ? ('due' as const) : field,
    )
    return { kind: fields.length > 0 || first.id !== one.id ? 'changed' : 'same', ...line, fields }
  })
  const gone = old
    .filter(({ id }) => !heirs.has(id))
    .map(
      (one): Bridge => ({
        kind: 'gone',
        before: [one.id],
        after: null,
        pointsBefore: one.points,
        pointsAfter: 0,
        fields: [],
      }),
    )
  return {
    bridges: [...bridges, ...gone],
    carried: percent(sum(old.filter(({ id }) => heirs.has(id))), sum(old)),
    inherited: percent(sum(now.filter((one) => formerOf(one).some((id) => known.has(id)))), sum(now)),
    issues: issuesOf(now, known),
  }
}

/** A rule without the days it names: a year later the same rule is due on another day. */
const undated = ({ rule }: Component) =>
  rule.kind === 'on_time'
    ? { ...rule, due: '', ...(rule.late === undefined ? {} : { late: { ...rule.late, until: '' } }) }
    : rule

/** An origin that never was, and an id that goes on under itself and is claimed by another line as well. */
function issuesOf(now: readonly Placed[], known: ReadonlyMap<string, Placed>): Issue[] {
  const ids = new Map(now.map((one) => [one.id, one]))
  return now.flatMap(({ id, was }) =>
    was.flatMap((former): Issue[] => {
      if (!known.has(former)) return [{ path: '/areas', code: 'origin_unknown', detail: { id, former } }]
      const namesake = ids.get(former)
      const reused = namesake !== undefined && namesake.id !== id && namesake.was.length === 0
      return reused ? [{ path: '/areas', code: 'origin_goes_on', detail: { id, former } }] : []
    }),
  )
}

const sum = (parts: readonly { points: number }[]): number =>
  parts.reduce((total, { points }) => total + hundredths(points), 0) / 100
const percent = (part: number, whole: number): number => (whole > 0 ? Math.round((part / whole) * 10_000) / 100 : 0)
