import { answersIn, parse } from './expression/parse.ts'
import { type Questionnaire, questionsOf } from './questionnaire.ts'

/**
 * The questions whose answer may hold words a person wrote: open text, and whatever text is calculated from it, however far
 * round. Tables that leave the sheets say of these only whether something stands there.
 */
export function freeWords(questionnaire: Questionnaire): ReadonlySet<string> {
  const free = new Set<string>()
  // A calculation looks only at what stands before it, so one walk sees all of them.
  for (const question of questionsOf(questionnaire)) {
    if (question.type === 'text') free.add(question.id)
    if (question.type !== 'calculated' || question.gives !== 'text') continue
    const read = parse(question.calculation)
    if ('issue' in read || answersIn(read.tree).some((name) => free.has(name))) free.add(question.id)
  }
  return free
}
