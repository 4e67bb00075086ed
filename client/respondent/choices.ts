import { find } from './find.ts'
import { type Accessor, createSignal } from './signals.ts'

/** A yes or no about how the page behaves: its box in the page, kept for the next visit where the browser keeps anything. */
export function createChoice(name: string, initial = false): Accessor<boolean> {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(name)
  } catch {}
  const [chosen, choose] = createSignal(kept ? kept === 'true' : initial)
  const box = find<HTMLInputElement>(name)
  box.checked = chosen()
  box.onchange = () => {
    choose(box.checked)
    try {
      localStorage.setItem(name, String(box.checked))
    } catch {}
  }
  return chosen
}
