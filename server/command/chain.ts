import type { Act } from '../act.ts'
import { freeze as freezeRound } from '../dataset/freeze.ts'
import { findDataset } from '../dataset/store.ts'
import type { Db } from '../db/open.ts'
import { closeRound } from '../fieldwork/open-close.ts'
import { getRound } from '../plan/store.ts'
import { findWeighting } from '../weights/store.ts'
import { weighRound } from '../weights/weigh-round.ts'
import type { Command } from './command.ts'
import { need, readFlags } from './flags.ts'
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
    const id = need(readFlags(args, { round: 'string' }).round, 'round')
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
  usage: 'weigh --round ID',
  does: 'weighs the frozen answers; prints the chain',
  run: async (args, io) => {
    const id = need(readFlags(args, { round: 'string' }).round, 'round')
    await withDeps(io, async (deps) => {
      await needRound(deps, id)
      await writeAs(deps, async (db, by) => weighRound(db, by, id, await versionOf(db, id)))
      const dataset = await findDataset(deps.read, id)
      const found = dataset && (await findWeighting(deps.read, dataset.id))
      if (found)
        io.out(
          JSON.stringify({
            weighting: found.id,
            method: found.methodVersion,
            steps: found.chain.steps,
            checks: found.chain.checks,
            responseRate: found.chain.responseRate,
          }),
        )
    })
  },
}
