import type { Instrument } from '../../surveys/instrument.ts'
import { type Question, questionsOf } from '../../surveys/questionnaire.ts'

/** What every row says beside its answers. No id, no time finer than the day, no free text. */
export const FIXED_COLUMNS = [
  'class',
  'school',
  'stratum',
  'level',
  'area',
  'form',
  'mode',
  'handed_by',
  'language',
  'day',
  'notice',
  'flags',
] as const

/** "Does not know, does not apply": another thing than no answer, which is an empty cell. */
export const NOT_KNOWN = 'NK'

/** Questions of all forms of the round by id, in the order of the forms: the columns behind the fixed ones. */
export function questionColumns(instruments: readonly Instrument[]): Question[] {
  const known = new Map<string, Question>()
  for (const instrument of instruments)
    for (const question of questionsOf(instrument))
      if (question.type !== 'note' && !known.has(question.id)) known.set(question.id, question)
  return [...known.values()]
}
