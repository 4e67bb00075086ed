import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Act } from '../../server/act.ts'
import { readConfig } from '../../server/config.ts'
import type { Db } from '../../server/db/open.ts'
import { actOf } from '../../server/deps.ts'
import { openRound } from '../../server/fieldwork/open-close.ts'
import { importFrame } from '../../server/frame/import-frame.ts'
import { makeDeps } from '../../server/make-deps.ts'
import { changePlan } from '../../server/plan/change-plan.ts'
import { createRound } from '../../server/plan/create-round.ts'
import { takeStep } from '../../server/plan/step.ts'
import { getRound } from '../../server/plan/store.ts'
import { drawSample } from '../../server/sample/draw-sample.ts'
import { codeOf } from '../../server/slips/code.ts'
import { markIssued, markPrinted } from '../../server/slips/hand-over.ts'
import { makeSlips } from '../../server/slips/make-slips.ts'
import { makeOpenLink } from '../../server/slips/open-links.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { ROUND } from '../server/journey.ts'

export type Slip = Readonly<{ code: string; form: string }>
/** A folder of data with a round in the field: its slips, and a link that takes any number of sheets. */
export type Field = Readonly<{ dataDir: string; roundId: string; slips: readonly Slip[]; link: Slip }>

/** Large primary schools: a slip for every pupil of five of their classes. */
const frameOf = (schools: number): FrameRow[] =>
  Array.from({ length: schools }, (_, place) => ({
    ...{ code: `S${place + 1}`, name: `Trường ${place + 1}`, level: 'th', area: 'Kế Sách', commune: null },
    ...{ classes: 20, pupils: 2000, grades: { g1: 400, g2: 400, g3: 400, g4: 400, g5: 400 }, khmerShare: 0.3 },
  }))

const PUPILS = 100
const CLASSES = 5
const FORM = 'ph-th@2021.1'
const made = new Map<number, Promise<Field>>()

/** A field of its own for one test, copied from one that is made once for each number of schools; each has 500 slips. */
export async function openField(schools: number, into?: string): Promise<Field> {
  const from = made.get(schools) ?? makeField(schools)
  made.set(schools, from)
  const field = await from
  const dataDir = into ?? (await scratch())
  await cp(field.dataDir, dataDir, { recursive: true })
  return { ...field, dataDir }
}

/** A folder that is gone when the test is. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-fault-'))
  // PostgreSQL runs as a user of its own and has to pass through.
  await chmod(folder, 0o711)
  // A browser that was killed may have a process that still writes.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  return folder
}

async function makeField(schools: number): Promise<Field> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-field-'))
  process.once('exit', () => void rm(dataDir, { recursive: true, force: true }))
  const deps = await makeDeps(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))
  const act = <T>(work: (db: Db, by: Act) => Promise<T>) =>
    deps.db.transaction().execute((db) => work(db, actOf(deps, 'command')))
  const roundId = await act((db, by) => createRound(db, by, ROUND))
  /** A step of the round, on the version it has. */
  const step = <T>(work: (db: Db, by: Act, version: number) => Promise<T>) =>
    act(async (db, by) => work(db, by, (await getRound(db, roundId)).version))
  await step(async (db, by, version) => {
    const { name, hotline, target, opensOn, closesOn } = ROUND
    const plan = {
      ...{ strata: ['level' as const], schoolsPerStratum: schools, classesPerSchool: CLASSES, pupilsPerClass: PUPILS },
      reserves: 0,
    }
    await changePlan(db, by, roundId, version, { name, hotline, target, opensOn, closesOn, exclusionRules: [], plan })
  })
  const rows = frameOf(schools)
  await step((db, by, version) =>
    importFrame(db, by, roundId, version, { name: 'khung.xlsx', hash: '0'.repeat(64), rows }),
  )
  await step(async (db, by, version) => takeStep(db, by, await getRound(db, roundId), version, 'submit'))
  const decision = { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' }
  await step(async (db, by, version) =>
    takeStep(db, by, await getRound(db, roundId), version, 'approve', decision, decision),
  )
  await step((db, by, version) => drawSample(db, by, roundId, version, 'seed-1'))
  await step((db, by, version) => makeSlips(db, by, roundId, version))
  await step((db, by, version) => markPrinted(db, by, roundId, version))
  await step((db, by, version) => markIssued(db, by, roundId, version))
  await step((db, by, version) => openRound(db, by, roundId, version))
  const link = { mode: 'poster' as const, form: 'ph-th', label: 'Cổng trường', school: null, most: 5000 }
  const linkId = await act((db, by) => makeOpenLink(db, by, roundId, link))
  const rowsOfSlips = await deps.read.selectFrom('slip').select(['id', 'form']).where('roundId', '=', roundId).execute()
  const slips = rowsOfSlips.map((slip) => ({ code: codeOf(deps.keys, slip.id), form: FORM }))
  const code = codeOf(deps.keys, linkId)
  await deps.close()
  return { dataDir, roundId, slips, link: { code, form: FORM } }
}
