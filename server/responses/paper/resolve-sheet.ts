import type { Answer, Answers } from '../../../surveys/instrument.ts'
import type { Language } from '../../../surveys/text.ts'
import type { Act } from '../../act.ts'
import { audit } from '../../audit.ts'
import type { Db } from '../../db/open.ts'
import { findInstrument } from '../../instruments/store.ts'
import { Problem } from '../../problem.ts'
import { compareEntries } from './compare-entries.ts'
import { typedOf } from './enter-sheet.ts'
import { addToTally, deleteEntry, findEntry } from './store.ts'
import { storePaper } from './store-paper.ts'

/** What stands on the paper after all: as one of the two read it, or something else; `value` absent is no answer. */
export type Choice = 'first' | 'second' | Readonly<{ value?: unknown }>

/** The places in which two people read a sheet differently, and nothing else of it. */
export async function viewDifferences(db: Db, by: Pick<Act, 'keys'>, roundId: string, entryId: string) {
  const entry = await findEntry(db, roundId, entryId)
  if (entry?.state !== 'differs') throw new Problem('not_found')
  const instrument = await findInstrument(db, entry.instrumentId)
  if (!instrument) throw new Problem('not_found')
  const [first, second] = [typedOf(by, entry, 'first'), typedOf(by, entry, 'second')]
  return { entry, instrument, first, second, ...compareEntries(instrument, first, second) }
}

/** Somebody looked at the paper again and says of each difference what stands there; then the sheet is stored. */
export async function resolveSheet(
  db: Db,
  by: Act,
  roundId: string,
  entryId: string,
  choices: Readonly<Record<string, Choice>>,
): Promise<void> {
  const { entry, first, differences, questions } = await viewDifferences(db, by, roundId, entryId)
  const open = differences.filter(({ item }) => !Object.hasOwn(choices, item))
  const foreign = Object.keys(choices).filter((item) => !differences.some((one) => one.item === item))
  if (open.length + foreign.length > 0)
    throw new Problem('input_invalid', {
      errors: [
        ...open.map(({ item }) => ({ pointer: `/choices/${item}`, code: 'required' })),
        ...foreign.map(() => ({ pointer: '/choices', code: 'question_unknown' })),
      ],
    })
  const answers: Record<string, Answer> = { ...first.answers }
  let { language } = first
  for (const { item, ...ends } of differences) {
    const choice = choices[item]
    const value = typeof choice === 'string' ? ends[choice] : (choice.value as Answer | undefined)
    if (item === 'language') language = value as Language
    else if (value === undefined) delete answers[item]
    else answers[item] = value
  }
  const typed = { language, consent: first.consent, answers: answers satisfies Answers }
  await storePaper(db, by, entry, typed, { questions, differing: differences.length })
}

/** A sheet that is not to be stored after all: typed under the wrong code, or answered on the phone in the meantime. */
export async function discardSheet(db: Db, by: Act, roundId: string, entryId: string, reason: string): Promise<void> {
  const entry = await findEntry(db, roundId, entryId)
  if (!entry) throw new Problem('not_found')
  await deleteEntry(db, entry.id)
  await addToTally(db, roundId, { stored: 0, questions: 0, differing: 0, discarded: 1 })
  await audit(db, by, 'responses.paper_discard', roundId, { reason })
}
