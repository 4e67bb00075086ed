import type { Form } from './form.ts'

/** What can be undone: whole forms, which share everything that did not change. */
export type History = Readonly<{ past: readonly Form[]; now: Form; future: readonly Form[]; last?: string; at: number }>

const MOST = 200
/** Letters typed one after the other in the same place are one step. */
const ONE_STEP_MS = 1500

export const begin = (now: Form): History => ({ past: [], now, future: [], at: 0 })

export function changed(history: History, now: Form, place: string, at: number): History {
  const goesOn = place !== '' && place === history.last && at - history.at < ONE_STEP_MS
  const past = goesOn ? history.past : [...history.past, history.now].slice(-MOST)
  return { past, now, future: [], last: place, at }
}

export function undone(history: History): History {
  const before = history.past.at(-1)
  if (!before) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], at: 0 }
}

export function redone(history: History): History {
  const [next, ...future] = history.future
  return next ? { past: [...history.past, history.now], now: next, future, at: 0 } : history
}
