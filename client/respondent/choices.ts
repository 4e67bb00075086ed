import { createSignal, type Signal } from 'solid-js'

/** A yes or no about how the page behaves, kept for the next visit where the browser keeps anything. */
export function createChoice(name: string, initial = false): Signal<boolean> {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(name)
  } catch {}
  const [chosen, choose] = createSignal(kept ? kept === 'true' : initial)
  return [
    chosen,
    (next) => {
      const now = choose(next)
      try {
        localStorage.setItem(name, String(now))
      } catch {}
      return now
    },
  ] as Signal<boolean>
}
