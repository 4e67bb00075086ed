import { AnalysisError } from '../failure.ts'
import type { Ledger, LedgerUnit } from './ledger.ts'

/** A drawn school that could not be surveyed, and the reserve of the same stratum that took its place. */
export type Replacement = Readonly<{ school: string; by: string; reason: string }>

/** What the field found in a class: its true length, and drawn pupils who turned out not to belong or could not be told. */
export type ClassFinding = Readonly<{ listed?: number; ineligible?: number; unknown?: number }>

/** Everything of the fieldwork that changes a weight. `classes` is keyed by the id of the class in the ledger. */
export type FieldRecord = Readonly<{
  replacements?: readonly Replacement[]
  classes?: Readonly<Record<string, ClassFinding>>
}>

/** A class in which answers were asked for, with what its weight and its place in the variance need. */
export type SampledClass = Readonly<{
  id: string
  stratum: string
  school: LedgerUnit
  unit: LedgerUnit
  /** Pupils drawn, and pupils on the list they were drawn from. */
  sampled: number
  listed: number
  ineligible: number
  unknown: number
  /** Inverse of the product of the three probabilities. */
  baseWeight: number
}>

/**
 * The classes of a ledger that count: those of the drawn schools, less replaced schools, plus the reserves in their place.
 *
 *   base weight of a pupil = listed / (P(school) P(class) sampled)
 *
 * A reserve has the probability it had as a member of the sample; that is a convention, since it came by another road.
 *
 * @param field  what was found in the field: replacements, and by class the pupils listed, not eligible, unknown
 * @returns      one entry per class that counts, in the order of the ledger
 * @throws AnalysisError ledger_mismatch: a replacement names no drawn school or no reserve of its stratum, or a finding cannot be
 *
 * Source: Sarndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 4.4.
 * Golden: none of its own; the weights of `test/golden/r/three-stage.R` are these.
 */
export function sampledClasses(ledger: Ledger, field: FieldRecord = {}): SampledClass[] {
  const active = activeSchools(ledger, field.replacements ?? [])
  const pupils = new Map<string, number>()
  for (const { stage, parent } of ledger.units)
    if (stage === 3 && parent !== null) pupils.set(parent, (pupils.get(parent) ?? 0) + 1)
  const known = new Set<string>()
  const classes = ledger.units.flatMap((unit): SampledClass[] => {
    if (unit.stage !== 2) return []
    known.add(unit.id)
    const school = active.get(unit.parent ?? '')
    if (!school) return []
    const { listed = unit.size, ineligible = 0, unknown = 0 } = field.classes?.[unit.id] ?? {}
    const sampled = pupils.get(unit.id) ?? 0
    checkFinding(unit.id, sampled, { listed, ineligible, unknown })
    const baseWeight = listed / (school.probability * unit.probability * sampled)
    return [{ id: unit.id, stratum: unit.stratum, school, unit, sampled, listed, ineligible, unknown, baseWeight }]
  })
  for (const id of Object.keys(field.classes ?? {}))
    if (!known.has(id)) throw new AnalysisError('ledger_mismatch', { unit: id, reason: 'no such class' })
  return classes
}

function activeSchools(ledger: Ledger, replacements: readonly Replacement[]): Map<string, LedgerUnit> {
  const schools = new Map(ledger.units.filter(({ stage }) => stage === 1).map((unit) => [unit.id, unit]))
  const active = new Map([...schools].filter(([, unit]) => !unit.reserve))
  for (const { school, by } of replacements) {
    const gone = active.get(school)
    const reserve = schools.get(by)
    if (!gone) throw new AnalysisError('ledger_mismatch', { unit: school, reason: 'not in the sample' })
    if (!reserve?.reserve || reserve.stratum !== gone.stratum || active.has(by))
      throw new AnalysisError('ledger_mismatch', { unit: by, reason: 'no free reserve of the stratum' })
    active.delete(school)
    active.set(by, reserve)
  }
  return active
}

/** The reserve that stands next in a stratum; undefined when all have been used. */
export function nextReserve(ledger: Ledger, stratum: string, used: readonly Replacement[]): LedgerUnit | undefined {
  const taken = new Set(used.map(({ by }) => by))
  return ledger.units
    .filter((unit) => unit.stage === 1 && unit.reserve && unit.stratum === stratum && !taken.has(unit.id))
    .sort((a, b) => a.order - b.order)[0]
}

function checkFinding(unit: string, sampled: number, finding: Required<ClassFinding>): void {
  const { listed, ineligible, unknown } = finding
  const whole = [listed, ineligible, unknown].every((count) => Number.isInteger(count) && count >= 0)
  if (!whole || listed < sampled || ineligible + unknown > sampled)
    throw new AnalysisError('ledger_mismatch', { unit, sampled, listed, ineligible, unknown })
}

/** The class of each answer. An answer names its class or the place in the list it was drawn at. */
export function classOfAnswers(classes: readonly SampledClass[], answered: readonly string[]): SampledClass[] {
  const byId = new Map(classes.map((sampled) => [sampled.id, sampled]))
  return answered.map((id, row) => {
    const found = byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf('#'))))
    if (!found) throw new AnalysisError('ledger_mismatch', { unit: id, row, reason: 'not in the sample' })
    return found
  })
}
