import { generateSync } from 'otplib'
import { actOf } from '../../server/deps.ts'
import type { Role } from '../../server/permit.ts'
import { addAccount } from '../../server/staff/account.ts'
import { json, PASSWORD, world } from '../world.ts'

type Cookies = Map<string, string>

/** A browser: keeps the cookies it is given, sends them, and forgets those it is told to. */
export function browser(app: { request: (path: string, init?: RequestInit) => Response | Promise<Response> }) {
  const cookies: Cookies = new Map()
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const reply = await app.request(path, { ...init, headers })
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }
  const post = (path: string, value: unknown, headers: Record<string, string> = {}) =>
    call(path, json('POST', value, headers))
  return { call, post, cookies }
}
export type Browser = ReturnType<typeof browser>

export const SESSION = '__Host-hailong'

export const codeOf = (reply: Response): Promise<string> =>
  reply.json().then((document) => (document as { code: string }).code)

/** A server with one person who has a password. */
export async function door(options: { roles?: readonly Role[] } = {}) {
  const at = await world({ now: '2026-03-02T02:00:00Z' })
  const add = async (email: string, roles: readonly Role[], password: string | null = PASSWORD) =>
    at.db.transaction().execute((db) =>
      addAccount(db, actOf(at.deps, 'command'), {
        email,
        name: 'Trần Thị Bình',
        grants: roles.map((role) => ({ role, unitId: null })),
        password,
      }),
    )
  const id = await add('binh@so.vn', options.roles ?? ['designer'])
  const signIn = (who: Browser, password = PASSWORD, email = 'binh@so.vn') =>
    who.post('/api/session', { email, password })
  const epoch = () => Math.floor(at.time.now.getTime() / 1000)
  const timeCode = (secret: string, beside = 0) => generateSync({ secret, epoch: epoch() + 30 * beside })
  /** Signs in, sets the second step up, and says what the person then has. */
  const withSecondStep = async () => {
    const who = browser(at.app)
    await signIn(who)
    const { secret } = (await (await who.post('/api/account/second-factor', { password: PASSWORD })).json()) as {
      secret: string
    }
    const { codes } = (await (
      await who.post('/api/account/second-factor/confirm', { code: timeCode(secret) })
    ).json()) as { codes: string[] }
    at.advance(60_000)
    return { who, secret, codes }
  }
  return { ...at, id, add, signIn, timeCode, withSecondStep, browse: () => browser(at.app) }
}
