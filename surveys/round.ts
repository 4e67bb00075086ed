import type { Instrument, Level } from './instrument.ts'

/**
 * The states of a round (domain: "vòng điều tra"), in order. Nothing goes to the field before the number and date of the
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

/** What can be done to a round as a whole: from which state, to which, and by whom. `redraw` and the like keep the state. */
export const ROUND_STEPS = {
  submit: { from: ['drafting'], to: 'submitted', roles: ['designer', 'admin'] },
  take_back: { from: ['submitted'], to: 'drafting', roles: ['designer', 'admin'] },
  approve: { from: ['submitted'], to: 'approved', roles: ['director', 'designer', 'admin'] },
  draw: { from: ['approved', 'sampling'], to: 'sampling', roles: ['designer', 'admin'] },
  open: { from: ['sampling'], to: 'fielding', roles: ['designer', 'admin'] },
  close: { from: ['fielding'], to: 'closed', roles: ['designer', 'director', 'admin'] },
  freeze: { from: ['closed'], to: 'corrected', roles: ['analyst', 'designer', 'admin'] },
  weigh: { from: ['corrected', 'weighed'], to: 'weighed', roles: ['analyst', 'designer', 'admin'] },
  report: { from: ['weighed', 'reported'], to: 'reported', roles: ['analyst', 'designer', 'admin'] },
} as const satisfies Record<string, { from: readonly RoundState[]; to: RoundState; roles: readonly string[] }>
export type RoundStep = keyof typeof ROUND_STEPS

/** Whether the step can be taken in this state. */
export const canStep = (state: RoundState, step: RoundStep): boolean =>
  (ROUND_STEPS[step].from as readonly RoundState[]).includes(state)

export const isRoundState = (text: string): text is RoundState => (ROUND_STATES as readonly string[]).includes(text)

/** Whether the round is at this state or past it. */
export const hasReached = (state: RoundState, wanted: RoundState): boolean =>
  ROUND_STATES.indexOf(state) >= ROUND_STATES.indexOf(wanted)

/** Who is asked about which level of schooling with which instrument: a decision of each round. */
export type MatrixEntry = Readonly<{ level: Level; respondent: Instrument['respondent']; instrumentId: string }>
