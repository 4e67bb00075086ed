import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'

/** The service worker of a part of the site. Its own policy rules what it may fetch, so it needs one that lets it. */
export const workerReply = (c: Context<AppEnv>, script: string, scope: string) =>
  c.body(script, 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; connect-src 'self'",
    'Service-Worker-Allowed': scope,
    'Cache-Control': 'no-cache',
  })
