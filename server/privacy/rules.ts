import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { insertRule, listRules, updateRule } from './store.ts'

/** Days after which a thing is deleted; proposals, until the Department sets its own. */
export const PROPOSED: Readonly<Record<string, number>> = {
  progress: 30,
  session: 30,
  response: 365,
  open_response: 365,
  subject_request: 1825,
}

export type Rule = Readonly<{
  what: string
  days: number
  version: number
  changedBy: string | null
  changedAt: string | null
}>

/** Every rule as it holds; version 0 is the proposal. */
export async function rulesNow(db: Db): Promise<Rule[]> {
  const own = new Map((await listRules(db)).map((rule) => [rule.what, rule]))
  return Object.entries(PROPOSED).map(
    ([what, days]) => own.get(what) ?? { what, days, version: 0, changedBy: null, changedAt: null },
  )
}

/** Another number of days for one kind of thing; from the next hour on it holds. */
export async function changeRule(db: Db, by: Act, what: string, version: number, days: number): Promise<void> {
  const change = { days, changedBy: by.actor, changedAt: by.now.toISOString() }
  const changed =
    version === 0 ? await insertRule(db, { what, ...change, version: 1 }) : await updateRule(db, what, version, change)
  if (!changed) throw new Problem('stale')
  await audit(db, by, 'privacy.rule', what, { days })
}
