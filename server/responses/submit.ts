import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { relevanceOf } from '../../surveys/expression/relevance.ts'
import type { Answers, Instrument } from '../../surveys/instrument.ts'
import { hasReached } from '../../surveys/round.ts'
import { readCode } from '../../surveys/slip.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { findInstrument } from '../instruments/store.ts'
import { sha256 } from '../keys.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { codeHash } from '../slips/code.ts'
import { findSlip, type Slip, useSlip } from '../slips/store.ts'
import { flagsOf } from './flags.ts'
import { receiptOf } from './receipt.ts'
import type { SheetBody } from './sheet.ts'
import { findResponse, insertResponse } from './store.ts'

/** The item that asks who handed the form out; its answer is kept as a category of its own. */
const HANDED_BY = 'T7'

export type Submitted = Readonly<{ receipt: string; first: boolean }>

/**
 * Stores one sheet and spends its slip, in the caller's transaction. The two rows share nothing: no key, no time finer
 * than the day, no order. The same id with the same content again is the same sheet and gets the same receipt.
 */
export async function submit(db: Db, by: Act, sheet: SheetBody): Promise<Submitted> {
  const code = readCode(sheet.slip)
  if ('issue' in code) throw new Problem('slip_unknown')
  const slip = await findSlip(db, codeHash(by.keys, code.code))
  const known = await findResponse(db, sheet.id)
  if (!slip) throw new Problem('slip_unknown')
  const round = await getRound(db, slip.roundId)
  const instrument = await instrumentFor(db, round, slip, sheet)
  const answers = canonicalAnswers(instrument, sheet.answers as Answers, relevanceOf(instrument, dayOf(by.now)))
  const contentHash = sha256(
    canonicalJson({ form: sheet.form, language: sheet.language, consent: sheet.consent, answers }),
  )
  if (known) {
    if (known.contentHash !== contentHash) throw new Problem('idempotency_conflict')
    return { receipt: receiptOf(by.keys, sheet.id, contentHash), first: false }
  }
  checkOpen(round, slip)
  checkSheet(by, round, instrument, sheet)
  if (!(await useSlip(db, slip.id))) throw new Problem('slip_used')
  await insertResponse(db, {
    id: sheet.id,
    roundId: round.id,
    instrumentId: sheet.form,
    drawUnitId: slip.drawUnitId,
    mode: 'slip',
    handedBy: typeof answers[HANDED_BY] === 'string' ? answers[HANDED_BY] : 'unknown',
    language: sheet.language,
    day: dayOf(by.now),
    noticeVersion: sheet.consent,
    answers: canonicalJson(answers),
    contentHash,
    flags: JSON.stringify(flagsOf(instrument, answers)),
  })
  return { receipt: receiptOf(by.keys, sheet.id, contentHash), first: true }
}

async function instrumentFor(db: Db, round: Round, slip: Slip, sheet: SheetBody): Promise<Instrument> {
  const wanted = round.matrix.find(({ instrumentId }) => instrumentId.startsWith(`${slip.form}@`))?.instrumentId
  if (!sheet.form.startsWith(`${slip.form}@`))
    throw new Problem('answer_invalid', { errors: [{ pointer: '/form', code: 'form_of_another_slip' }] })
  const instrument = wanted === sheet.form ? await findInstrument(db, sheet.form) : undefined
  if (!instrument) throw new Problem('form_superseded')
  return instrument
}

/** Which refusal comes first is what the parent most needs to know: a used slip stays used after the round has closed. */
function checkOpen(round: Round, slip: Slip): void {
  if (slip.state === 'used') throw new Problem('slip_used')
  if (slip.state === 'revoked') throw new Problem('slip_revoked')
  if (hasReached(round.state, 'closed')) throw new Problem('round_closed')
  if (round.state !== 'fielding' || slip.state === 'made')
    throw new Problem('round_not_open', round.opensOn ? { detail: { opensOn: round.opensOn } } : {})
}

/**
 * Answering is free, each question too: the page asks for an answer to what is required, but a sheet with gaps is never
 * turned away here, because the parent may not come back. An unanswered item leaves its own denominators and nothing else.
 */
function checkSheet(by: Act, round: Round, instrument: Instrument, sheet: SheetBody): void {
  const errors = checkAnswers(instrument, sheet.answers, relevanceOf(instrument, dayOf(by.now)))
    .filter(({ code }) => code !== 'required_missing')
    .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) }))
  if (sheet.consent !== round.noticeVersion) errors.unshift({ pointer: '/consent', code: 'consent_required' })
  if (!instrument.languages.includes(sheet.language)) errors.unshift({ pointer: '/language', code: 'choice_unknown' })
  if (errors.length > 0) throw new Problem('answer_invalid', { errors })
}
