import type { Answer, Answers, Instrument } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'

/** Nine digits or more in a row, whatever stands between them, or an e-mail address: somebody wrote how to be reached. */
const CONTACT = /(?:\d[\s.-]?){9,}|[^\s@]+@[^\s@]+\.[a-z]{2,}/i

/** What whoever works with the sheets should look at; nothing is left out because of a flag. */
export function flagsOf(instrument: Instrument, answers: Answers): string[] {
  const flags: string[] = []
  let scales = 0
  let level: Answer | undefined
  let same = true
  for (const { id, type } of questionsOf(instrument)) {
    const answer = answers[id]
    if (type !== 'scale' || typeof answer !== 'number') continue
    if (scales > 0 && answer !== level) same = false
    level = answer
    scales += 1
  }
  if (scales >= 10 && same) flags.push('straight_line')
  for (const id in answers) {
    const answer = answers[id]
    if (typeof answer !== 'string' || !CONTACT.test(answer)) continue
    flags.push('possible_pii')
    break
  }
  return flags
}
