import type { Tone } from '../../ui/chip.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { dayText } from '../../words/days.ts'
import type { Due } from './api.ts'

/** How a due day stands, in words. */
export function dueText({ state, dueOn, doneOn, days }: Due): string {
  if (state === 'done') return words.due.done(dayText(doneOn ?? dueOn))
  if (state === 'done_late') return words.due.done_late(dayText(doneOn ?? dueOn), -days)
  if (state === 'late') return words.due.late(dayText(dueOn), -days)
  return words.due[state](dayText(dueOn), days)
}

export const dueTone = ({ state }: Due): Tone =>
  state === 'late' ? 'red' : state === 'soon' || state === 'done_late' ? 'amber' : state === 'done' ? 'green' : 'plain'

/** The due day that matters at a state of the road; after the explanation nothing of the unit's is due. */
export const dueNow = (state: string, due: Readonly<{ score: Due; explain: Due }>): Due | undefined =>
  state === 'scoring' ? due.score : state === 'explaining' ? due.explain : undefined

export const stateTone = (state: string): Tone =>
  state === 'published' ? 'green' : state === 'scoring' || state === 'explaining' ? 'accent' : 'amber'
