import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Act } from '../act.ts'
import { hmac, type Keys, sha256 } from '../keys.ts'
import { HOST_COOKIE } from './session.ts'

const COOKIE = 'hailong-device'
const KEPT_S = 180 * 24 * 3600

const proof = (keys: Keys, accountId: string, chance: string) =>
  hmac(keys.signIn, `device ${accountId} ${chance}`).toString('base64url')

/**
 * A browser somebody has signed in with before. It opens nothing: it only has attempts of its own, so that a stranger who
 * guesses at an account from elsewhere cannot keep its owner out.
 */
export function knownDevice(c: Context, keys: Keys, accountId: string | undefined): string | undefined {
  const [chance, given] = getCookie(c, COOKIE, 'host')?.split('.') ?? []
  if (accountId === undefined || !chance || !given || given !== proof(keys, accountId, chance)) return undefined
  return sha256(chance)
}

export function rememberDevice(c: Context, by: Pick<Act, 'random' | 'keys'>, accountId: string): void {
  const chance = Buffer.from(by.random(16)).toString('base64url')
  setCookie(c, COOKIE, `${chance}.${proof(by.keys, accountId, chance)}`, { ...HOST_COOKIE, maxAge: KEPT_S })
}

const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/** Browser and system in two words; nothing finer is kept of a person's machine. */
export function deviceName(agent: string | undefined): string {
  const of = (list: readonly (readonly [RegExp, string])[]) => list.find(([sign]) => sign.test(agent ?? ''))?.[1]
  return [of(BROWSERS), of(SYSTEMS)].filter((part) => part !== undefined).join(', ')
}
