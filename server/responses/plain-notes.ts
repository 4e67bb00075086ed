import { conditionPhrases } from '../../client/words/condition.ts'
import { conditionSentence } from '../../client/words/condition-sentence.ts'
import { type PlainItem, plainItems } from '../../surveys/expand.ts'
import { answersIn, parse, type Tree } from '../../surveys/expression/parse.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { Text } from '../../surveys/text.ts'
import { questionNames } from '../instruments/paper/question-names.ts'

/**
 * What a reader without scripts must know, who sees all questions at once: when a question is to be answered, in words, and the
 * number of each question that such a sentence speaks of. Nothing for the others, and for a form without conditions.
 */
export function plainNotes(form: Instrument): (item: PlainItem) => Text | undefined {
  const conditions = new Map<string, Tree>()
  for (const { item } of plainItems(form)) {
    const read = item.relevant === undefined ? undefined : parse(item.relevant)
    if (read && 'tree' in read) conditions.set(item.id, read.tree)
  }
  const spokenOf = new Set([...conditions.values()].flatMap(answersIn))
  const names = { vi: questionNames(form, 'vi'), en: questionNames(form, 'en') }
  const say = (id: string, tree: Tree | undefined, language: 'vi' | 'en'): string => {
    const phrases = conditionPhrases[language]
    const number = phrases.answerTo({ name: id })
    return [
      ...(spokenOf.has(id) ? [`${number.charAt(0).toUpperCase()}${number.slice(1)}.`] : []),
      ...(tree ? [phrases.onlyIf({ a: conditionSentence(tree, names[language], language) }), phrases.elseEnd({})] : []),
    ].join(' ')
  }
  return ({ id }) => {
    const tree = conditions.get(id)
    return tree || spokenOf.has(id) ? { vi: say(id, tree, 'vi'), en: say(id, tree, 'en') } : undefined
  }
}
