import type { Act } from '../act.ts'
import { freeze as freezeRound } from '../dataset/freeze.ts'
import { findDataset } from '../dataset/store.ts'
import type { Db } from '../db/open.ts'
import { ESTIMATE_METHOD } from '../estimates/compute.ts'
import { computeRound, estimateRound } from '../estimates/estimate-round.ts'
import { estimateSpec, isOfficial, USUAL_SPEC } from '../estimates/spec.ts'
import { findEstimate } from '../estimates/store.ts'
import { closeRound } from '../fieldwork/open-close.ts'
import { getRound } from '../plan/store.ts'
import { weightingSpec } from '../weights/specification.ts'
import { findWeighting } from '../weights/store.ts'
import { viewChain } from '../weights/view.ts'
import { weighRound } from '../weights/weigh-round.ts'
import type { Command } from './command.ts'
import { need, onlyFlags } from './flags.ts'
import { readSpecification } from './read-specification.ts'
import { needRound, withDeps, writeAs } from './with-deps.ts'

const versionOf = async (db: Db, id: string) => (await getRound(db, id)).version

/** Closing comes first where the round is still in the field: frozen data cannot grow. */
async function closeAndFreeze(db: Db, by: Act, id: string): Promise<void> {
  const round = await getRound(db, id)
  if (round.state === 'fielding') await closeRound(db, by, id, round.version)
  await freezeRound(db, by, id, await versionOf(db, id))
}

export const freeze: Command = {
  usage: 'freeze --round ID',
  does: 'closes the round if it is in the field, and freezes its answers; prints the hash',
  run: async (args, io) => {
    const id = need(onlyFlags(args, { round: 'string' }).round, 'round')
    await withDeps(io, async (deps) => {
      await needRound(deps, id)
      await writeAs(deps, (db, by) => closeAndFreeze(db, by, id))
      const found = await findDataset(deps.read, id)
      if (found)
        io.out(
          JSON.stringify({
            dataset: found.id,
            hash: found.hash,
            rows: found.rowCount,
            exclusions: JSON.parse(found.exclusions),
          }),
        )
    })
  },
}

export const weigh: Command = {
  usage: 'weigh --round ID [--spec FILE]',
  does: 'weighs the frozen answers, by the steps of FILE when given; prints the chain',
  run: async (args, io) => {
    const flags = onlyFlags(args, { round: 'string', spec: 'string' })
    const id = need(flags.round, 'round')
    const specification =
      flags.spec === undefined ? undefined : await readSpecification(flags.spec, 'weighting', weightingSpec)
    await withDeps(io, async (deps) => {
      await needRound(deps, id)
      await writeAs(deps, async (db, by) => weighRound(db, by, id, await versionOf(db, id), specification))
      const dataset = await findDataset(deps.read, id)
      const found = dataset && (await findWeighting(deps.read, dataset.id))
      if (found) io.out(JSON.stringify({ weighting: found.id, method: found.methodVersion, ...viewChain(found.chain) }))
    })
  },
}

export const estimate: Command = {
  usage: 'estimate --round ID [--spec FILE]',
  does: 'computes every figure with its error; prints them. With another target or confidence they are printed, not kept',
  run: async (args, io) => {
    const flags = onlyFlags(args, { round: 'string', spec: 'string' })
    const id = need(flags.round, 'round')
    const spec = flags.spec === undefined ? USUAL_SPEC : await readSpecification(flags.spec, 'estimate', estimateSpec)
    await withDeps(io, async (deps) => {
      const { target } = await needRound(deps, id)
      if (!isOfficial(spec, target)) {
        const { dataset, result } = await computeRound(deps.read, id, spec)
        io.out(JSON.stringify({ estimate: null, datasetHash: dataset.hash, method: ESTIMATE_METHOD, ...result }))
        return
      }
      await writeAs(deps, async (db, by) => estimateRound(db, by, id, await versionOf(db, id), spec))
      const dataset = await findDataset(deps.read, id)
      const found = dataset && (await findEstimate(deps.read, dataset.id))
      if (found)
        io.out(
          JSON.stringify({
            estimate: found.id,
            datasetHash: found.datasetHash,
            method: found.methodVersion,
            ...found.result,
          }),
        )
    })
  },
}
