import type { Issue } from '../issue.ts'
import { type CriteriaSet, componentsOf, criteriaSet } from './criteria-set.ts'
import type { Rule } from './rule.ts'
import { hundredths } from './split-points.ts'

type Detail = NonNullable<Issue['detail']>

/** Everything that must be mended before a card can be published, each fault with a pointer into it and the id it is about. */
export function checkCriteria(definition: unknown): Issue[] {
  const read = criteriaSet.safeParse(definition)
  if (!read.success)
    return read.error.issues.map((issue) => ({
      path: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      code: `card_${issue.code}`,
    }))
  const set = read.data
  return [...idIssues(set), ...sumIssues(set), ...ruleIssues(set), ...extraIssues(set), ...bandIssues(set)]
}

/** Pointers and ids of everything that has one. */
function places(set: CriteriaSet): { id: string; path: string }[] {
  return [
    ...set.areas.flatMap((area, a) => [
      { id: area.id, path: `/areas/${a}` },
      ...area.criteria.flatMap((criterion, c) => [
        { id: criterion.id, path: `/areas/${a}/criteria/${c}` },
        ...criterion.components.map(({ id }, k) => ({ id, path: `/areas/${a}/criteria/${c}/components/${k}` })),
      ]),
    ]),
    ...set.bonus.items.map(({ id }, i) => ({ id, path: `/bonus/items/${i}` })),
    ...set.penalty.items.map(({ id }, i) => ({ id, path: `/penalty/items/${i}` })),
  ]
}

/** Case counts as the same: two ids must not look alike on paper. */
function idIssues(set: CriteriaSet): Issue[] {
  const first = new Map<string, string>()
  const twice = places(set).flatMap(({ id, path }): Issue[] => {
    const key = id.toLowerCase()
    const before = first.get(key)
    if (before === undefined) first.set(key, path)
    return before === undefined ? [] : [{ path: `${path}/id`, code: 'id_duplicate', detail: { id, first: before } }]
  })
  const bands = set.bands.flatMap(({ id }, place): Issue[] =>
    set.bands.findIndex((band) => band.id === id) < place
      ? [{ path: `/bands/${place}/id`, code: 'id_duplicate', detail: { id } }]
      : [],
  )
  const claimed = componentsOf(set).flatMap(({ id, was }) =>
    was.flatMap((former, place): Issue[] =>
      was.indexOf(former) < place ? [{ path: '/areas', code: 'origin_duplicate', detail: { id, former } }] : [],
    ),
  )
  return [...twice, ...bands, ...claimed]
}

/** What a line says it is worth is what its parts add up to. */
function sumIssues(set: CriteriaSet): Issue[] {
  const issues: Issue[] = []
  const compare = (path: string, id: string, stated: number, parts: readonly { points: number }[]) => {
    const sum = parts.reduce((total, { points }) => total + hundredths(points), 0)
    if (sum !== hundredths(stated))
      issues.push({ path: `${path}/points`, code: 'points_differ', detail: { id, stated, sum: sum / 100 } })
  }
  for (const [a, area] of set.areas.entries()) {
    compare(`/areas/${a}`, area.id, area.points, area.criteria)
    for (const [c, criterion] of area.criteria.entries())
      compare(`/areas/${a}/criteria/${c}`, criterion.id, criterion.points, criterion.components)
  }
  if (set.areas.every(({ points }) => points === 0)) issues.push({ path: '/areas', code: 'no_points' })
  return issues
}

function ruleIssues(set: CriteriaSet): Issue[] {
  return set.areas.flatMap((area, a) =>
    area.criteria.flatMap((criterion, c) =>
      criterion.components.flatMap(({ id, rule, points }, k) =>
        faultsOfRule(rule, points, set.year).map(({ field, code, detail }) => ({
          path: `/areas/${a}/criteria/${c}/components/${k}/rule${field}`,
          code,
          detail: { id, ...detail },
        })),
      ),
    ),
  )
}

type Fault = Readonly<{ field: string; code: string; detail?: Detail }>

/** What makes a rule unfair or impossible: full points out of reach, more worth less, a second date before the first. */
function faultsOfRule(rule: Rule, points: number, year: number): Fault[] {
  switch (rule.kind) {
    case 'yes_no':
      return []
    case 'levels': {
      const ids = rule.levels.map(({ id }) => id)
      return [
        ...ids.flatMap((id, at): Fault[] =>
          ids.indexOf(id) < at ? [{ field: `/levels/${at}/id`, code: 'level_duplicate', detail: { level: id } }] : [],
        ),
        ...(rule.levels.some(({ percent }) => percent === 100)
          ? []
          : [{ field: '/levels', code: 'full_out_of_reach' }]),
      ]
    }
    case 'steps': {
      const sorted = [...rule.steps].sort((x, y) => (rule.direction === 'up' ? x.at - y.at : y.at - x.at))
      return [
        ...sorted.flatMap((step, at): Fault[] => {
          const before = sorted[at - 1]
          if (!before || (step.at !== before.at && step.percent > before.percent)) return []
          return [{ field: '/steps', code: 'steps_not_rising', detail: { at: step.at } }]
        }),
        ...(rule.steps.some(({ percent }) => percent === 100) ? [] : [{ field: '/steps', code: 'full_out_of_reach' }]),
      ]
    }
    case 'ratio':
    case 'index': {
      const most = rule.kind === 'ratio' ? 100 : rule.scale
      const reachable = rule.strict ? rule.target < most : rule.target <= most
      return [
        ...(reachable ? [] : [{ field: '/target', code: 'full_out_of_reach', detail: { most } }]),
        ...(rule.floor <= rule.target ? [] : [{ field: '/floor', code: 'floor_above_target' }]),
      ]
    }
    case 'inverse_ratio':
      return rule.ceiling >= rule.target ? [] : [{ field: '/ceiling', code: 'ceiling_below_target' }]
    case 'on_time': {
      const far = Math.abs(Number(rule.due.slice(0, 4)) - year) > 1
      return [
        ...(far ? [{ field: '/due', code: 'due_in_other_year', detail: { due: rule.due, year } }] : []),
        ...(rule.late && rule.late.until <= rule.due ? [{ field: '/late/until', code: 'late_before_due' }] : []),
      ]
    }
    case 'deduct':
      return rule.each <= points ? [] : [{ field: '/each', code: 'deduction_above_points', detail: { points } }]
  }
}

const extraIssues = (set: CriteriaSet): Issue[] =>
  (['bonus', 'penalty'] as const).flatMap((kind) => {
    const { ceiling, items } = set[kind]
    const sum = items.reduce((total, { most }) => total + hundredths(most), 0) / 100
    return ceiling > sum ? [{ path: `/${kind}/ceiling`, code: 'ceiling_out_of_reach', detail: { ceiling, sum } }] : []
  })

/** Every index has one band: they go down, and the last begins at zero. */
function bandIssues({ bands }: CriteriaSet): Issue[] {
  const issues = bands.flatMap(({ from, id }, place): Issue[] => {
    const above = bands[place - 1]
    return above && above.from <= from
      ? [{ path: `/bands/${place}/from`, code: 'bands_not_falling', detail: { id } }]
      : []
  })
  const last = bands.at(-1)
  if (last && last.from !== 0) issues.push({ path: `/bands/${bands.length - 1}/from`, code: 'bands_leave_gap' })
  return issues
}
