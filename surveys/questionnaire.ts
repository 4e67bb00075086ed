import type { Item, Option } from './instrument.ts'

/**
 * What rules about answers need to know of an instrument: everything but its texts.
 * A whole `Instrument` fits, and so does what the respondent's page reads back out of the form that is already in its HTML.
 */
type Wordless<Of> = Of extends { options: readonly Option[] }
  ? Omit<Of, 'text' | 'hint' | 'options'> & { options: readonly Pick<Option, 'value'>[] }
  : Omit<Of, 'text' | 'hint'>

export type Question = Wordless<Item>
export type Questionnaire = Readonly<{ blocks: readonly Readonly<{ id: string; items: readonly Question[] }>[] }>

const known = new WeakMap<Questionnaire, Question[]>()

/** All questions in their order; worked out once for a questionnaire, which never changes. */
export function questionsOf(questionnaire: Questionnaire): Question[] {
  let questions = known.get(questionnaire)
  if (!questions) {
    questions = questionnaire.blocks.flatMap((block) => [...block.items])
    known.set(questionnaire, questions)
  }
  return questions
}
