import type { Issue } from '../issue.ts'
import { factsByCode, intervalsOf, ROLES_OF_FACT, type UnitFact } from './facts.ts'
import { holdsOn, type Interval, type LinkRole } from './graph.ts'

/**
 * What is impossible about a whole list of units: a parent that does not exist on a day the child does, a unit above itself, a
 * successor older than what it replaces. `path` is `/facts/CODE/FIELD`; `detail.day` names the line.
 */
export function checkFacts(facts: readonly UnitFact[]): Issue[] {
  const byCode = factsByCode(facts)
  const lives = livesOf(byCode)
  return [
    ...[...byCode.values()].flatMap(linesIssues),
    ...[...byCode.values()].flatMap((lines) => parentIssues(lines, lives)),
    ...[...byCode.values()].flatMap((lines) => successionIssues(lines, lives)),
    ...ROLES_OF_FACT.flatMap((role) => cycleIssues(byCode, role)),
  ]
}

/**
 * What is no fault but ought to be known: a unit outlives its parent and no line says what it stands under from then on. The
 * link ends with the parent.
 */
export function noticesOfFacts(facts: readonly UnitFact[]): Issue[] {
  const byCode = factsByCode(facts)
  const lives = livesOf(byCode)
  return [...byCode.values()].flatMap((lines) =>
    intervalsOf(lines).flatMap(({ fact, validTo }) =>
      ROLES_OF_FACT.flatMap((role) => {
        const end = lives.get(fact[role] ?? '')?.validTo ?? null
        if (end === null || (validTo !== null && validTo <= end)) return []
        return [wrong(fact, role, 'parent_ends_before', { value: fact[role] ?? '', to: end })]
      }),
    ),
  )
}

function livesOf(byCode: ReadonlyMap<string, readonly UnitFact[]>): Map<string, Interval> {
  const lives = new Map<string, Interval>()
  for (const [code, lines] of byCode) {
    const [first, last] = [lines[0], lines.at(-1)]
    if (first && last) lives.set(code, { validFrom: first.validFrom, validTo: last.validTo })
  }
  return lives
}

const wrong = (fact: UnitFact, field: string, code: string, detail: Issue['detail'] = {}): Issue => ({
  path: `/facts/${fact.code}/${field}`,
  code,
  detail: { unit: fact.code, day: fact.validFrom, ...detail },
})

function linesIssues(lines: readonly UnitFact[]): Issue[] {
  return lines.flatMap((fact, place) => {
    const issues: Issue[] = []
    if (fact.validTo !== null && fact.validTo < fact.validFrom) issues.push(wrong(fact, 'validTo', 'ends_before_start'))
    if (fact.validTo !== null && place < lines.length - 1)
      issues.push(wrong(fact, 'validTo', 'unit_goes_on_after_end', { value: fact.validTo }))
    const first = lines[0]
    if (first && fact.kind !== first.kind)
      issues.push(wrong(fact, 'kind', 'unit_changes_kind', { value: fact.kind, first: first.kind }))
    return issues
  })
}

/** A parent has to be there on the day the line begins. */
function parentIssues(lines: readonly UnitFact[], lives: ReadonlyMap<string, Interval>): Issue[] {
  return lines.flatMap((fact) =>
    ROLES_OF_FACT.flatMap((role) => {
      const parent = fact[role]
      if (parent === null) return []
      const life = lives.get(parent)
      if (!life) return [wrong(fact, role, 'parent_unknown', { value: parent })]
      return holdsOn(life, fact.validFrom)
        ? []
        : [wrong(fact, role, 'parent_not_there', { value: parent, from: life.validFrom, to: life.validTo ?? '…' })]
    }),
  )
}

function successionIssues(lines: readonly UnitFact[], lives: ReadonlyMap<string, Interval>): Issue[] {
  return lines.flatMap((fact) => {
    const issues: Issue[] = []
    if (fact.replaces.length > 0 && fact.reason === null) issues.push(wrong(fact, 'reason', 'reason_missing'))
    for (const old of fact.replaces) {
      const life = lives.get(old)
      if (old === fact.code) issues.push(wrong(fact, 'replaces', 'replaces_itself', { value: old }))
      else if (!life) issues.push(wrong(fact, 'replaces', 'replaced_unknown', { value: old }))
      else if (life.validFrom >= fact.validFrom)
        issues.push(wrong(fact, 'replaces', 'replaced_is_younger', { value: old, from: life.validFrom }))
    }
    return issues
  })
}

/** On each day on which anything changes, the way up must end. A ring is named once, by its first code. */
function cycleIssues(byCode: ReadonlyMap<string, readonly UnitFact[]>, role: LinkRole): Issue[] {
  const spans = [...byCode.values()].flatMap((lines) => intervalsOf(lines).filter(({ fact }) => fact[role] !== null))
  const found = new Map<string, Issue>()
  for (const day of new Set(spans.map(({ validFrom }) => validFrom))) {
    const parent = new Map(spans.filter((span) => holdsOn(span, day)).map(({ fact }) => [fact.code, fact]))
    const clear = new Set<string>()
    for (const start of parent.keys()) {
      const way: string[] = []
      let code: string | null | undefined = start
      while (code && !clear.has(code) && !way.includes(code)) {
        way.push(code)
        code = parent.get(code)?.[role]
      }
      const ring = code && !clear.has(code) && way.includes(code) ? way.slice(way.indexOf(code)) : []
      for (const passed of way) clear.add(passed)
      const [head] = [...ring].sort()
      const fact = head === undefined ? undefined : parent.get(head)
      if (fact && !found.has(`${fact.code}`))
        found.set(fact.code, wrong(fact, role, 'parent_cycle', { value: ring.join(' → ') }))
    }
  }
  return [...found.values()]
}
