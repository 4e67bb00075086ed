import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { actOf, type Deps } from '../deps.ts'
import { makeDeps, openStored } from '../make-deps.ts'
import { findRound, type Round } from '../plan/store.ts'
import { CommandError, type Io } from './command.ts'

/** Opens the data for one command and closes them whatever happens. */
export async function withDeps<T>(io: Io, work: (deps: Deps) => Promise<T>): Promise<T> {
  const deps = await makeDeps(io.config)
  try {
    return await work(deps)
  } finally {
    await deps.close()
  }
}

/** Opens the data as they are, whatever version of the program wrote them, for a command that copies them. */
export async function withStoredData<T>(io: Io, work: (deps: Deps) => Promise<T>): Promise<T> {
  const deps = await openStored(io.config)
  try {
    return await work(deps)
  } finally {
    await deps.close()
  }
}

/** A change made by the command line: one transaction, the same as behind a route. */
export const writeAs = <T>(deps: Deps, act: (db: Db, by: Act) => Promise<T>): Promise<T> =>
  deps.db.transaction().execute((db) => act(db, actOf(deps, 'command')))

export async function needRound(deps: Deps, id: string): Promise<Round> {
  const round = await findRound(deps.read, id)
  if (!round) throw new CommandError(`there is no round ${id}: see round list`)
  return round
}
