import { modeAllowed } from '../../surveys/mode.ts'
import { hasReached } from '../../surveys/round.ts'
import { readCode } from '../../surveys/slip.ts'
import type { Db } from '../db/open.ts'
import type { Keys } from '../keys.ts'
import { findRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { codeHash } from '../slips/code.ts'
import { findOpenLinksByHash } from '../slips/open-link-store.ts'
import { findSlip } from '../slips/store.ts'

export type SlipView = Readonly<{ form: string; state: 'open' | 'not_open' | 'closed' | 'used' | 'revoked' }>

/** What the holder of a slip may know about it: its form, and whether it can still be answered. */
export async function slipState(db: Db, keys: Keys, typed: string): Promise<SlipView> {
  const code = readCode(typed)
  const slip = 'code' in code ? await findSlip(db, codeHash(keys, code.code)) : undefined
  if (!slip && 'code' in code) return linkState(db, codeHash(keys, code.code))
  const round = slip && (await findRound(db, slip.roundId))
  if (!slip || !round) throw new Problem('slip_unknown')
  const { form } = slip
  if (slip.state === 'used') return { form, state: 'used' }
  if (slip.state === 'revoked') return { form, state: 'revoked' }
  if (hasReached(round.state, 'closed')) return { form, state: 'closed' }
  const onScreen = ['slip', 'kiosk', 'interviewer'].some((mode) => modeAllowed(round.modes, form, mode))
  return { form, state: round.state === 'fielding' && slip.state !== 'made' && onScreen ? 'open' : 'not_open' }
}

/** The same for a link or poster, which is never used up by one sheet; a full one is closed. */
async function linkState(db: Db, hash: string): Promise<SlipView> {
  const [link] = await findOpenLinksByHash(db, [hash])
  const round = link && (await findRound(db, link.roundId))
  if (!link || !round) throw new Problem('slip_unknown')
  const { form } = link
  if (link.state === 'revoked') return { form, state: 'revoked' }
  if (hasReached(round.state, 'closed') || link.received >= link.most) return { form, state: 'closed' }
  return { form, state: round.state === 'fielding' ? 'open' : 'not_open' }
}
