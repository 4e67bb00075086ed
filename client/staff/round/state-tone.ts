import type { Tone } from '../../ui/chip.tsx'

/** Amber waits for somebody, accent is at work, green is done. */
export function stateTone(state: string): Tone {
  if (state === 'drafting') return 'plain'
  if (state === 'submitted' || state === 'closed') return 'amber'
  return state === 'reported' || state === 'published' ? 'green' : 'accent'
}
