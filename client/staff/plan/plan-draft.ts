import type { PlanChange, RoundView } from '../shapes.ts'

/** The plan as it stands in the inputs: every value a text. */
export type PlanDraft = Record<
  'name' | 'hotline' | 'target' | 'opensOn' | 'closesOn' | 'province' | 'department' | 'parentBody' | 'place' | 'rules',
  string
>

export const draftOf = (round: RoundView): PlanDraft => ({
  name: round.name,
  hotline: round.hotline,
  target: String(Math.round(round.target * 1000) / 10),
  opensOn: round.opensOn ?? '',
  closesOn: round.closesOn ?? '',
  province: round.province,
  department: round.department,
  parentBody: round.parentBody,
  place: round.place,
  rules: round.exclusionRules.join('\n'),
})

/** How the sample is designed is written on its own page; here it goes back as it came. */
export const changeOf = (draft: PlanDraft, { plan }: Pick<RoundView, 'plan'>): PlanChange => ({
  name: draft.name.trim(),
  hotline: draft.hotline.trim(),
  target: Number(draft.target) / 100,
  opensOn: draft.opensOn || null,
  closesOn: draft.closesOn || null,
  province: draft.province.trim(),
  department: draft.department.trim(),
  parentBody: draft.parentBody.trim(),
  place: draft.place.trim(),
  exclusionRules: draft.rules
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  plan,
})

/** Where the server's complaint about a field is to be shown. */
export const POINTERS: Readonly<Record<keyof PlanDraft, string>> = {
  name: '/general/name',
  hotline: '/general/hotline',
  target: '/general/target',
  opensOn: '/general/opensOn',
  closesOn: '/general/closesOn',
  province: '/general/province',
  department: '/general/department',
  parentBody: '/general/parentBody',
  place: '/general/place',
  rules: '/general/exclusionRules',
}
