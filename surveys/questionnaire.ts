import { expand, type PlainItem } from './expand.ts'
import type { Item, Option } from './instrument.ts'

/**
 * What rules about answers need to know of an instrument: everything but its texts.
 * A whole `Instrument` fits, and so does what the respondent's page reads back out of the form that is already in its HTML.
 */
type Spoken = 'text' | 'hint' | 'message' | 'image' | 'audio'
type Wordless<Of> = Of extends { options: readonly Option[] }
  ? Omit<Of, Spoken | 'options' | 'other'> & { options: readonly Pick<Option, 'value'>[] }
  : Of extends { type: 'matrix' }
    ? Of
    : Omit<Of, Spoken>

/** A question as it is asked and answered: a row of a matrix is one, and so is what may be written after a choice. */
export type Question = Wordless<PlainItem>
export type Questionnaire = Readonly<{
  blocks: readonly Readonly<{ id: string; items: readonly (Question | Item)[] }>[]
}>

const known = new WeakMap<Questionnaire, Question[]>()

/** All questions in their order; worked out once for a questionnaire, which never changes. */
export function questionsOf(questionnaire: Questionnaire): Question[] {
  let questions = known.get(questionnaire)
  if (!questions) {
    questions = questionnaire.blocks.flatMap((block) => block.items.flatMap((item): Question[] => expand(item as Item)))
    known.set(questionnaire, questions)
  }
  return questions
}

/** Whether a person answers it: notes are only read, hidden and calculated values come by themselves. */
export const isForPeople = ({ type }: Pick<Question, 'type'>): boolean =>
  type !== 'note' && type !== 'hidden' && type !== 'calculated'
