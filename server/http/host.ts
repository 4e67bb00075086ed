import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'

/**
 * Only under its own name does the server answer: PUBLIC_URL's, `localhost`, or a bare address. A foreign name that was
 * pointed at this machine would otherwise be an origin of its own, whose pages could talk to us as if they were ours.
 */
export function ownHost(config: Config): MiddlewareHandler<AppEnv> {
  const known = knownHosts(config)
  return async (c, next) => {
    const named = c.req.header('host')
    if (!known(new URL(c.req.url).host) || (named !== undefined && !known(named.toLowerCase())))
      throw new Problem('host_unknown')
    await next()
  }
}

export function knownHosts(config: Config): (host: string) => boolean {
  const own = new URL(config.publicUrl).host
  return (host) => host === own || isBare(host)
}

/** `localhost` and addresses: no name that somebody else could own. */
function isBare(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || isIP(name) !== 0
}

/** An address with a NUL in it names nothing, and no database could be asked for it. */
export function noNul(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { url } = c.req
    const at = url.indexOf('%00')
    if (at >= 0) throw new Problem(/\?/.test(url.slice(0, at)) ? 'query_invalid' : 'not_found')
    await next()
  }
}
