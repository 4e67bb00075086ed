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

export type StepShape = Readonly<{
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
    needs: ['matrix', 'instruments_published', 'frame', 'plan', 'field_period'],
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
  call_back: ['closed', 'corrected', 'weighed', 'reported'],
  weigh: ['corrected', 'weighed'],
  estimate: ['weighed', 'reported'],
  write_report: ['weighed', 'reported'],
} as const satisfies Record<string, readonly RoundState[]>
export type RoundAct = keyof typeof ROUND_ACTS

export const roundAllows = (state: RoundState, act: RoundAct): boolean =>
  (ROUND_ACTS[act] as readonly RoundState[]).includes(state)
