import type { Act } from '../act.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { freeze } from '../dataset/freeze.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { estimateRound } from '../estimates/estimate-round.ts'
import { closeRound, openRound } from '../fieldwork/open-close.ts'
import { importFrame } from '../frame/import-frame.ts'
import { readFrameFile } from '../frame/read-frame-file.ts'
import { sha256 } from '../keys.ts'
import { changeBudget } from '../plan/change-budget.ts'
import { changeCalendar } from '../plan/change-calendar.ts'
import { changePlan } from '../plan/change-plan.ts'
import { createRound } from '../plan/create-round.ts'
import { FIRST_PLAN, type SamplingPlan } from '../plan/plan.ts'
import { takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { drawSample } from '../sample/draw-sample.ts'
import { markIssued, markPrinted } from '../slips/hand-over.ts'
import { makeSlips } from '../slips/make-slips.ts'
import { weighRound } from '../weights/weigh-round.ts'
import { answerSlips } from './answer-slips.ts'
import { makePopulation, type Population } from './population.ts'
import type { Province } from './province.ts'
import { demoBudget, demoCalendar } from './work-plan.ts'

export type Progress = (step: string, done: number, of: number) => void

/** The year of the first round. */
const FIRST_YEAR = 2021
const DAY_MS = 86_400_000
/** Sampled pupils for one sheet that comes back, by the response model. */
const ASKED_PER_SHEET = 1.3

const STEPS = ['plan', 'frame', 'submit', 'approve', 'draw', 'slips', 'print', 'issue', 'open'] as const
/** When in a year a round is held, and how many days each step comes after the one before it. */
export type Wave = Readonly<{
  /** behind the year in its name */
  named: string
  begins: string
  decidedOn: string
  opensOn: string
  closesOn: string
  days: Readonly<Record<(typeof STEPS)[number], number>>
  /** what its draw and its answers hang on, behind the seed */
  chance: string
}>

/** The round a visitor finds in the field. */
const AUTUMN: Wave = {
  ...{ named: '', begins: '09-01', decidedOn: '09-06', opensOn: '10-04', closesOn: '10-29', chance: '' },
  days: { plan: 1, frame: 2, submit: 1, approve: 3, draw: 1, slips: 7, print: 1, issue: 5, open: 12 },
}

/** What a round would say of itself; the Department is real, every school, person and answer is invented. */
const roundOf = (year: number, { named, opensOn, closesOn }: Wave) => ({
  year,
  name: `Khảo sát sự hài lòng về dịch vụ giáo dục công năm ${year}${named} (mô phỏng)`,
  province: 'Tỉnh Sóc Trăng',
  department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
  parentBody: 'Ủy ban nhân dân tỉnh Sóc Trăng',
  place: 'Sóc Trăng',
  hotline: '0299 000 0000 (mô phỏng)',
  target: 0.9,
  opensOn: `${year}-${opensOn}`,
  closesOn: `${year}-${closesOn}`,
})

export const yearOf = (years: number): number => FIRST_YEAR + years
/** The day on which the office begins with the round. */
export const firstDay = (years: number, { begins }: Wave = AUTUMN): number =>
  Date.parse(`${yearOf(years)}-${begins}T02:00:00Z`)

export const demoAct = (deps: Deps): Act => ({
  actor: 'command',
  now: deps.clock(),
  random: deps.random,
  keys: deps.keys,
})

export type DemoRound = Readonly<{
  deps: Deps
  time: { now: number }
  seed: string
  respondents: number
  /** Years since the first round. */
  years: number
  province: Province
  workbook: Uint8Array
  fileName: string
  progress: Progress
}>

/** One round from the plan into the field, and the answers of its parents, by the verbs a person's clicks reach. */
export async function makeDemoRound(
  demo: DemoRound,
  wave: Wave = AUTUMN,
): Promise<{ roundId: string; population: Population }> {
  const { deps, time, seed, respondents, years, province, progress } = demo
  const roundId = await openDemoRound(demo, wave)
  const instruments = await instrumentsOf(deps.db, await getRound(deps.db, roundId))
  const population = makePopulation(province, instruments, seed, years)
  await answerSlips({ deps, roundId, population, instruments, respondents, time, progress, chance: wave.chance })
  return { roundId, population }
}

/** From the plan to the day it opens, with slips for about `respondents` sheets and a third more. */
export async function openDemoRound(demo: Omit<DemoRound, 'progress'>, wave: Wave = AUTUMN): Promise<string> {
  const { deps, time, seed, respondents, years, workbook, fileName } = demo
  time.now = firstDay(years, wave)
  const round = roundOf(FIRST_YEAR + years, wave)
  const { days, chance } = wave
  const decision = { decisionNumber: '00/QĐ-MÔ-PHỎNG', decisionDate: `${round.year}-${wave.decidedOn}` }
  const file = await readFrameFile(workbook, { worker: deps.tableWorker })
  if (file.issues.length > 0)
    throw new Error(`the synthetic frame has a fault: ${file.issues[0].code} ${file.issues[0].path}`)
  const act = actsOf(deps, time)
  const roundId = await act(0, (db, by) => createRound(db, by, round))
  const version = async (db: Db) => (await getRound(db, roundId)).version
  await act(days.plan, async (db, by) => {
    const { exclusionRules } = await getRound(db, roundId)
    const { name, hotline, target, opensOn, closesOn } = round
    const plan = planFor(respondents)
    await changePlan(db, by, roundId, await version(db), {
      ...{ name, hotline, target, opensOn, closesOn, exclusionRules, plan },
    })
    // The days of the office are those of the autumn.
    if (wave === AUTUMN) await changeCalendar(db, by, roundId, await version(db), demoCalendar(round.year))
    const slips = Math.round(respondents * ASKED_PER_SHEET)
    await changeBudget(db, by, roundId, await version(db), demoBudget(Math.max(1, slips)))
  })
  await act(days.frame, async (db, by) =>
    importFrame(db, by, roundId, await version(db), { name: fileName, hash: sha256(workbook), rows: file.rows }),
  )
  await act(days.submit, async (db, by) => takeStep(db, by, await getRound(db, roundId), await version(db), 'submit'))
  await act(days.approve, async (db, by) =>
    takeStep(db, by, await getRound(db, roundId), await version(db), 'approve', decision, decision),
  )
  // The same starting points every year: most schools are drawn again, and a change is seen in the same places.
  await act(days.draw, async (db, by) => drawSample(db, by, roundId, await version(db), `mo-phong-${seed}${chance}`))
  await act(days.slips, async (db, by) => makeSlips(db, by, roundId, await version(db)))
  await act(days.print, async (db, by) => markPrinted(db, by, roundId, await version(db)))
  await act(days.issue, async (db, by) => markIssued(db, by, roundId, await version(db)))
  await act(days.open, async (db, by) => openRound(db, by, roundId, await version(db)))
  return roundId
}

/** Brings a round out of the field to its figures, so that the next one can be compared with it. */
export async function finishDemoRound({ deps, time }: Pick<DemoRound, 'deps' | 'time'>, roundId: string, days = 3) {
  const act = actsOf(deps, time)
  for (const verb of [closeRound, freeze, weighRound, estimateRound])
    await act(days, async (db, by) => verb(db, by, roundId, (await getRound(db, roundId)).version))
}

export const actsOf =
  (deps: Deps, time: { now: number }) =>
  <T>(days: number, verb: (db: Db, by: Act) => Promise<T>): Promise<T> => {
    time.now += days * DAY_MS
    return deps.db.transaction().execute((db) => verb(db, demoAct(deps)))
  }

/** 22 strata of 2 classes a school: first more pupils of a class, up to 40, then more schools of a stratum; a small stratum is taken whole. */
function planFor(respondents: number): SamplingPlan {
  const ofStratum = (respondents * ASKED_PER_SHEET) / 22
  const { schoolsPerStratum, classesPerSchool } = FIRST_PLAN
  const most = 40
  const schools = Math.max(schoolsPerStratum, Math.ceil(ofStratum / (classesPerSchool * most)))
  return {
    ...FIRST_PLAN,
    schoolsPerStratum: schools,
    pupilsPerClass: Math.min(most, Math.max(5, Math.ceil(ofStratum / (schools * classesPerSchool)))),
  }
}
