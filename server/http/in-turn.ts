import type { MiddlewareHandler } from 'hono'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'

/** As many may wait; who comes then is asked to come again. */
const MOST_WAITING = 16
/** Between two, so that what parents have sent meanwhile is taken whole. */
const BREATH_MS = 25

/**
 * Files and figures that the program computes itself, one after another: while one is made nothing else goes on, and fifty
 * at once would keep a parent's sheet waiting for the last of them.
 */
export function makeTurns(mostWaiting = MOST_WAITING): MiddlewareHandler<AppEnv> {
  const waiting: (() => void)[] = []
  let busy = false
  return async (_, next) => {
    if (busy) {
      if (waiting.length >= mostWaiting) throw new Problem('slow_down', { retryAfterSeconds: 10 })
      await new Promise<void>((go) => waiting.push(go))
    }
    busy = true
    try {
      await next()
    } finally {
      const go = waiting.shift()
      if (go) setTimeout(go, BREATH_MS)
      else busy = false
    }
  }
}
