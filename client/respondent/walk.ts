import { createSignal, type Signal } from 'solid-js'
import { answerIssues } from '../../surveys/answers.ts'
import { isAnswered, nextQuestion, previousQuestion, progressAt } from '../../surveys/flow.ts'
import { type PageForm, readAnswer } from './page-form.ts'
import type { Sheet } from './sheet.ts'
import type { Trail } from './trail.ts'
import { fill, words } from './words.ts'

/** Long enough to see what was chosen, short enough not to wait. */
const ADVANCE_MS = 200

type Choices = Readonly<Record<'auto' | 'list', Signal<boolean>>>

/** Going through the questions: forward, back, by itself after a choice. */
export function createWalk(page: PageForm, sheet: Sheet, trail: Trail, { auto, list }: Choices) {
  const { questionnaire, asked } = page
  const { at, go } = trail
  const [error, setError] = createSignal('')
  let reached = 0
  let checking = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What keeps somebody from leaving this question, in words. */
  function obstacle(id: string): string {
    const each = asked.get(id)
    if (!each) return ''
    const given = readAnswer(each)
    if (given === undefined) return each.question.required ? words.chooseOne : ''
    const [issue] = answerIssues(each.question, given)
    return issue ? fill(words.wrongNumber, issue.detail ?? {}) : ''
  }

  function forward(): void {
    clearTimeout(timer)
    const here = list[0]() ? sheet.asked().find(({ id }) => obstacle(id))?.id : at()
    const wrong = here ? obstacle(here) : ''
    setError(wrong)
    if (wrong && list[0]())
      asked
        .get(here ?? '')
        ?.fieldset.querySelector('input')
        ?.focus()
    if (wrong) return
    const next = checking || list[0]() ? undefined : nextQuestion(questionnaire, sheet.answers(), at())
    checking ||= !next
    go(next?.id ?? 'review')
  }

  return {
    error,
    forward,
    /** Whether somebody came from the review and goes back there. */
    checking: () => checking,
    /** After a tap on an answer; not when somebody goes through the answers with the arrow keys. */
    forwardSoon(): void {
      const from = at()
      clearTimeout(timer)
      if (auto[0]() && !list[0]()) timer = setTimeout(() => from === at() && forward(), ADVANCE_MS)
    },
    back(): void {
      clearTimeout(timer)
      setError('')
      trail.back(previousQuestion(questionnaire, sheet.answers(), at())?.id ?? 'notice')
    },
    open(id: string): void {
      checking = true
      go(id)
    },
    clear: () => setError(''),
    answered: () => {
      const each = asked.get(at())
      return each !== undefined && isAnswered(each.question, sheet.answers())
    },
    progress: () => {
      const progress = progressAt(questionnaire, sheet.answers(), at(), reached)
      reached = progress.share
      return progress
    },
  }
}

export type Walk = ReturnType<typeof createWalk>
