import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Act } from '../act.ts'
import type { Config } from '../config.ts'
import { instrumentsOf } from '../dataset/build.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { openRound } from '../fieldwork/open-close.ts'
import { importFrame } from '../frame/import-frame.ts'
import { readFrameFile } from '../frame/read-frame-file.ts'
import { sha256, writeDemonstrationKey } from '../keys.ts'
import { makeDeps } from '../make-deps.ts'
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
import { answerSlips } from './answer-slips.ts'
import { makePopulation, type Population } from './population.ts'
import { makeProvince } from './province.ts'
import { provinceWorkbook } from './province-workbook.ts'
import { seededBytes } from './seeded-chance.ts'
import { DEMO_CALENDAR, demoBudget } from './work-plan.ts'

export type DemoOptions = Readonly<{ seed: string; schools: number | undefined; respondents: number }>
export type Progress = (step: string, done: number, of: number) => void

/** What a round of 2021 would say of itself; the Department is real, every school, person and answer is invented. */
const ROUND = {
  year: 2021,
  name: 'Khảo sát sự hài lòng về dịch vụ giáo dục công năm 2021 (mô phỏng)',
  province: 'Tỉnh Sóc Trăng',
  department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
  parentBody: 'Ủy ban nhân dân tỉnh Sóc Trăng',
  place: 'Sóc Trăng',
  hotline: '0299 000 0000 (mô phỏng)',
  target: 0.9,
  opensOn: '2021-10-04',
  closesOn: '2021-10-29',
} as const
const DECISION = { decisionNumber: '00/QĐ-UBND (mô phỏng)', decisionDate: '2021-09-06' } as const
const FIRST_DAY = Date.parse('2021-09-01T02:00:00Z')
const DAY_MS = 86_400_000

/** Sampled pupils for one sheet that comes back, by the response model. */
const ASKED_PER_SHEET = 1.3

/**
 * A synthetic province, a sampled round in the field and the answers of about `respondents` parents, by the verbs a person's
 * clicks reach. Clock, chance and key follow from the seed, so the same seed makes the same bytes.
 */
export async function makeDemo(
  config: Config,
  options: DemoOptions,
  progress: Progress,
): Promise<{ deps: Awaited<ReturnType<typeof makeDeps>>; roundId: string; population: Population }> {
  const time = { now: FIRST_DAY }
  await writeDemonstrationKey(config.dataDir, options.seed)
  const deps = await makeDeps(config, { clock: () => new Date(time.now), random: seededBytes(options.seed) })
  const province = makeProvince({
    seed: options.seed,
    ...(options.schools === undefined ? {} : { schools: options.schools }),
  })
  const workbook = await provinceWorkbook(province)
  await mkdir(join(config.dataDir, 'demo'), { recursive: true })
  const fileName = 'khung-mau-mo-phong.xlsx'
  await writeFile(join(config.dataDir, 'demo', fileName), workbook)
  progress('frame', 0, 1)
  const file = await readFrameFile(workbook, { worker: deps.tableWorker })
  if (file.issues.length > 0)
    throw new Error(`the synthetic frame has a fault: ${file.issues[0].code} ${file.issues[0].path}`)

  const act = <T>(days: number, verb: (db: Db, by: Act) => Promise<T>): Promise<T> => {
    time.now += days * DAY_MS
    return deps.db.transaction().execute((db) => verb(db, demoAct(deps)))
  }
  const roundId = await act(0, (db, by) => createRound(db, by, ROUND))
  const version = async (db: Db) => (await getRound(db, roundId)).version
  const plan = planFor(options.respondents)
  await act(1, async (db, by) => {
    const { exclusionRules } = await getRound(db, roundId)
    const { name, hotline, target, opensOn, closesOn } = ROUND
    await changePlan(db, by, roundId, await version(db), {
      name,
      hotline,
      target,
      opensOn,
      closesOn,
      exclusionRules,
      plan,
    })
    await changeCalendar(db, by, roundId, await version(db), DEMO_CALENDAR)
    const slips = Math.round(options.respondents * ASKED_PER_SHEET)
    await changeBudget(db, by, roundId, await version(db), demoBudget(Math.max(1, slips)))
  })
  await act(1, async (db, by) => takeStep(db, by, await getRound(db, roundId), await version(db), 'submit'))
  await act(3, async (db, by) =>
    takeStep(db, by, await getRound(db, roundId), await version(db), 'approve', DECISION, DECISION),
  )
  await act(2, async (db, by) =>
    importFrame(db, by, roundId, await version(db), { name: fileName, hash: sha256(workbook), rows: file.rows }),
  )
  await act(1, async (db, by) => drawSample(db, by, roundId, await version(db), `mo-phong-${options.seed}`))
  await act(7, async (db, by) => makeSlips(db, by, roundId, await version(db)))
  await act(1, async (db, by) => markPrinted(db, by, roundId, await version(db)))
  await act(5, async (db, by) => markIssued(db, by, roundId, await version(db)))
  await act(12, async (db, by) => openRound(db, by, roundId, await version(db)))
  const instruments = await instrumentsOf(deps.db, await getRound(deps.db, roundId))
  const population = makePopulation(province, instruments, options.seed)
  await answerSlips({ deps, roundId, population, instruments, respondents: options.respondents, time, progress })
  // The migrator writes the wall clock into its own table; everything else follows from the seed.
  await sql`update kysely_migration set timestamp = ${new Date(FIRST_DAY).toISOString()}`.execute(deps.db)
  await sql`pragma wal_checkpoint(truncate)`.execute(deps.db)
  return { deps, roundId, population }
}

export const demoAct = (deps: Deps): Act => ({
  actor: 'command',
  now: deps.clock(),
  random: deps.random,
  keys: deps.keys,
})

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
