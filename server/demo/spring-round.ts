import { getRound } from '../plan/store.ts'
import { preparePublication, prepareReceipts } from '../publication/prepare.ts'
import { publish } from '../publication/publish.ts'
import { composeReport, keepReport } from '../report/make-report.ts'
import { actsOf, type DemoRound, finishDemoRound, makeDemoRound, type Wave } from './demo-round.ts'
import { seededBytes } from './seeded-chance.ts'

/** Fewer sheets say nothing of a province; a demonstration that small has no round of spring. */
const ENOUGH = 500

/** Short and early, so that its result stands before the inspections of the year begin. */
const SPRING: Wave = {
  ...{ named: ', đợt 1', begins: '02-17', decidedOn: '02-19', opensOn: '02-24', closesOn: '03-19', chance: '/spring' },
  days: { plan: 0, frame: 1, submit: 0, approve: 1, draw: 0, slips: 3, print: 0, issue: 1, open: 1 },
}

/**
 * A first, small round of the year over the same province, carried to its report and published, so that a year of self-assessment
 * has a result to prove a line with. Its chance is its own: the round of autumn is the same with and without it. Null where
 * what came in could not be published.
 */
export async function publishSpringRound(demo: DemoRound): Promise<string | null> {
  if (demo.respondents < ENOUGH) return null
  const deps = { ...demo.deps, random: seededBytes(`${demo.seed}/spring`) }
  const act = actsOf(deps, demo.time)
  const { roundId } = await makeDemoRound({ ...demo, deps, respondents: ENOUGH }, SPRING)
  await finishDemoRound({ deps, time: demo.time }, roundId, 1)
  const versionNow = async () => (await getRound(deps.db, roundId)).version
  const report = await composeReport(deps.db, roundId)
  const version = await versionNow()
  await act(1, (db, by) => keepReport(db, by, roundId, version, report))
  const prepared = await preparePublication(deps.db, roundId)
  if (!prepared?.protection.audit.safe) return null
  const receipts = await prepareReceipts(deps.db, deps.keys, roundId)
  const reported = await versionNow()
  const { year } = await getRound(deps.db, roundId)
  const decision = { decisionNumber: '00/QĐ-MÔ-PHỎNG', decisionDate: `${year}-03-22` }
  await act(1, (db, by) => publish(db, by, roundId, reported, decision, prepared, receipts))
  return roundId
}
