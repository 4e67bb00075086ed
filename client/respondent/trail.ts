import { type Accessor, createSignal } from './signals.ts'

/** A question's id, or one of these. */
export type Screen = 'notice' | 'code' | 'review' | 'outbox' | 'receipt' | 'declined' | (string & {})

type Step = Readonly<{ slip?: string; at?: Screen; depth?: number }>

export type Trail = Readonly<{
  at: Accessor<Screen>
  slip: () => string | undefined
  setSlip: (slip: string | undefined) => void
  go: (to: Screen, step?: 'push' | 'replace') => void
  /** The screen before; `otherwise` where the browser's own history begins here. */
  back: (otherwise: Screen) => void
}>

/**
 * Which screen is shown, kept in the browser's history, so that the phone's own back button goes one screen back.
 * The slip's code lives in the history entry too: it survives a reload and is in no address.
 */
export function createTrail(first: string | undefined): Trail {
  const [at, setAt] = createSignal<Screen>('notice')
  const step = (): Step => history.state ?? {}
  let slip = first ?? step().slip
  const write = (to: Screen, depth: number, how: 'pushState' | 'replaceState') => {
    const state: Step = { ...(slip === undefined ? {} : { slip }), at: to, depth }
    history[how](state, '', location.pathname + location.search)
    setAt(to)
  }
  // Out of the address with the code; a little later, since the browser takes its time for it.
  setTimeout(() => at() === 'notice' && write('notice', step().depth ?? 0, 'replaceState'))
  // The code of another slip was scanned into this page.
  addEventListener('hashchange', () => location.reload())
  addEventListener('popstate', () => setAt(step().at ?? 'notice'))
  return {
    at,
    slip: () => slip,
    setSlip: (next) => {
      slip = next
    },
    go: (to, how = 'push') => {
      if (to === at()) return
      const depth = step().depth ?? 0
      write(to, how === 'push' ? depth + 1 : depth, `${how}State`)
    },
    back: (otherwise) => {
      if (step().depth) history.back()
      else write(otherwise, 0, 'replaceState')
    },
  }
}
