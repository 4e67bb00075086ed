import { describe, expect, test } from 'vitest'
import {
  canStep,
  decision,
  hasReached,
  isRoundState,
  matrixIssues,
  ROUND_ACTS,
  ROUND_STATES,
  ROUND_STEPS,
  type RoundFacts,
  type RoundState,
  type RoundStep,
  roundAllows,
  roundMatrix,
  stepIssues,
  stepsFrom,
} from '../../surveys/round.ts'

const whole: RoundFacts = {
  state: 'drafting',
  matrix: [
    { level: 'th', respondent: 'parent', instrumentId: 'ph-th@2021.1' },
    { level: 'mn', respondent: 'parent', instrumentId: 'ph-mn@2021.1' },
  ],
  publishedInstruments: ['ph-th@2021.1', 'ph-mn@2021.1'],
  frameRows: 549,
  plan: true,
  decisionNumber: '2203/QĐ-UBND',
  decisionDate: '2023-09-05',
  drawn: true,
  slips: 2400,
  opensOn: '2023-10-02',
  closesOn: '2023-10-31',
  responses: 1,
  dataset: true,
  weighting: true,
  estimates: true,
  report: true,
}
const verbs = Object.keys(ROUND_STEPS) as RoundStep[]
const codes = (step: RoundStep, change: Partial<RoundFacts>) =>
  stepIssues(step, { ...whole, state: ROUND_STEPS[step].from[0], ...change }).map((issue) => issue.code)

describe('the road of a round', () => {
  test('leads through all states to publication, each step with somebody who may take it', () => {
    const way: RoundState[] = ['drafting']
    for (let state: RoundState | undefined = 'drafting'; state; ) {
      const here: RoundState = state
      const next: RoundStep | undefined = stepsFrom(here).find((step) => !hasReached(here, ROUND_STEPS[step].to))
      state = next && ROUND_STEPS[next].to
      if (state) way.push(state)
    }
    expect(way).toEqual([...ROUND_STATES])
    for (const step of verbs) expect(ROUND_STEPS[step].roles.length).toBeGreaterThan(0)
    expect(isRoundState('fielding') && !isRoundState('constructor')).toBe(true)
  })

  test('can be walked when everything is there, and only from the right state', () => {
    for (const step of verbs)
      for (const state of ROUND_STATES)
        expect(stepIssues(step, { ...whole, state }).map((issue) => issue.code)).toEqual(
          canStep(state, step) ? [] : ['state_wrong'],
        )
  })

  test('has no field work before the number and the day of the decision', () => {
    for (const change of [
      { decisionNumber: null },
      { decisionNumber: ' ' },
      { decisionNumber: '2203' },
      { decisionDate: null },
      { decisionDate: '2023-02-30' },
      { decisionDate: '05/9/2023' },
    ])
      for (const verb of ['approve', 'draw', 'open'] as const) expect(codes(verb, change)).toEqual(['decision_missing'])
    for (const before of ['drafting', 'submitted', 'approved', 'sampling'] as const)
      expect(roundAllows(before, 'answer')).toBe(false)
  })

  test('says everything that is missing, not the first thing only', () => {
    expect(codes('submit', { matrix: [], frameRows: 0, plan: false })).toEqual([
      'matrix_missing',
      'frame_missing',
      'plan_missing',
    ])
    expect(codes('submit', { opensOn: null })).toEqual(['field_period_missing'])
    expect(codes('submit', { publishedInstruments: ['ph-th@2021.1'] })).toEqual(['instruments_published_missing'])
    expect(codes('open', { drawn: false, slips: 0, closesOn: '2023-10-01' })).toEqual([
      'draw_missing',
      'slips_missing',
      'field_period_missing',
    ])
    expect(codes('freeze', { responses: 0 })).toEqual(['responses_missing'])
    expect(codes('publish', { report: false })).toEqual(['report_missing'])
  })

  test('keeps the frame, the draw and the data where they may not change any more', () => {
    for (const state of ['fielding', 'closed', 'corrected', 'weighed', 'reported', 'published'] as const) {
      expect(roundAllows(state, 'import_frame')).toBe(false)
      expect(roundAllows(state, 'draw')).toBe(false)
    }
    for (const state of ['corrected', 'weighed', 'reported', 'published'] as const)
      for (const act of ['answer', 'enter_paper', 'exclude'] as const) expect(roundAllows(state, act)).toBe(false)
    expect(Object.values(ROUND_ACTS).flat()).not.toContain('published')
  })
})

describe('what a round is made of', () => {
  test('one form for each level and respondent, and the right one', () => {
    expect(roundMatrix.parse(whole.matrix)).toEqual(whole.matrix)
    const twice = [...whole.matrix, ...whole.matrix.slice(0, 1)]
    expect(matrixIssues(twice)).toEqual([{ path: '/matrix/2', code: 'cell_duplicate' }])
    const swapped = { 'ph-th@2021.1': { level: 'mn', respondent: 'parent' } } as const
    expect(matrixIssues(whole.matrix, swapped).map((issue) => issue.code)).toEqual(['form_of_others'])
  })

  test('a decision has the number and the day of a real document', () => {
    for (const number of [' 2203/QĐ-UBND ', '05/2026/QĐ-UBND'])
      expect(decision.safeParse({ number, date: '2023-09-05' }).success).toBe(true)
    for (const wrong of [
      { number: 'QĐ', date: '2023-09-05' },
      { number: '1/QĐ-UBND', date: '2023-13-01' },
    ])
      expect(decision.safeParse(wrong).success).toBe(false)
  })
})
