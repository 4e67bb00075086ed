import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { relevanceOf } from '../../surveys/expression/relevance.ts'
import type { Relevance } from '../../surveys/flow.ts'
import type { Answers, Instrument } from '../../surveys/instrument.ts'
import { hasReached } from '../../surveys/round.ts'
import { readCode } from '../../surveys/slip.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { findInstrument } from '../instruments/store.ts'
import { sha256 } from '../keys.ts'
import { listRoundsById, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { codeHash } from '../slips/code.ts'
import { listSlipsByHash, type Slip, useSlips } from '../slips/store.ts'
import { flagsOf } from './flags.ts'
import { receiptOf } from './receipt.ts'
import type { SheetBody } from './sheet.ts'
import { insertResponses, listContentHashes, type Response } from './store.ts'

/** The item that asks who handed the form out; its answer is kept as a category of its own. */
const HANDED_BY = 'T7'

export type Submitted = Readonly<{ receipt: string; first: boolean }>
export type Outcome = Submitted | Readonly<{ refused: unknown }>

/** Stores one sheet, in the caller's transaction; as `submitAll`. */
export async function submit(db: Db, by: Act, sheet: SheetBody): Promise<Submitted> {
  const [outcome] = await submitAll(db, by, [sheet])
  if ('receipt' in outcome) return outcome
  throw outcome.refused
}

/**
 * Stores sheets and spends their slips, in the caller's transaction, each on its own merits: what one is refused for
 * does not touch the others. The two rows of a sheet share nothing: no key, no time finer than the day, no order. The same
 * id with the same content again is the same sheet and gets the same receipt.
 *
 * @returns one outcome a sheet, in their order
 */
export async function submitAll(
  db: Db,
  by: Act,
  sheets: readonly SheetBody[],
  forms: Forms = makeForms(),
): Promise<Outcome[]> {
  const hashes = sheets.map((sheet) => hashOf(by, sheet))
  const slips = await listSlipsByHash(
    db,
    hashes.filter((hash) => hash !== undefined),
  )
  const known = await listContentHashes(
    db,
    sheets.map(({ id }) => id),
  )
  const rounds = await listRoundsById(db, [...new Set([...slips.values()].map(({ roundId }) => roundId))])
  const day = dayOf(by.now)
  const rows: Response[] = []
  const spent = new Set<string>()
  const outcomes: Outcome[] = []
  for (const [place, sheet] of sheets.entries()) {
    try {
      const slip = slips.get(hashes[place] ?? '')
      const round = slip && rounds.get(slip.roundId)
      if (!slip || !round) throw new Problem('slip_unknown')
      const form = await formFor(db, forms, round, slip, sheet, day)
      const answers = canonicalAnswers(form.instrument, sheet.answers as Answers, form.relevance)
      const contentHash = sha256(
        canonicalJson({ form: sheet.form, language: sheet.language, consent: sheet.consent, answers }),
      )
      const before = known.get(sheet.id)
      if (before !== undefined && before !== contentHash) throw new Problem('idempotency_conflict')
      if (before === undefined) {
        checkOpen(round, slip, spent.has(slip.id))
        checkSheet(round, form, sheet)
        spent.add(slip.id)
        known.set(sheet.id, contentHash)
        rows.push(rowOf(form.instrument, round, slip, sheet, { answers, contentHash, day }))
      }
      outcomes.push({ receipt: receiptOf(by.keys, sheet.id, contentHash), first: before === undefined })
    } catch (refused) {
      // What the database says is no sheet's fault: nothing of the group can be stored.
      if (!(refused instanceof Problem)) throw refused
      outcomes.push({ refused })
    }
  }
  if (rows.length > 0) {
    // Read and spent inside one IMMEDIATE transaction: another count means that the database is not what was read.
    if ((await useSlips(db, [...spent])) !== rows.length) throw new Problem('unavailable')
    await insertResponses(db, rows)
  }
  return outcomes
}

function hashOf(by: Act, { slip }: SheetBody): string | undefined {
  const code = readCode(slip)
  return 'issue' in code ? undefined : codeHash(by.keys, code.code)
}

function rowOf(
  instrument: Instrument,
  round: Round,
  slip: Slip,
  sheet: SheetBody,
  { answers, contentHash, day }: Readonly<{ answers: Answers; contentHash: string; day: string }>,
): Response {
  return {
    id: sheet.id,
    roundId: round.id,
    instrumentId: sheet.form,
    drawUnitId: slip.drawUnitId,
    mode: 'slip',
    handedBy: typeof answers[HANDED_BY] === 'string' ? answers[HANDED_BY] : 'unknown',
    language: sheet.language,
    day,
    noticeVersion: sheet.consent,
    answers: canonicalJson(answers),
    contentHash,
    flags: JSON.stringify(flagsOf(instrument, answers)),
  }
}

type Form = Readonly<{ instrument: Instrument; relevance: Relevance }>

/** Published instruments never change, so they are read and their conditions parsed once; the day is part of a condition. */
export type Forms = Map<string, Form>
export const makeForms = (): Forms => new Map()

async function formFor(db: Db, forms: Forms, round: Round, slip: Slip, sheet: SheetBody, day: string): Promise<Form> {
  const wanted = round.matrix.find(({ instrumentId }) => instrumentId.startsWith(`${slip.form}@`))?.instrumentId
  if (!sheet.form.startsWith(`${slip.form}@`))
    throw new Problem('answer_invalid', { errors: [{ pointer: '/form', code: 'form_of_another_slip' }] })
  if (wanted !== sheet.form) throw new Problem('form_superseded')
  const key = `${day} ${wanted}`
  const held = forms.get(key)
  if (held) return held
  const instrument = await findInstrument(db, wanted)
  if (!instrument) throw new Problem('form_superseded')
  const form = { instrument, relevance: relevanceOf(instrument, day) }
  if (forms.size > 50) forms.clear()
  forms.set(key, form)
  return form
}

/** Which refusal comes first is what the parent most needs to know: a used slip stays used after the round has closed. */
function checkOpen(round: Round, slip: Slip, spent: boolean): void {
  if (spent || slip.state === 'used') throw new Problem('slip_used')
  if (slip.state === 'revoked') throw new Problem('slip_revoked')
  if (hasReached(round.state, 'closed')) throw new Problem('round_closed')
  if (round.state !== 'fielding' || slip.state === 'made')
    throw new Problem('round_not_open', round.opensOn ? { detail: { opensOn: round.opensOn } } : {})
}

/**
 * Answering is free, each question too: the page asks for an answer to what is required, but a sheet with gaps is never
 * turned away here, because the parent may not come back. An unanswered item leaves its own denominators and nothing else.
 */
function checkSheet(round: Round, { instrument, relevance }: Form, sheet: SheetBody): void {
  const errors = checkAnswers(instrument, sheet.answers, relevance)
    .filter(({ code }) => code !== 'required_missing')
    .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) }))
  if (sheet.consent !== round.noticeVersion) errors.unshift({ pointer: '/consent', code: 'consent_required' })
  if (!instrument.languages.includes(sheet.language)) errors.unshift({ pointer: '/language', code: 'choice_unknown' })
  if (errors.length > 0) throw new Problem('answer_invalid', { errors })
}
