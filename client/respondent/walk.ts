import { answerIssues } from '../../surveys/answers.ts'
import { isAnswered } from '../../surveys/flow.ts'
import { find } from './find.ts'
import { moreObstacle, remind, together } from './more.ts'
import { type PageForm, readAnswer } from './page-form.ts'
import type { Sheet } from './sheet.ts'
import { type Accessor, createMemo, createSignal } from './signals.ts'
import type { Trail } from './trail.ts'
import { fill, words } from './words.ts'

/** Long enough to see what was chosen, short enough not to wait. */
export const ADVANCE_MS = 200

/** How the page behaves, as somebody wants it. */
export type Choices = Readonly<Record<'auto' | 'list' | 'large' | 'contrast' | 'faces', Accessor<boolean>>>

/** Going through the questions: forward, back, by itself after a choice. */
export function createWalk(page: PageForm, sheet: Sheet, trail: Trail, { auto, list }: Choices) {
  const { asked } = page
  const { at, go } = trail
  const [error, setError] = createSignal('')
  const here = createMemo(() => asked.get(at()))
  const place = createMemo(() => sheet.asked().findIndex(({ id }) => id === at()))
  let reached = 0
  let checking = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What keeps somebody from leaving this question, in words. */
  function obstacle(id: string): string {
    const each = asked.get(id)
    if (!each) return ''
    const given = readAnswer(each)
    // A figure that is owed is asked for as a figure: nothing is as wrong as a number that cannot be.
    const owed = each.question.required && each.question.type === 'percent'
    const issues = given === undefined && !owed ? [] : answerIssues(each.question, given === undefined ? -1 : given)
    const more = moreObstacle(each, given, issues, sheet.answers(), sheet.rules)
    if (more !== undefined) return more
    if (given === undefined && !owed) return each.question.required ? words.chooseOne : ''
    const [issue] = issues
    return issue ? fill(words.wrongNumber, issue.detail ?? {}) : ''
  }

  function forward(): void {
    clearTimeout(timer)
    const near = together(page, at(), sheet.asked())
    const stuck = list() ? sheet.asked().find(({ id }) => obstacle(id))?.id : near ? near.find(obstacle) : at()
    setError(stuck ? obstacle(stuck) : '')
    if (error()) {
      remind(stuck ?? '')
      const fieldset = asked.get(stuck ?? '')?.fieldset
      // It stands above the answers to its question: below a long list nobody would see it.
      fieldset?.querySelector('div')?.before(find('wrong'))
      if (list() || near) fieldset?.querySelector('input')?.focus()
      return
    }
    const next =
      checking || list() ? undefined : sheet.asked().find(({ id }, at) => at > place() && !near?.includes(id))
    checking ||= !next
    go(next?.id ?? 'review')
  }

  return {
    /** The question on the screen. */
    here,
    error,
    forward,
    /** Whether somebody came from the review and goes back there. */
    checking: () => checking,
    /** After a tap on an answer; not when somebody goes through the answers with the arrow keys. */
    forwardSoon(): void {
      const from = at()
      clearTimeout(timer)
      if (auto() && !list() && !together(page, from, sheet.asked()))
        timer = setTimeout(() => from === at() && forward(), ADVANCE_MS)
    },
    back(): void {
      clearTimeout(timer)
      setError('')
      trail.back(sheet.asked()[place() - 1]?.id ?? 'notice')
    },
    open(id: string): void {
      checking = true
      go(id)
    },
    clear: () => setError(''),
    answered: () => {
      const each = here()
      return each !== undefined && isAnswered(each.question, sheet.answers())
    },
    /** The share never goes back, also where somebody does. */
    progress: () => {
      const total = sheet.asked().length
      reached = Math.max(reached, place() / total)
      return { position: place() + 1, total, share: reached }
    },
  }
}

export type Walk = ReturnType<typeof createWalk>
