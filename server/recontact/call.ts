import { z } from 'zod'
import { roundAllows } from '../../surveys/round.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { unseal } from '../seal.ts'
import { deleteContact, findContact, insertOutcome } from './store.ts'

const answer = z.enum(['yes', 'no', 'unsure'])
/** What one call came to: the three questions of the sheet that tell of field work, and the overall one again. */
export const callOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('talked'),
    self: answer,
    suggested: answer,
    handedBy: z.enum(['class', 'home', 'phone', 'interviewer', 'other', 'unknown']),
    overall: z.int().min(1).max(5).nullable(),
  }),
  z.strictObject({ outcome: z.enum(['not_reached', 'declined']) }),
])
export type CallOutcome = z.infer<typeof callOutcome>

async function contactOf(db: Db, roundId: string, id: string) {
  const round = await getRound(db, roundId)
  if (!roundAllows(round.state, 'call_back'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'recontact' } })
  const contact = await findContact(db, roundId, id)
  if (!contact) throw new Problem('not_found')
  return contact
}

/** The number of one drawn person, for whoever calls; that it was opened stands in the trail. */
export async function openContact(db: Db, by: Act, roundId: string, id: string): Promise<string> {
  const contact = await contactOf(db, roundId, id)
  await audit(db, by, 'recontact.open', roundId, { school: contact.school })
  return unseal(by.keys.recontact, `${contact.id}/phone`, contact.sealed)
}

/** What the call came to; the number is deleted in the same moment, because nobody needs it any more. */
export async function recordCall(db: Db, by: Act, roundId: string, id: string, said: CallOutcome): Promise<void> {
  const contact = await contactOf(db, roundId, id)
  const { self = null, suggested = null, handedBy = null, overall = null } = said.outcome === 'talked' ? said : {}
  await insertOutcome(db, {
    id: newId(by),
    roundId,
    school: contact.school,
    outcome: said.outcome,
    self,
    suggested,
    handedBy,
    overall,
  })
  await deleteContact(db, contact.id)
  await audit(db, by, 'recontact.call', roundId, { outcome: said.outcome })
}
