import { z } from 'zod'
import { plainLine } from '../../surveys/plain-line.ts'
import { day } from '../../surveys/round.ts'
import { type Act, dayOf, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { findYear } from '../tasks/store.ts'
import { findNews, insertNews, withdrawNews } from './store.ts'

export const newItem = z.strictObject({
  kind: z.enum(['news', 'article']),
  unitId: z.string().min(1).max(64).nullable(),
  publishedOn: day,
  title: plainLine(300),
  /** where it can be read: a web address and nothing that acts */
  address: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))),
})

/** Enters what was published, in the year of its day; nothing that is still to come. */
export async function addNews(db: Db, by: Act, reach: Reach, item: z.infer<typeof newItem>): Promise<string> {
  if (!reaches(reach, item.unitId)) throw new Problem('not_found')
  const year = Number(item.publishedOn.slice(0, 4))
  if (item.publishedOn > dayOf(by.now))
    throw new Problem('input_invalid', { errors: [{ pointer: '/publishedOn', code: 'day_in_future' }] })
  if (!(await findYear(db, year)))
    throw new Problem('input_invalid', { errors: [{ pointer: '/publishedOn', code: 'year_not_begun' }] })
  const id = newId(by)
  await insertNews(db, {
    ...{ id, year, ...item, createdBy: by.actor, createdAt: by.now.toISOString() },
    ...{ withdrawnBy: null, withdrawnAt: null, lockVersion: 1 },
  })
  await audit(db, by, 'news.add', id, { kind: item.kind, publishedOn: item.publishedOn })
  return id
}

export async function removeNews(db: Db, by: Act, reach: Reach, id: string, lockVersion: number): Promise<void> {
  const found = await findNews(db, id)
  if (!found || found.withdrawnAt !== null || !reaches(reach, found.unitId)) throw new Problem('not_found')
  if (!(await withdrawNews(db, id, lockVersion, by.actor, by.now.toISOString()))) throw new Problem('stale')
  await audit(db, by, 'news.withdraw', id)
}
