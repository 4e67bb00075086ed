import { freeWords } from '../../surveys/free-words.ts'
import type { Answer, Answers, Instrument } from '../../surveys/instrument.ts'
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

/**
 * A sheet of a form as its cells of these columns. Choices of one question stand in one cell, a space between them: their
 * values have none, and the order of a ranking is kept. What words a person may have written is 1 or 0 for written or not,
 * by the sheet's own form: another form may mean a choice where this one means words.
 */
export function cellsOf(instrument: Instrument, columns: readonly Question[]): (answers: Answers) => string[] {
  const free = freeWords(instrument)
  return (answers) => columns.map(({ id, type }) => cellOf(type === 'text' || free.has(id), answers[id]))
}

function cellOf(free: boolean, answer: Answer | undefined): string {
  if (free) return typeof answer === 'string' && answer !== '' ? '1' : '0'
  if (answer === undefined) return ''
  if (answer === null) return NOT_KNOWN
  return typeof answer === 'object' ? answer.join(' ') : String(answer)
}
