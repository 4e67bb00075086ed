import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { LEAST_SHOWN } from './view.ts'

/**
 * Sheets of each class, only from five up and only those of earlier days: a count that moves at once would tell who has just
 * answered to somebody who watches.
 */
export async function viewClasses(db: Db, by: Pick<Act, 'now'>, roundId: string) {
  await getRound(db, roundId)
  const rows = await db
    .selectFrom('response')
    .innerJoin('drawUnit as class', 'class.id', 'response.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .select(({ fn }) => [
      'school.code as code',
      'school.name as school',
      'class.name as className',
      fn.countAll<number>().as('received'),
    ])
    .where('response.roundId', '=', roundId)
    .where('response.day', '<', dayOf(by.now))
    .groupBy(['class.id', 'school.code', 'school.name', 'class.name'])
    .orderBy('school.name')
    .orderBy('class.name')
    .execute()
  return {
    classes: rows
      .map((row) => ({ ...row, received: Number(row.received) }))
      .filter(({ received }) => received >= LEAST_SHOWN),
  }
}
