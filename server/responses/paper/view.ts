import { consentFor } from '../../../surveys/forms/notice.ts'
import { offeredLanguages } from '../../../surveys/offered-languages.ts'
import { hasReached } from '../../../surveys/round.ts'
import { formatCode } from '../../../surveys/slip.ts'
import type { Act } from '../../act.ts'
import type { Db } from '../../db/open.ts'
import { findInstrument } from '../../instruments/store.ts'
import { getRound } from '../../plan/store.ts'
import { Problem } from '../../problem.ts'
import { codeOf } from '../../slips/code.ts'
import { checkMode } from '../check-sheet.ts'
import { slipOfRound } from './enter-sheet.ts'
import { findEntryOfSlip, findTally, listEntries } from './store.ts'

/** What waits, by packet and by the last letters of the code, so that the sheet can be found in its pile. Nothing that was typed. */
export async function viewPaper(db: Db, by: Act, roundId: string) {
  await getRound(db, roundId)
  const [entries, tally] = await Promise.all([listEntries(db, roundId), findTally(db, roundId)])
  return {
    entries: entries.map(({ slipId, firstBy, instrumentId, ...entry }) => ({
      ...entry,
      form: instrumentId,
      codeEnd: formatCode(codeOf(by.keys, slipId)).slice(-4),
      state: entry.state as 'first' | 'differs',
      mine: firstBy === by.actor,
    })),
    tally,
  }
}

/** The form to type, and whose turn it is; refused with the reason where this sheet cannot be typed by this person now. */
export async function lookUpSheet(db: Db, by: Act, roundId: string, typed: string) {
  const round = await getRound(db, roundId)
  const slip = await slipOfRound(db, by, roundId, typed)
  if (slip.state === 'used') throw new Problem('slip_used')
  if (slip.state === 'revoked') throw new Problem('slip_revoked')
  if (hasReached(round.state, 'closed')) throw new Problem('round_closed')
  if (round.state !== 'fielding' || slip.state === 'made') throw new Problem('round_not_open')
  checkMode(round, slip.form, 'paper')
  const entry = await findEntryOfSlip(db, slip.id)
  if (entry && entry.state !== 'first') throw new Problem('paper_entered')
  if (entry?.firstBy === by.actor) throw new Problem('second_person')
  const id = round.matrix.find(({ instrumentId }) => instrumentId.startsWith(`${slip.form}@`))?.instrumentId ?? ''
  const instrument = await findInstrument(db, id)
  if (!instrument) throw new Problem('form_superseded')
  return {
    turn: entry ? ('second' as const) : ('first' as const),
    form: id,
    consent: consentFor(instrument, round.noticeVersion),
    title: instrument.title,
    languages: offeredLanguages(instrument),
    blocks: instrument.blocks,
  }
}
