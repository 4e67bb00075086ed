import { find } from './find.ts'
import { type Accessor, createSignal } from './signals.ts'

/** A yes or no about how the page behaves: its box in the page, kept for the next visit where the browser keeps anything. */
export function createChoice(name: string, initial = false): Accessor<boolean> {
  const [chosen, choose] = createSignal(initial)
  const box = find<HTMLInputElement>(name)
  box.checked = initial
  box.onchange = () => {
    choose(box.checked)
    try {
      localStorage.setItem(name, String(box.checked))
    } catch {}
  }
  // The first look into this storage waits for the disk: the page takes answers before it.
  setTimeout(() => {
    try {
      const kept = localStorage.getItem(name)
      if (!kept) return
      box.checked = kept === 'true'
      choose(box.checked)
    } catch {}
  })
  return chosen
}
