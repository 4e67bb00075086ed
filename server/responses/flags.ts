import type { Answers, Instrument } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'

/** Nine digits or more in a row, whatever stands between them, or an e-mail address: somebody wrote how to be reached. */
const CONTACT = /(?:\d[\s.-]?){9,}|[^\s@]+@[^\s@]+\.[a-z]{2,}/i

/** What whoever works with the sheets should look at; nothing is left out because of a flag. */
export function flagsOf(instrument: Instrument, answers: Answers): string[] {
  const flags: string[] = []
  const scales = questionsOf(instrument).flatMap(({ id, type }) =>
    type === 'scale' && typeof answers[id] === 'number' ? [answers[id]] : [],
  )
  if (scales.length >= 10 && scales.every((level) => level === scales[0])) flags.push('straight_line')
  if (Object.values(answers).some((answer) => typeof answer === 'string' && CONTACT.test(answer)))
    flags.push('possible_pii')
  return flags
}
