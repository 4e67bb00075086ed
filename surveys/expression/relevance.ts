import { answerTo, type Relevance } from '../flow.ts'
import { type Questionnaire, questionsOf } from '../questionnaire.ts'
import { evaluate } from './evaluate.ts'
import { parse, type Tree } from './parse.ts'

/**
 * The judge of a questionnaire's conditions, to be handed to `checkAnswers`, `canonicalAnswers` and the flow. Conditions are
 * read once; one that cannot be read throws, because publishing has refused it before.
 */
export function relevanceOf(questionnaire: Questionnaire, today?: string): Relevance {
  const conditions = new Map<string, Tree>()
  for (const { id, relevant } of questionsOf(questionnaire)) {
    if (relevant === undefined) continue
    const read = parse(relevant)
    if ('issue' in read) throw new RangeError(`${id}: ${read.issue.code}`)
    conditions.set(id, read.tree)
  }
  return ({ id }, before) => {
    const tree = conditions.get(id)
    return !tree || evaluate(tree, { answerTo: (name) => answerTo(before, name), ...(today ? { today } : {}) }) === true
  }
}
