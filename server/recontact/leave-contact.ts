import { z } from 'zod'
import { hasReached } from '../../surveys/round.ts'
import { readCode } from '../../surveys/slip.ts'
import { type Act, dayOf, newId } from '../act.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { seal } from '../seal.ts'
import { codeHash } from '../slips/code.ts'
import { findSlip } from '../slips/store.ts'
import { deletionDay } from './retention.ts'
import { deleteContactOfSlip, replaceContact } from './store.ts'

/** Of the text beside the box "I agree to be called"; stored with the number. */
export const RECONTACT_CONSENT = '1'

export const contactForm = z.object({
  slip: z.string().max(256).default(''),
  phone: z.string().max(64).default(''),
  agree: z.string().max(16).optional(),
  withdraw: z.string().max(16).optional(),
  language: z.enum(['vi', 'km', 'en']).catch('vi'),
})
export type ContactForm = z.infer<typeof contactForm>

/** `0912 345 678`, `+84 912345678`: the ten digits people dial; undefined where it is no number of this country. */
export function readPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s().-]/g, '').replace(/^(\+84|0084)/, '0')
  return /^0[1-9]\d{8,9}$/.test(digits) ? digits : undefined
}

/** The day the field work will have ended at the earliest: a round may stay open longer than its plan said. */
const lastDay = (closesOn: string | null, today: string): string =>
  closesOn !== null && closesOn > today ? closesOn : today

/**
 * Somebody leaves a number to be called again, or takes it back. The slip says of which school, and that a sheet was sent; the
 * number is sealed, stands by itself, and no time is kept: nothing leads from it to the answers.
 */
export async function leaveContact(db: Db, by: Act, form: ContactForm): Promise<'left' | 'withdrawn'> {
  const code = readCode(form.slip)
  const slip = 'code' in code ? await findSlip(db, codeHash(by.keys, code.code)) : undefined
  if (!slip) throw new Problem('slip_unknown')
  if (form.withdraw !== undefined) {
    await deleteContactOfSlip(db, slip.id)
    return 'withdrawn'
  }
  const round = await getRound(db, slip.roundId)
  if (hasReached(round.state, 'closed')) throw new Problem('round_closed')
  if (round.state !== 'fielding') throw new Problem('round_not_open')
  if (slip.state === 'revoked') throw new Problem('slip_revoked')
  if (slip.state !== 'used') throw new Problem('sheet_first')
  const phone = readPhone(form.phone)
  const errors = [
    ...(phone === undefined ? [{ pointer: '/phone', code: 'phone' }] : []),
    ...(form.agree === undefined ? [{ pointer: '/agree', code: 'recontact_consent' }] : []),
  ]
  if (phone === undefined || errors.length > 0) throw new Problem('input_invalid', { errors })
  const id = newId(by)
  await replaceContact(db, {
    id,
    roundId: round.id,
    slipId: slip.id,
    sealed: seal(by.random, by.keys.recontact, `${id}/phone`, phone),
    language: form.language,
    consent: RECONTACT_CONSENT,
    drawn: 0,
    deleteOn: deletionDay(lastDay(round.closesOn, dayOf(by.now))),
  })
  return 'left'
}
