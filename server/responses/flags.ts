import type { Answer, Answers, Instrument } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'

/** Nine digits or more in a row, whatever stands between them, or an e-mail address: somebody wrote how to be reached. */
const CONTACT = /(?:\d[\s.-]?){9,}|[^\s@]+@[^\s@]+\.[a-z]{2,}/i

/** Shares of the judged questions: below the first a sheet is broken off, below the second partial (AAPOR's usual limits). */
const PARTIAL = 0.5
const COMPLETE = 0.8

/** What whoever works with the sheets should look at; nothing is left out because of a flag. */
export function flagsOf(instrument: Instrument, answers: Answers): string[] {
  const flags: string[] = []
  let scales = 0
  let level: Answer | undefined
  let same = true
  let [asked, said] = [0, 0]
  for (const { id, always } of scalesOf(instrument)) {
    const answer = answers[id]
    // "Does not know" is an answer; a question that hangs on a condition is no measure of how far somebody came.
    if (always) asked += 1
    if (always && answer !== undefined) said += 1
    if (typeof answer !== 'number') continue
    if (scales > 0 && answer !== level) same = false
    level = answer
    scales += 1
  }
  if (scales >= 10 && same) flags.push('straight_line')
  if (asked > 0 && said < PARTIAL * asked) flags.push('break_off')
  else if (said < COMPLETE * asked) flags.push('partial')
  for (const id in answers) {
    const answer = answers[id]
    if (typeof answer !== 'string' || !CONTACT.test(answer)) continue
    flags.push('possible_pii')
    break
  }
  return flags
}

type Scale = Readonly<{ id: string; always: boolean }>
const known = new WeakMap<Instrument, readonly Scale[]>()

/** Worked out once for a form, which never changes: every sheet that comes in is looked at. */
function scalesOf(instrument: Instrument): readonly Scale[] {
  let scales = known.get(instrument)
  if (!scales) {
    scales = questionsOf(instrument)
      .filter(({ type }) => type === 'scale')
      .map(({ id, relevant }) => ({ id, always: relevant === undefined }))
    known.set(instrument, scales)
  }
  return scales
}
