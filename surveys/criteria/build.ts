import type { Area, Component, CriteriaSet, Criterion } from './criteria-set.ts'
import type { Rule } from './rule.ts'
import { hundredths, splitPoints } from './split-points.ts'

/** Short ways to write down the cards that ship; what they make is plain data, and checked like any other card. */

export const yesNo: Rule = { kind: 'yes_no' }

/** What lies below the target is worth its share of the target: the plan names the target and nothing else. */
export const ratio = (
  target: number,
  numerator: string,
  denominator: string,
  more: { strict?: boolean; outOf?: number } = {},
): Rule => ({
  kind: 'ratio',
  numerator,
  denominator,
  target,
  floor: 0,
  strict: more.strict ?? false,
  between: 'of_target',
  ...(more.outOf === undefined ? {} : { outOf: more.outOf }),
})

/** All points where the number is at most so much, none where it is more. */
export const atMost = (at: number, numerator: string, unit: string, denominator?: string): Rule => ({
  kind: 'steps',
  numerator,
  ...(denominator === undefined ? {} : { denominator }),
  unit,
  direction: 'down',
  steps: [{ at, percent: 100 }],
})
export const atLeast = (at: number, numerator: string, unit: string): Rule => ({
  kind: 'steps',
  numerator,
  unit,
  direction: 'up',
  steps: [{ at, percent: 100 }],
})
export const onTime = (due: string): Rule => ({ kind: 'on_time', due })

type Part = Readonly<{
  name?: string
  rule: Rule
  evidence: string[]
  lead?: string
  supporting?: string
  mayNotArise?: boolean
}>
export type Task = Readonly<{
  id: string
  task: number | null
  name: string
  lead: string
  supporting: string
  parts: readonly Part[]
}>

function criterionOf({ id, task, name, lead, supporting, parts }: Task, points: number): Criterion {
  const each = splitPoints(points, parts.length)
  const components = parts.map(
    (part, at): Component => ({
      id: `${id}.${at + 1}`,
      name: part.name ?? name,
      points: each[at] ?? 0,
      rule: part.rule,
      evidence: part.evidence,
      lead: part.lead ?? lead,
      supporting: part.supporting ?? supporting,
      mayNotArise: part.mayNotArise ?? false,
      was: [],
    }),
  )
  return { id, name, points, task, components }
}

export function areaOf(id: string, name: string, pointsEach: number, tasks: readonly Task[]): Area {
  const criteria = tasks.map((task) => criterionOf(task, pointsEach))
  return { id, name, points: criteria.reduce((sum, { points }) => sum + hundredths(points), 0) / 100, criteria }
}

/** Where nobody has decided otherwise; bands are a decision of the province and stand in the card to be changed. */
export const BANDS: CriteriaSet['bands'] = [
  { id: 'xuat_sac', name: 'Xuất sắc', from: 90 },
  { id: 'tot', name: 'Tốt', from: 80 },
  { id: 'kha', name: 'Khá', from: 65 },
  { id: 'trung_binh', name: 'Trung bình', from: 50 },
  { id: 'yeu', name: 'Yếu', from: 0 },
]
