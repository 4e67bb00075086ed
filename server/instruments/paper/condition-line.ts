import { conditionPhrases } from '../../../client/words/condition.ts'
import { conditionSentence } from '../../../client/words/condition-sentence.ts'
import { parse } from '../../../surveys/expression/parse.ts'
import type { Instrument, Item } from '../../../surveys/instrument.ts'
import type { Text } from '../../../surveys/text.ts'
import { questionNames } from './question-names.ts'

const UNSEEN: readonly Item['type'][] = ['hidden', 'calculated']

/**
 * When a question is to be answered and where to go otherwise, in words; undefined for one that is always asked.
 * Whoever has skipped a question goes on at the next one that is not asked under the same condition.
 */
export function conditionLine(form: Instrument, item: Item): Text | undefined {
  if (item.relevant === undefined) return undefined
  const read = parse(item.relevant)
  // Publishing has refused it; a draft may still have one.
  if ('issue' in read) return { vi: item.relevant, en: item.relevant }
  const seen = form.blocks.flatMap((block) => block.items).filter(({ type }) => !UNSEEN.includes(type))
  const next = seen.slice(seen.indexOf(item) + 1).find(({ relevant }) => relevant !== item.relevant)
  const say = (language: 'vi' | 'en') => {
    const phrases = conditionPhrases[language]
    const condition = conditionSentence(read.tree, questionNames(form, language), language)
    return `${phrases.onlyIf({ a: condition })} ${next ? phrases.elseSkip({ next: next.id }) : phrases.elseEnd({})}`
  }
  return { vi: say('vi'), en: say('en') }
}
