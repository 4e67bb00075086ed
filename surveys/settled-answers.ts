import { answerIssues } from './answers.ts'
import { canonicalAnswer } from './canonical.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Answer, Answers } from './instrument.ts'
import { type Question, type Questionnaire, questionsOf } from './questionnaire.ts'
import { hasRule } from './relevant.ts'

/** Answers in their stored form and their canonical JSON. */
export type Settled = Readonly<{ answers: Answers; text: string }>

/**
 * `checkAnswers`, `canonicalAnswers` and `canonicalJson` in one walk over what was answered, for the sheets that nearly all are:
 * of a form without rules, and nothing wrong with them. Gaps are no fault here.
 *
 * @returns undefined where there may be something to say: then the three say it. What they say of a sheet that is settled here
 *   is the same (a test holds them against each other)
 */
export function settledAnswers(questionnaire: Questionnaire, answers: Answers): Settled | undefined {
  const places = placesOf(questionnaire)
  if (!places) return undefined
  const pieces: (string | undefined)[] = new Array(places.size).fill(undefined)
  let kept = answers
  for (const id in answers) {
    const place = places.get(id)
    if (!place) return undefined
    const answer = answers[id]
    const common = place.common.get(answer)
    if (common !== undefined) {
      pieces[place.at] = common
      continue
    }
    if (answerIssues(place.question, answer).length > 0) return undefined
    const stored = canonicalAnswer(place.question, answer)
    if (stored !== answer) kept = changed(kept, id, stored)
    if (stored !== undefined) pieces[place.at] = `${place.name}${canonicalJson(stored)}`
  }
  let text = ''
  for (const piece of pieces) if (piece !== undefined) text += text === '' ? piece : `,${piece}`
  return { answers: kept, text: `{${text}}` }
}

function changed(answers: Answers, id: string, stored: Answer | undefined): Answers {
  const { [id]: _, ...others } = answers
  return stored === undefined ? others : { ...others, [id]: stored }
}

/** A question, where it stands in the canonical JSON, its name there, and the whole entry for each of the common answers. */
type Place = Readonly<{ question: Question; at: number; name: string; common: ReadonlyMap<unknown, string> }>
type Places = ReadonlyMap<string, Place>

const known = new WeakMap<Questionnaire, Places | null>()

function placesOf(questionnaire: Questionnaire): Places | null {
  let places = known.get(questionnaire)
  if (places === undefined) {
    places = makePlaces(questionsOf(questionnaire))
    known.set(questionnaire, places)
  }
  return places
}

/** Null where one question hangs on another, or on itself: the order of the walk is not that of the form. */
function makePlaces(questions: readonly Question[]): Places | null {
  if (questions.some(hasRule)) return null
  const byId = new Map(questions.map((question) => [question.id, question]))
  // The order of canonical JSON, which is that of the code units.
  const ids = [...byId.keys()].sort()
  if (ids.length < questions.length) return null
  return new Map(
    ids.map((id, at): [string, Place] => {
      const question = byId.get(id) as Question
      const name = `${JSON.stringify(id)}:`
      const common = commonAnswers(question).map((answer): [unknown, string] => [answer, name + canonicalJson(answer)])
      return [id, { question, at, name, common: new Map(common) }]
    }),
  )
}

/** Answers that nothing is wrong with, as they are stored already. */
function commonAnswers(question: Question): readonly Answer[] {
  const tried = question.type === 'scale' ? [1, 2, 3, 4, 5, null] : question.type === 'single' ? valuesOf(question) : []
  return tried.filter(
    (answer) => answerIssues(question, answer).length === 0 && canonicalAnswer(question, answer) === answer,
  )
}

const valuesOf = ({ options }: Extract<Question, { type: 'single' }>): readonly string[] =>
  options.map(({ value }) => value)
