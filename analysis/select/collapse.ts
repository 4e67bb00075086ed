import type { SampleDesign, SeenSchool } from './design-of.ts'
import type { Ledger } from './ledger.ts'

/** Strata in which one school is left, each with the stratum it joins; repeated until none is left or only one stratum is. */
export function mergeLonely(schools: ReadonlyMap<string, SeenSchool>, ledger: Ledger): SampleDesign['merged'] {
  const values = new Map(ledger.strata.map((stratum) => [stratum.name, stratum.values]))
  const members = new Map<string, number>()
  for (const { unit, alone } of schools.values())
    if (!alone) members.set(unit.stratum, (members.get(unit.stratum) ?? 0) + 1)
  const merged: { stratum: string; into: string }[] = []
  for (;;) {
    const names = [...members.keys()].sort()
    const lonely = names.find((name) => members.get(name) === 1)
    if (lonely === undefined || names.length === 1) return merged
    const after = [...names.slice(names.indexOf(lonely) + 1), ...names.slice(0, names.indexOf(lonely))]
    const planned = plannedFor(lonely, ledger, members)
    const shared = (name: string) => sharedColumns(values.get(lonely) ?? [], values.get(name) ?? [])
    const into = planned ?? after.reduce((best, name) => (shared(name) > shared(best) ? name : best))
    merged.push({ stratum: lonely, into })
    members.set(into, (members.get(into) ?? 0) + 1)
    members.delete(lonely)
  }
}

/** The stratum the plan names, as long as it has schools of its own. */
function plannedFor(lonely: string, { plan }: Ledger, members: ReadonlyMap<string, number>): string | undefined {
  const planned = plan.collapse && Object.hasOwn(plan.collapse, lonely) ? plan.collapse[lonely] : undefined
  return planned !== undefined && planned !== lonely && members.has(planned) ? planned : undefined
}

function sharedColumns(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((value, column) => value !== b[column])
  return differs < 0 ? a.length : differs
}

/** The label of the stratum in which each school is compared with others. */
export function stratumLabels(
  schools: ReadonlyMap<string, SeenSchool>,
  merged: SampleDesign['merged'],
): Map<string, string> {
  const next = new Map(merged.map(({ stratum, into }) => [stratum, into]))
  const labels = new Map<string, string>()
  for (const [id, { unit, alone }] of schools) {
    let name = unit.stratum
    while (!alone && next.has(name)) name = next.get(name) as string
    labels.set(id, alone ? `${unit.stratum}/${id}` : name)
  }
  return labels
}
