import type { PlanChange, RoundView } from '../shapes.ts'

/** The plan as it stands in the inputs: every value a text. */
export type PlanDraft = {
  name: string
  hotline: string
  target: string
  opensOn: string
  closesOn: string
  rules: string
  byLevel: boolean
  byArea: boolean
  schoolsPerStratum: string
  classesPerSchool: string
  pupilsPerClass: string
  reserves: string
}

export const draftOf = ({ plan, ...round }: RoundView): PlanDraft => ({
  name: round.name,
  hotline: round.hotline,
  target: String(Math.round(round.target * 1000) / 10),
  opensOn: round.opensOn ?? '',
  closesOn: round.closesOn ?? '',
  rules: round.exclusionRules.join('\n'),
  byLevel: plan.strata.includes('level'),
  byArea: plan.strata.includes('area'),
  schoolsPerStratum: String(plan.schoolsPerStratum),
  classesPerSchool: String(plan.classesPerSchool),
  pupilsPerClass: String(plan.pupilsPerClass),
  reserves: String(plan.reserves),
})

/** A plan with an allocation of its own is written on the page of the sample; here it goes back as it came. */
export const hasTable = ({ plan }: Pick<RoundView, 'plan'>): boolean => plan.table !== undefined

export const changeOf = (draft: PlanDraft, round: Pick<RoundView, 'plan'>): PlanChange => ({
  name: draft.name.trim(),
  hotline: draft.hotline.trim(),
  target: Number(draft.target) / 100,
  opensOn: draft.opensOn || null,
  closesOn: draft.closesOn || null,
  exclusionRules: draft.rules
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  plan: hasTable(round) ? round.plan : planOf(draft),
})

const planOf = (draft: PlanDraft): PlanChange['plan'] => ({
  strata: [...(draft.byLevel ? (['level'] as const) : []), ...(draft.byArea ? (['area'] as const) : [])],
  schoolsPerStratum: Number(draft.schoolsPerStratum),
  classesPerSchool: Number(draft.classesPerSchool),
  pupilsPerClass: Number(draft.pupilsPerClass),
  reserves: Number(draft.reserves),
})

/** Where the server's complaint about a field is to be shown. */
export const POINTERS: Readonly<Partial<Record<keyof PlanDraft, string>>> = {
  name: '/name',
  hotline: '/hotline',
  target: '/target',
  opensOn: '/opensOn',
  closesOn: '/closesOn',
  byLevel: '/plan/strata',
  schoolsPerStratum: '/plan/schoolsPerStratum',
  classesPerSchool: '/plan/classesPerSchool',
  pupilsPerClass: '/plan/pupilsPerClass',
  reserves: '/plan/reserves',
}

/** How many schools and slips a plan asks of a frame: small strata give what they have. */
export function sizeOf(
  draft: PlanDraft,
  totals: readonly Readonly<{ level: string; area: string; schools: number }>[],
  levels: readonly string[],
): { schools: number; slips: number } {
  const strata = new Map<string, number>()
  for (const row of totals.filter(({ level }) => levels.includes(level))) {
    const key = `${draft.byLevel ? row.level : ''}|${draft.byArea ? row.area : ''}`
    strata.set(key, (strata.get(key) ?? 0) + row.schools)
  }
  const schools = [...strata.values()].reduce((sum, have) => sum + Math.min(have, Number(draft.schoolsPerStratum)), 0)
  return { schools, slips: schools * Number(draft.classesPerSchool) * Number(draft.pupilsPerClass) }
}
