import { hasReached, type RoundState } from '../../surveys/round.ts'
import type { Db } from '../db/open.ts'
import { findInstrument } from '../instruments/store.ts'
import { getRound, listBudgetLines, listHistory, listMilestones, type Round, sumBudget } from './store.ts'

export type StepId =
  | 'plan'
  | 'frame'
  | 'sample'
  | 'slips'
  | 'fieldwork'
  | 'dataset'
  | 'weights'
  | 'estimates'
  | 'report'
  | 'publication'
export type StepView = Readonly<{
  id: StepId
  state: 'done' | 'current' | 'waiting'
  at: string | null
  by: string | null
}>

export const roundSummary = ({ id, year, name, state, synthetic, opensOn, closesOn, version }: Round) => ({
  id,
  year,
  name,
  state,
  synthetic,
  opensOn,
  closesOn,
  version,
})

/** The audit actions that finish a step of the road. */
const DONE_BY: Readonly<Record<StepId, string>> = {
  plan: 'round.approve',
  frame: 'frame.import',
  sample: 'round.draw',
  slips: 'slips.issue',
  fieldwork: 'round.close',
  dataset: 'round.freeze',
  weights: 'round.weigh',
  estimates: 'estimates.compute',
  report: 'round.report',
  publication: 'round.publish',
}
const REACHED_AT: Partial<Record<StepId, RoundState>> = {
  plan: 'approved',
  sample: 'sampling',
  slips: 'fielding',
  fieldwork: 'closed',
  dataset: 'corrected',
  weights: 'weighed',
  report: 'reported',
  publication: 'published',
}

/** A round as the staff application shows it: the road, each step with its state, when, and who. */
export async function viewRound(db: Db, id: string) {
  const round = await getRound(db, id)
  const history = await listHistory(db, id)
  const titles = await Promise.all(round.matrix.map((entry) => findInstrument(db, entry.instrumentId)))
  const last = (action: string) => history.filter((entry) => entry.action === action).at(-1)
  let reached = true
  const steps = (Object.keys(DONE_BY) as StepId[]).map((step): StepView => {
    const entry = last(DONE_BY[step])
    const state = REACHED_AT[step]
    const done = entry !== undefined && (state === undefined || hasReached(round.state, state))
    const view = done ? 'done' : reached ? 'current' : 'waiting'
    if (!done) reached = false
    return { id: step, state: view, at: done ? entry.at : null, by: done ? (entry.name ?? entry.actor) : null }
  })
  return {
    ...roundSummary(round),
    province: round.province,
    department: round.department,
    parentBody: round.parentBody,
    place: round.place,
    hotline: round.hotline,
    unitId: round.unitId,
    decisionNumber: round.decisionNumber,
    decisionDate: round.decisionDate,
    target: round.target,
    exclusionRules: round.exclusionRules,
    modes: round.modes,
    plan: round.plan,
    calendar: await listMilestones(db, id),
    budget: { lines: await listBudgetLines(db, id), total: await sumBudget(db, id) },
    matrix: round.matrix.map((entry, place) => ({ ...entry, title: titles[place]?.title.vi ?? entry.instrumentId })),
    steps,
    history: history.map(({ at, action, actor, name }) => ({ at, by: name ?? actor, action })),
  }
}
