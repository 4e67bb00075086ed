import { canonicalJson } from '../../../surveys/canonical-json.ts'
import type { Answer, Answers, Instrument } from '../../../surveys/instrument.ts'
import { isForPeople, questionsOf } from '../../../surveys/questionnaire.ts'
import type { Language } from '../../../surveys/text.ts'

/** What one person read off a sheet of paper, in its canonical form. */
export type Typed = Readonly<{ language: Language; consent: string; answers: Answers }>
/** One place where two people read differently; an absent end is a question left empty. */
export type Difference = Readonly<{ item: string; first?: Answer; second?: Answer }>

/** Every question two people typed differently, in the order of the form; how many there were to compare. */
export function compareEntries(instrument: Instrument, first: Typed, second: Typed) {
  const questions = questionsOf(instrument).filter(isForPeople)
  const differences = questions.flatMap(({ id }): Difference[] => {
    const [one, two] = [first.answers[id], second.answers[id]]
    if (textOf(one) === textOf(two)) return []
    return [{ item: id, ...(one === undefined ? {} : { first: one }), ...(two === undefined ? {} : { second: two }) }]
  })
  if (first.language !== second.language)
    differences.unshift({ item: 'language', first: first.language, second: second.language })
  return { differences, questions: questions.length + 1 }
}

const textOf = (answer: Answer | undefined): string => (answer === undefined ? '' : canonicalJson(answer))
