import { groupBy } from '../group-by.ts'
import type { Interval, LinkRole, Succession, Unit, UnitGraph, UnitLink, UnitName } from './graph.ts'

/**
 * One line of the list of units: from this day on the unit has this name and these parents, until its next line or
 * `validTo`. Codes name units; they are never given to another unit.
 */
export type UnitFact = Readonly<{
  code: string
  kind: string
  level: string | null
  name: string
  validFrom: string
  /** the unit's last day; only on its last line */
  validTo: string | null
  /** codes */
  administrative: string | null
  professional: string | null
  area: string | null
  /** codes of the units it follows, with the reason and the decision */
  replaces: readonly string[]
  reason: string | null
  decisionNumber: string | null
}>
export const ROLES_OF_FACT = ['administrative', 'professional', 'area'] as const satisfies readonly LinkRole[]

const byCodeAndDay = (a: UnitFact, b: UnitFact): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0

/** New lines over old ones: a line of the same unit and day takes the place of the old. Sorted by code and day. */
export function mergeFacts(old: readonly UnitFact[], added: readonly UnitFact[]): UnitFact[] {
  const lines = new Map(old.map((fact) => [`${fact.code} ${fact.validFrom}`, fact]))
  for (const fact of added) lines.set(`${fact.code} ${fact.validFrom}`, fact)
  return [...lines.values()].sort(byCodeAndDay)
}

/** The lines of each unit, in the order of their days. */
export function factsByCode(facts: readonly UnitFact[]): Map<string, UnitFact[]> {
  return groupBy([...facts].sort(byCodeAndDay), ({ code }) => code)
}

/** The day before an ISO day, without a clock: only the calendar is asked. */
export function dayBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const two = (number: number) => String(number).padStart(2, '0')
  if (date > 1) return `${day.slice(0, 8)}${two(date - 1)}`
  if (month === 1) return `${String(year - 1).padStart(4, '0')}-12-31`
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return `${day.slice(0, 4)}-${two(month - 1)}-${lengths[month - 2]}`
}

/** Lines of a unit with the days on which each holds. */
export const intervalsOf = (lines: readonly UnitFact[]): (Interval & Readonly<{ fact: UnitFact }>)[] =>
  lines.map((fact, place) => {
    const next = lines[place + 1]
    return { fact, validFrom: fact.validFrom, validTo: next ? dayBefore(next.validFrom) : fact.validTo }
  })

/** Neighbouring intervals of one value become one. */
function joined<T>(parts: readonly (Interval & Readonly<{ value: T | null }>)[]): (Interval & { value: T })[] {
  const out: (Interval & { value: T })[] = []
  parts.forEach(({ value, validFrom, validTo }, place) => {
    const last = out.at(-1)
    if (value === null) return
    if (last && place > 0 && last.value === value && parts[place - 1]?.value === value)
      out[out.length - 1] = { ...last, validTo }
    else out.push({ value, validFrom, validTo })
  })
  return out
}

const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b)

/** The graph that the lines describe, where no link outlives its parent; `idOf` gives a code its id, and codes without one are left out. */
export function graphOf(facts: readonly UnitFact[], idOf: (code: string) => string | undefined): UnitGraph {
  const units: Unit[] = []
  const names: UnitName[] = []
  const links: UnitLink[] = []
  const successions: Succession[] = []
  const byCode = factsByCode(facts)
  const ends = new Map([...byCode].map(([code, lines]) => [code, lines.at(-1)?.validTo ?? null]))
  for (const [code, lines] of byCode) {
    const id = idOf(code)
    const first = lines[0]
    const last = lines.at(-1)
    if (id === undefined || !first || !last) continue
    const parts = intervalsOf(lines)
    units.push({ id, code, kind: last.kind, level: last.level, validFrom: first.validFrom, validTo: last.validTo })
    for (const { value, ...interval } of joined(parts.map(({ fact, ...days }) => ({ ...days, value: fact.name }))))
      names.push({ unitId: id, name: value, ...interval })
    for (const role of ROLES_OF_FACT)
      for (const { value, ...interval } of joined(parts.map(({ fact, ...days }) => ({ ...days, value: fact[role] })))) {
        const parentId = idOf(value)
        const end = ends.get(value) ?? null
        const validTo = earlier(interval.validTo, end)
        if (parentId !== undefined && (validTo === null || interval.validFrom <= validTo))
          links.push({ childId: id, parentId, role, validFrom: interval.validFrom, validTo })
      }
    for (const fact of lines)
      for (const old of fact.replaces) {
        const oldId = idOf(old)
        if (oldId !== undefined)
          successions.push({
            oldId,
            newId: id,
            on: fact.validFrom,
            reason: fact.reason ?? '',
            decisionNumber: fact.decisionNumber,
          })
      }
  }
  return { units, names, links, successions }
}

/** The lines a graph would be written as: the way back, so that a stored organisation can be edited as a list. */
export function factsOfGraph(graph: UnitGraph): UnitFact[] {
  const codeOf = new Map(graph.units.map(({ id, code }) => [id, code]))
  const namesOf = groupBy(graph.names, ({ unitId }) => unitId)
  const linksOf = groupBy(graph.links, ({ childId }) => childId)
  const stepsTo = groupBy(graph.successions, ({ newId }) => newId)
  return graph.units
    .flatMap((unit) => {
      const names = namesOf.get(unit.id) ?? []
      const links = linksOf.get(unit.id) ?? []
      const before = stepsTo.get(unit.id) ?? []
      const within = (day: string) => day >= unit.validFrom && (unit.validTo === null || day <= unit.validTo)
      const days = [
        ...new Set([
          unit.validFrom,
          ...[...names, ...links].flatMap(({ validFrom }) => (within(validFrom) ? [validFrom] : [])),
          ...before.map(({ on }) => on).filter(within),
          ...links.flatMap(({ validTo }) => (validTo === null ? [] : [dayAfter(validTo)])).filter(within),
        ]),
      ].sort()
      return days.map((validFrom, place): UnitFact => {
        const on = <T extends Interval>(list: readonly T[]) =>
          list.find((one) => one.validFrom <= validFrom && (one.validTo === null || validFrom <= one.validTo))
        const parent = (role: LinkRole) => codeOf.get(on(links.filter((link) => link.role === role))?.parentId ?? '')
        const steps = before.filter((step) => step.on === validFrom)
        return {
          code: unit.code,
          kind: unit.kind,
          level: unit.level,
          name: on(names)?.name ?? unit.code,
          validFrom,
          validTo: place === days.length - 1 ? unit.validTo : null,
          administrative: parent('administrative') ?? null,
          professional: parent('professional') ?? null,
          area: parent('area') ?? null,
          replaces: steps.flatMap(({ oldId }) => codeOf.get(oldId) ?? []).sort(),
          reason: steps[0]?.reason || null,
          decisionNumber: steps[0]?.decisionNumber ?? null,
        }
      })
    })
    .sort(byCodeAndDay)
}

/** The day after an ISO day: the first one whose day before it is. */
export function dayAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const two = (number: number) => String(number).padStart(2, '0')
  const tomorrow = `${day.slice(0, 8)}${two(date + 1)}`
  const nextMonth =
    month === 12 ? `${String(year + 1).padStart(4, '0')}-01-01` : `${day.slice(0, 5)}${two(month + 1)}-01`
  return dayBefore(nextMonth) === day ? nextMonth : tomorrow
}
