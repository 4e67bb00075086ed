import { type Act, newId } from '../act.ts'
import { keptHash } from '../db/kept-row.ts'
import type { Db } from '../db/open.ts'
import { viewFieldwork } from '../fieldwork/view.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { countSlipsBySchool, sumReturnedBySchool } from '../slips/store.ts'
import { buildDataset } from './build.ts'
import { insertDataset } from './store.ts'

/** The counts of the field work as they were when the data were frozen; per school, so that every table can be summed from them. */
export type FrozenFieldwork = Readonly<{
  declined: number
  schools: readonly Readonly<{
    code: string
    printed: number
    issued: number
    spoiled: number
    returned: number
    reserve: number
    used: number
    excluded: number
  }>[]
}>

/**
 * Closes the data: the sheets become one table whose hash stands in every document from here on. From then on no
 * exclusion, no correction and no other answer can change a figure of this round.
 */
export async function freeze(db: Db, by: Act, roundId: string, version: number): Promise<string> {
  const round = await getRound(db, roundId)
  await checkStep(db, round, 'freeze')
  const dataset = await buildDataset(db, round)
  if (!dataset || dataset.rowCount === 0)
    throw new Problem('cannot_compute', { errors: [{ pointer: '', code: 'no_answers' }] })
  const id = newId(by)
  await insertDataset(db, {
    id,
    roundId,
    drawId: dataset.draw.id,
    hash: dataset.hash,
    rowCount: dataset.rowCount,
    exclusions: JSON.stringify(dataset.exclusions),
    fieldwork: JSON.stringify(await frozenFieldwork(db, roundId, dataset.excludedBySchool)),
    bytes: dataset.bytes,
    createdAt: by.now.toISOString(),
  })
  const rowHash = await keptHash(db, 'dataset', id)
  await takeStep(db, by, round, version, 'freeze', { dataset: id, hash: dataset.hash, rows: dataset.rowCount, rowHash })
  return id
}

export async function frozenFieldwork(
  db: Db,
  roundId: string,
  excluded: Readonly<Record<string, number>>,
): Promise<FrozenFieldwork> {
  const [states, back, { declined }] = await Promise.all([
    countSlipsBySchool(db, roundId),
    sumReturnedBySchool(db, roundId),
    viewFieldwork(db, roundId),
  ])
  const of = (code: string, ...wanted: string[]) =>
    states
      .filter((row) => row.code === code && wanted.includes(row.state))
      .reduce((sum, row) => sum + Number(row.count), 0)
  return {
    declined,
    schools: back.map(({ code, spoiled, returned, reserve }) => ({
      code,
      printed: of(code, 'printed', 'issued', 'used'),
      issued: of(code, 'issued', 'used') - Number(spoiled) - Number(returned) - Number(reserve),
      spoiled: Number(spoiled),
      returned: Number(returned),
      reserve: of(code, 'printed') + Number(reserve),
      used: of(code, 'used'),
      excluded: excluded[code] ?? 0,
    })),
  }
}
