import { modeAllowed } from '../../surveys/mode.ts'
import { readCode } from '../../surveys/slip.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { codeHash } from './code.ts'
import { slipUrl } from './slip-address.ts'
import { findSlip, setSlipMode } from './store.ts'

/**
 * An interviewer takes a respondent's slip and asks on the respondent's own page: the slip is marked, so that its answers are
 * stored with mode interviewer whatever device they come from. Nothing is kept of who asked whom.
 */
export async function beginInterview(db: Db, by: Act, roundId: string, publicUrl: string, typed: string) {
  const round = await getRound(db, roundId)
  const code = readCode(typed)
  const slip = 'code' in code ? await findSlip(db, codeHash(by.keys, code.code)) : undefined
  if (slip?.roundId !== roundId || !('code' in code)) throw new Problem('slip_unknown')
  if (slip.state === 'used') throw new Problem('slip_used')
  if (slip.state === 'revoked') throw new Problem('slip_revoked')
  if (round.state !== 'fielding' || slip.state === 'made') throw new Problem('round_not_open')
  if (!modeAllowed(round.modes, slip.form, 'interviewer')) throw new Problem('mode_not_allowed')
  await setSlipMode(db, slip.id, 'interviewer')
  await audit(db, by, 'slips.interview', roundId)
  return { form: slip.form, address: slipUrl(publicUrl, slip.form, code.code) }
}
