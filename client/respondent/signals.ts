/** Reads a value; inside a memo or an effect it is remembered who read it. */
export type Accessor<Value> = () => Value
type Setter<Value> = (next: Value | ((before: Value) => Value)) => void

/** Memos and effects in the order they were made; one can only read what was made before it, so that order is the right one. */
const works: (() => void)[] = []
const due = new Set<number>()
let running = -1
let settling = false

function run(place: number): void {
  const before = running
  running = place
  try {
    works[place]?.()
  } finally {
    running = before
  }
}

function settle(): void {
  if (settling) return
  settling = true
  try {
    while (due.size > 0) {
      const next = Math.min(...due)
      due.delete(next)
      run(next)
    }
  } finally {
    settling = false
  }
}

/**
 * Signals as Solid names them, and only what a page needs that is never taken down: a reader is forgotten by nobody, and runs
 * once too often rather than once too seldom. When setting returns, everything that follows from it has happened.
 */
export function createSignal<Value>(): [Accessor<Value | undefined>, Setter<Value | undefined>]
export function createSignal<Value>(value: Value): [Accessor<Value>, Setter<Value>]
export function createSignal<Value>(value?: Value): [Accessor<Value | undefined>, Setter<Value | undefined>] {
  const readers = new Set<number>()
  return [
    () => {
      if (running >= 0) readers.add(running)
      return value
    },
    (next) => {
      const now = typeof next === 'function' ? (next as (before: Value | undefined) => Value)(value) : next
      if (now === value) return
      value = now
      for (const reader of readers) due.add(reader)
      settle()
    },
  ]
}

/** Runs now, and again whenever something it read has changed. */
export const createEffect = (work: () => void): void => run(works.push(work) - 1)

/** A value made from others; those who read it run again only when it is another one. */
export function createMemo<Value>(make: () => Value): Accessor<Value> {
  const [value, setValue] = createSignal<Value | undefined>(undefined)
  createEffect(() => setValue(() => make()))
  return value as Accessor<Value>
}
