import { type Action, useAction } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { type Refusal, refusalOf } from './refusal.ts'

/** One thing a person sets going: whether it runs, and why it was refused. */
export function createTask<In extends unknown[], Out>(does: (...input: In) => Promise<Out>) {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal | null>(null)
  return {
    busy,
    refusal,
    forget: () => setRefusal(null),
    /** Gives the result, or undefined after a refusal. */
    run: async (...input: In): Promise<Out | undefined> => {
      if (busy()) return undefined
      setBusy(true)
      setRefusal(null)
      try {
        return await does(...input)
      } catch (error) {
        setRefusal(refusalOf(error))
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}

/** The same for an action: everything on the page is read again after it. */
export const createActionTask = <In extends unknown[], Out>(change: Action<In, Out>) =>
  createTask<In, unknown>(useAction(change) as (...input: In) => Promise<unknown>)
