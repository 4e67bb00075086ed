import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import { listRounds } from '../plan/store.ts'
import type { Reach } from '../staff/account.ts'
import { viewOwnCounts } from './own-counts.ts'

/** Rounds in which schools of a coordinator's unit are asked, or were until a short while ago, with the counts of those schools. */
export async function viewOwnRounds(db: Db, reach: Reach) {
  const units =
    reach === 'everywhere'
      ? []
      : await db
          .selectFrom('unit')
          .select(['name'])
          .where('id', 'in', textsIn(db, [...reach]))
          .orderBy('name')
          .execute()
  const rounds = (await listRounds(db)).filter(({ state }) => state === 'fielding' || state === 'closed')
  const own = await Promise.all(
    rounds.map(async ({ id, name, state, opensOn, closesOn, hotline, synthetic }) => ({
      id,
      name,
      state,
      opensOn,
      closesOn,
      hotline,
      synthetic,
      schools: (await viewOwnCounts(db, id, reach)).schools,
    })),
  )
  return { units: units.map(({ name }) => name), rounds: own.filter(({ schools }) => schools.length > 0) }
}
