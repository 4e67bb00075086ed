import { z } from 'zod'
import type { Issue } from './issue.ts'

/**
 * The states of a round ("vòng điều tra"), in order. Nothing goes to the field before the number and date of the
 * decision that approves the plan are entered, and no figure is computed before the data are frozen (`corrected`).
 */
export const ROUND_STATES = [
  'drafting',
  'submitted',
  'approved',
  'sampling',
  'fielding',
  'closed',
  'corrected',
  'weighed',
  'reported',
  'published',
] as const
export type RoundState = (typeof ROUND_STATES)[number]
export const isRoundState = (text: string): text is RoundState => (ROUND_STATES as readonly string[]).includes(text)

/** Whether the round is at this state or past it. */
export const hasReached = (state: RoundState, wanted: RoundState): boolean =>
  ROUND_STATES.indexOf(state) >= ROUND_STATES.indexOf(wanted)

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

/** The province's decision approving the plan (Quyết định phê duyệt Phương án): its number and its day. */
export const decision = z.strictObject({
  number: z
    .string()
    .trim()
    .regex(/^\d{1,6}\/[\p{L}\d-]{2,40}$/u),
  date: day,
})
export type Decision = z.infer<typeof decision>

/** What a step asks for; each is one line a person can be told. */
export type Need =
  | 'matrix'
  | 'instruments_published'
  | 'frame'
  | 'plan'
  | 'decision'
  | 'draw'
  | 'slips'
  | 'field_period'
  | 'responses'
  | 'dataset'
  | 'weighting'
  | 'estimates'
  | 'report'

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

type StepShape = Readonly<{
  from: readonly RoundState[]
  to: RoundState
  roles: readonly string[]
  needs: readonly Need[]
  /** There is no way back; the person is told what becomes impossible. */
  final: boolean
}>

/** What can be done to a round as a whole: from which states, to which, by whom, what must be there before. */
export const ROUND_STEPS = {
  submit: {
    from: ['drafting'],
    to: 'submitted',
    roles: ['designer', 'admin'],
    needs: ['matrix', 'instruments_published', 'frame', 'plan'],
    final: false,
  },
  take_back: { from: ['submitted'], to: 'drafting', roles: ['designer', 'admin'], needs: [], final: false },
  approve: {
    from: ['submitted'],
    to: 'approved',
    roles: ['director', 'designer', 'admin'],
    needs: ['decision'],
    final: true,
  },
  draw: {
    from: ['approved', 'sampling'],
    to: 'sampling',
    roles: ['designer', 'admin'],
    needs: ['decision', 'frame'],
    final: false,
  },
  open: {
    from: ['sampling'],
    to: 'fielding',
    roles: ['designer', 'admin'],
    needs: ['decision', 'draw', 'slips', 'field_period'],
    final: true,
  },
  close: { from: ['fielding'], to: 'closed', roles: ['designer', 'director', 'admin'], needs: [], final: true },
  freeze: {
    from: ['closed'],
    to: 'corrected',
    roles: ['analyst', 'designer', 'admin'],
    needs: ['responses'],
    final: true,
  },
  weigh: {
    from: ['corrected', 'weighed'],
    to: 'weighed',
    roles: ['analyst', 'designer', 'admin'],
    needs: ['dataset'],
    final: false,
  },
  report: {
    from: ['weighed', 'reported'],
    to: 'reported',
    roles: ['analyst', 'designer', 'admin'],
    needs: ['weighting', 'estimates'],
    final: false,
  },
  publish: { from: ['reported'], to: 'published', roles: ['director', 'admin'], needs: ['report'], final: true },
} as const satisfies Record<string, StepShape>
export type RoundStep = keyof typeof ROUND_STEPS

/** Whether the step can be taken in this state, as far as the state goes; `stepIssues` looks at the rest. */
export const canStep = (state: RoundState, step: RoundStep): boolean =>
  (ROUND_STEPS[step].from as readonly RoundState[]).includes(state)

/** The steps that lead away from a state, in the order of the road. */
export const stepsFrom = (state: RoundState): RoundStep[] =>
  (Object.keys(ROUND_STEPS) as RoundStep[]).filter((step) => canStep(state, step))

/** What may be done in which states, beside the steps themselves. */
export const ROUND_ACTS = {
  edit_plan: ['drafting'],
  import_frame: ['drafting', 'approved'],
  draw: ['approved', 'sampling'],
  replace_unit: ['sampling', 'fielding'],
  make_slips: ['sampling', 'fielding'],
  hand_over: ['sampling', 'fielding', 'closed'],
  answer: ['fielding'],
  enter_paper: ['fielding', 'closed'],
  exclude: ['closed'],
  weigh: ['corrected', 'weighed'],
  estimate: ['weighed', 'reported'],
  write_report: ['weighed', 'reported'],
} as const satisfies Record<string, readonly RoundState[]>
export type RoundAct = keyof typeof ROUND_ACTS

export const roundAllows = (state: RoundState, act: RoundAct): boolean =>
  (ROUND_ACTS[act] as readonly RoundState[]).includes(state)

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
