import { answerTo } from '../canonical.ts'
import type { Answer, Answers } from '../instrument.ts'
import { type Questionnaire, questionsOf } from '../questionnaire.ts'
import type { Rules } from '../relevant.ts'
import { evaluate, type Surroundings, type Value } from './evaluate.ts'
import { parse, type Tree } from './parse.ts'

/**
 * The judge of a questionnaire's conditions, constraints and calculations, to be handed to `checkAnswers`, `canonicalAnswers`
 * and the flow. Expressions are read once; one that cannot be read throws, because publishing has refused it before.
 *
 * @param today what `today()` is: the day where the sheet is judged, `2026-11-23`
 */
export function rulesOf(questionnaire: Questionnaire, today?: string): Rules {
  const trees = new Map<string, Tree>()
  const read = (id: string, source: string | undefined): Tree | undefined => {
    if (source === undefined) return undefined
    let tree = trees.get(source)
    if (!tree) {
      const reading = parse(source)
      if ('issue' in reading) throw new RangeError(`${id}: ${reading.issue.code}`)
      tree = reading.tree
      trees.set(source, tree)
    }
    return tree
  }
  const around = (before: Answers, more: Partial<Surroundings> = {}): Surroundings => ({
    answerTo: (name) => answerTo(before, name),
    ...(today ? { today } : {}),
    ...more,
  })
  for (const question of questionsOf(questionnaire)) {
    read(question.id, question.relevant)
    if ('constraint' in question) read(question.id, question.constraint)
    if (question.type === 'calculated') read(question.id, question.calculation)
  }
  return {
    asks: ({ id, relevant }, before) => {
      const tree = read(id, relevant)
      return !tree || evaluate(tree, around(before)) === true
    },
    valueOf: (question, before) => {
      if (question.type === 'hidden') return question.value
      const tree = question.type === 'calculated' ? read(question.id, question.calculation) : undefined
      return tree && question.type === 'calculated'
        ? answerOf(question.gives, evaluate(tree, around(before)))
        : undefined
    },
    accepts: (question, answer, before) => {
      const tree = 'constraint' in question ? read(question.id, question.constraint) : undefined
      // "Does not know" says nothing that could break a constraint.
      return !tree || answer === null || evaluate(tree, around(before, { self: answer })) === true
    },
  }
}

function answerOf(gives: 'number' | 'text', value: Value): Answer | undefined {
  if (gives === 'number') return typeof value === 'number' ? value : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
