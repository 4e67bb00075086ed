import { canonicalAnswers } from '../../../surveys/answers.ts'
import { canonicalJson } from '../../../surveys/canonical-json.ts'
import { rulesOf } from '../../../surveys/expression/rules.ts'
import type { Answers, Instrument } from '../../../surveys/instrument.ts'
import { readCode } from '../../../surveys/slip.ts'
import { type Act, dayOf, newId } from '../../act.ts'
import { audit } from '../../audit.ts'
import type { Db } from '../../db/open.ts'
import { findInstrument } from '../../instruments/store.ts'
import { Problem } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { codeHash } from '../../slips/code.ts'
import { findSlip } from '../../slips/store.ts'
import type { SheetBody } from '../sheet.ts'
import { decide, makePreparation } from '../submit.ts'
import { compareEntries, type Typed } from './compare-entries.ts'
import { findEntryOfSlip, insertEntry, type PaperEntry, setSecond } from './store.ts'
import { newSheetId, storePaper } from './store-paper.ts'

export type PaperSheet = Omit<SheetBody, 'id'>
export type Entered = Readonly<{ entry: string; state: 'first' | 'stored' | 'differs' }>

/** The slip a typed code belongs to, if it is one of this round. */
export async function slipOfRound(db: Db, by: Act, roundId: string, typed: string) {
  const code = readCode(typed)
  const slip = 'code' in code ? await findSlip(db, codeHash(by.keys, code.code)) : undefined
  if (slip?.roundId !== roundId) throw new Problem('slip_unknown')
  return slip
}

/**
 * What one person reads off a sheet of paper. The first entry waits; the second, by somebody else who has not seen it, is
 * compared with it: equal ones become an answer at once, others wait for somebody to decide. Both go through the rules a
 * phone's sheet goes through, and the slip stays open until the answer is stored.
 */
export async function enterSheet(db: Db, by: Act, roundId: string, sheet: PaperSheet): Promise<Entered> {
  const slip = await slipOfRound(db, by, roundId, sheet.slip)
  const instrument = await checked(db, by, sheet)
  const typed: Typed = {
    language: sheet.language,
    consent: sheet.consent,
    answers: canonicalAnswers(instrument, sheet.answers as Answers, rulesOf(instrument, dayOf(by.now))),
  }
  const before = await findEntryOfSlip(db, slip.id)
  if (!before) return enterFirst(db, by, roundId, slip.id, sheet.form, typed)
  if (before.state !== 'first') throw new Problem('paper_entered')
  const first = typedOf(by, before, 'first')
  if (before.firstBy === by.actor) {
    // The same sheet sent again, because the reply was lost, is no second entry.
    if (canonicalJson(first) === canonicalJson(typed)) return { entry: before.id, state: 'first' }
    throw new Problem('second_person')
  }
  const { differences, questions } = compareEntries(instrument, first, typed)
  if (differences.length === 0) {
    await storePaper(db, by, before, typed, { questions, differing: 0 })
    return { entry: before.id, state: 'stored' }
  }
  const secondSealed = seal(by.random, by.keys.paperEntry, `${before.id}/second`, canonicalJson(typed))
  await setSecond(db, before.id, { secondBy: by.actor, secondSealed, differing: differences.length })
  await audit(db, by, 'responses.paper_second', roundId, { differing: differences.length })
  return { entry: before.id, state: 'differs' }
}

/** As the phone's sheet would be judged, and with its refusals; nothing is stored. */
async function checked(db: Db, by: Act, sheet: PaperSheet): Promise<Instrument> {
  const prepared = await makePreparation(db)(by, { ...sheet, id: newSheetId(by) }, 'paper')
  const [outcome] = (await decide(db, by, [prepared])).outcomes
  if ('refused' in outcome) throw outcome.refused
  const instrument = await findInstrument(db, sheet.form)
  if (!instrument) throw new Problem('form_superseded')
  return instrument
}

async function enterFirst(
  db: Db,
  by: Act,
  roundId: string,
  slipId: string,
  instrumentId: string,
  typed: Typed,
): Promise<Entered> {
  const id = newId(by)
  await insertEntry(db, {
    id,
    roundId,
    slipId,
    instrumentId,
    state: 'first',
    firstBy: by.actor,
    firstSealed: seal(by.random, by.keys.paperEntry, `${id}/first`, canonicalJson(typed)),
    secondBy: null,
    secondSealed: null,
    differing: 0,
    enteredOn: dayOf(by.now),
  })
  await audit(db, by, 'responses.paper_first', roundId)
  return { entry: id, state: 'first' }
}

/** One of the two entries, opened. */
export function typedOf(by: Pick<Act, 'keys'>, entry: PaperEntry, which: 'first' | 'second'): Typed {
  const sealed = which === 'first' ? entry.firstSealed : entry.secondSealed
  if (sealed === null) throw new Error('there is no second entry to open')
  return JSON.parse(unseal(by.keys.paperEntry, `${entry.id}/${which}`, sealed)) as Typed
}
