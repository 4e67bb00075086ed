import { z } from 'zod'
import type { Issue } from './issue.ts'
import { canStep, type Need, ROUND_STEPS, type RoundState, type RoundStep, type StepShape } from './round-steps.ts'

export * from './round-steps.ts'

/** A calendar day that exists, `2026-02-28`. */
export const day = z.iso.date()

/** Which form which respondents of which level answer: pupils of THPT in one year, their parents in another. */
export const matrixEntry = z.strictObject({
  level: z.enum(['mn', 'th', 'thcs', 'thpt', 'gdtx', 'cd']),
  respondent: z.enum(['parent', 'learner']),
  instrumentId: z.string().regex(/^[a-z]{2}-[a-z0-9]{1,16}@\d{4}\.\d{1,4}$/),
})
export const roundMatrix = z.array(matrixEntry).min(1).max(24)
export type MatrixEntry = z.infer<typeof matrixEntry>

/** `2203/QĐ-UBND`, or with its year as legal texts have it: `05/2026/QĐ-UBND`. */
export const decisionNumber = z
  .string()
  .trim()
  .regex(/^\d{1,6}(\/\d{4})?\/[\p{L}\d-]{2,40}$/u)

/** The province's decision approving the plan (Quyết định phê duyệt Phương án): its number and its day. */
export const decision = z.strictObject({ number: decisionNumber, date: day })

/** What a round has so far; the server gathers it, the rules here only read it. */
export type RoundFacts = Readonly<{
  state: RoundState
  matrix: readonly MatrixEntry[]
  publishedInstruments: readonly string[]
  frameRows: number
  plan: boolean
  decisionNumber: string | null
  decisionDate: string | null
  drawn: boolean
  /** handed over to schools, used or not */
  slips: number
  opensOn: string | null
  closesOn: string | null
  responses: number
  dataset: boolean
  weighting: boolean
  estimates: boolean
  report: boolean
}>

const met: Readonly<Record<Need, (facts: RoundFacts) => boolean>> = {
  matrix: ({ matrix }) => matrix.length > 0 && matrixIssues(matrix).length === 0,
  instruments_published: ({ matrix, publishedInstruments }) =>
    matrix.every((cell) => publishedInstruments.includes(cell.instrumentId)),
  frame: ({ frameRows }) => frameRows > 0,
  plan: ({ plan }) => plan,
  decision: ({ decisionNumber, decisionDate }) =>
    decision.safeParse({ number: decisionNumber, date: decisionDate }).success,
  draw: ({ drawn }) => drawn,
  slips: ({ slips }) => slips > 0,
  field_period: ({ opensOn, closesOn }) =>
    day.safeParse(opensOn).success && day.safeParse(closesOn).success && String(opensOn) <= String(closesOn),
  responses: ({ responses }) => responses > 0,
  dataset: ({ dataset }) => dataset,
  weighting: ({ weighting }) => weighting,
  estimates: ({ estimates }) => estimates,
  report: ({ report }) => report,
}

/** Why a step cannot be taken now; empty means it can. Who may take it is `ROUND_STEPS[step].roles`. */
export function stepIssues(step: RoundStep, facts: RoundFacts): Issue[] {
  const { from, needs }: StepShape = ROUND_STEPS[step]
  if (!canStep(facts.state, step))
    return [{ path: '/state', code: 'state_wrong', detail: { state: facts.state, needed: from.join(', ') } }]
  return needs.filter((need) => !met[need](facts)).map((need) => ({ path: `/needs/${need}`, code: `${need}_missing` }))
}

/** Two forms for the same people, or a form of another level or respondent, would mix what must be told apart. */
export function matrixIssues(
  matrix: readonly MatrixEntry[],
  instruments: Readonly<Record<string, Pick<MatrixEntry, 'level' | 'respondent'>>> = {},
): Issue[] {
  const seen = new Set<string>()
  return matrix.flatMap((cell, index) => {
    const issues: Issue[] = []
    const key = `${cell.level} ${cell.respondent}`
    if (seen.has(key)) issues.push({ path: `/matrix/${index}`, code: 'cell_duplicate' })
    seen.add(key)
    const form = Object.hasOwn(instruments, cell.instrumentId) ? instruments[cell.instrumentId] : undefined
    if (form && (form.level !== cell.level || form.respondent !== cell.respondent))
      issues.push({ path: `/matrix/${index}/instrumentId`, code: 'form_of_others', detail: { level: form.level } })
    return issues
  })
}
