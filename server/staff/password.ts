import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../problem.ts'
import { isCommonPassword } from './common-password.ts'

/** OWASP's second choice for argon2id: 19 MiB, two passes. The library's default algorithm is argon2id. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const LEAST_LENGTH = 12
const MOST_LENGTH = 256
/** Hashes computed at the same time, and how many may wait: 19 MiB and a core each, beside parents who send sheets. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 64

/** The same letters typed on another keyboard are the same password. */
const normalPassword = (password: string): string => password.normalize('NFC')

/** The hash of a new password; `names` are what others know of its owner. */
export async function hashPassword(password: string, names: readonly string[] = []): Promise<string> {
  const normal = normalPassword(password)
  const length = [...normal].length
  if (length > MOST_LENGTH) throw tooShortOrLong()
  if (await isCommonPassword(normal, names))
    throw new Problem('password_common', { errors: [{ pointer: '/password', code: 'password_common' }] })
  if (length < LEAST_LENGTH) throw tooShortOrLong()
  return oneOfFew(() => hash(normal, ARGON))
}

const tooShortOrLong = () =>
  new Problem('input_invalid', {
    errors: [{ pointer: '/password', code: 'length', detail: { least: LEAST_LENGTH, most: MOST_LENGTH } }],
  })

let decoy: Promise<string> | undefined

/** Whether the password is the one that was hashed. No hash at all costs the same time as a wrong password. */
export async function passwordFits(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash('no account has this password', ARGON)
  const normal = normalPassword(password)
  const against = passwordHash ?? (await decoy)
  const right = await oneOfFew(() => verify(against, normal.slice(0, 2 * MOST_LENGTH + 1)))
  return right && passwordHash != null && [...normal].length <= MOST_LENGTH
}

let running = 0
const waiting: (() => void)[] = []

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new Problem('slow_down', { retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
