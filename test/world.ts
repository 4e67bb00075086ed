import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import { makeApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import type { Db } from '../server/db/open.ts'
import type { Opened } from '../server/db/open-database.ts'
import { actOf, type Deps } from '../server/deps.ts'
import { publishShipped } from '../server/instruments/publish-shipped.ts'
import { deriveKeys } from '../server/keys.ts'
import type { Role } from '../server/permit.ts'
import { addAccount, UNIT_ROLES } from '../server/staff/account.ts'
import { openSession } from '../server/staff/session.ts'
import { makeDatabase } from './database.ts'
import { showLocks } from './locked-requests.ts'

export const PASSWORD = 'a long password for tests'

/** Chance that can be repeated: SHA-256 of a counter. */
export function testRandom(seed: string) {
  let counter = 0
  return (count: number): Uint8Array => {
    const parts: Buffer[] = []
    while (parts.length * 32 < count) parts.push(createHash('sha256').update(`${seed}/${counter++}`).digest())
    return new Uint8Array(Buffer.concat(parts).subarray(0, count))
  }
}

/** How many worlds a test has made so far. */
const made = new Map<string, number>()

/** Each world of a test has chance of its own, and in every run the same; with `HAILONG_SEED=random` never the same. */
function ownChance() {
  const seed = process.env.HAILONG_SEED ?? ''
  if (seed === 'random') return testRandom(randomUUID())
  const { testPath = '', currentTestName = '' } = expect.getState()
  const name = `${basename(testPath)} > ${currentTestName}`
  const place = (made.get(name) ?? 0) + 1
  made.set(name, place)
  return testRandom(`${seed}/${name}/${place}`)
}

/** What stands in the key file of a world, where a program of its own shall read it. */
export const MASTER_KEY = '07'.repeat(32)
const KEYS = deriveKeys(Buffer.from(MASTER_KEY, 'hex'))
const START = '2021-10-05T02:00:00Z'

type Options = Readonly<{
  now?: string
  tableWorker?: string
  textWorker?: string
  clientDir?: string
  onSqlite?: boolean
  onServer?: string
}>

/** What many tests begin with: made once by its name for the tests that one worker runs, and copied for each of them. */
export type Beginning<T> = Readonly<{ name: string; make: (at: World) => Promise<T> }>

/** A new server on a new database (SQLite, or PostgreSQL in the second run of these tests), with a clock that the test moves. Gone when the test is. */
export async function world<T = undefined>(options: Options & { beginning?: Beginning<T> } = {}) {
  const { now = START, beginning, onSqlite, onServer } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-test-'))
  const fill = async (opened: Opened, place: Place): Promise<T | undefined> => {
    const act = { actor: 'command', now: new Date(now), random: testRandom('template'), keys: KEYS }
    await opened.db.transaction().execute((inside) => publishShipped(inside, act))
    return beginning?.make(serverOn(opened, place, testRandom(beginning.name), options))
  }
  const name = [now, beginning?.name].join(' ')
  const { close, filled, ...made } = await makeDatabase(dataDir, name, fill, onSqlite ? 'sqlite' : onServer)
  onTestFinished(async () => {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { ...serverOn(made, { dataDir, url: made.url }, ownChance(), options), begun: filled as T }
}

export type World = ReturnType<typeof serverOn>
type Place = Readonly<{ dataDir: string; url: string | null }>

function serverOn({ db, read }: Opened, { dataDir, url }: Place, random: Deps['random'], options: Options) {
  const time = { now: new Date(options.now ?? START) }
  const deps: Deps = {
    db,
    read,
    clock: () => new Date(time.now),
    random,
    keys: KEYS,
    log: pino({ level: 'silent' }),
    storageFault: () => {},
    config: readConfig({ DATA_DIR: dataDir, PORT: '8080', LOG_LEVEL: 'silent', ...(url ? { DATABASE_URL: url } : {}) }),
    clientDir: options.clientDir ?? join(import.meta.dirname, '..', 'dist'),
    ...(options.tableWorker === undefined ? {} : { tableWorker: options.tableWorker }),
    ...(options.textWorker === undefined ? {} : { textWorker: options.textWorker }),
  }
  const app = makeApp(deps)
  showLocks(app, read)

  /**
   * Signs in as a new account of the role; every call of the result carries its cookie. The session is made beside the
   * sign-in, which has tests of its own, and has passed the second step where the role asks for it.
   */
  async function as(role: Role, options: { unitId?: string | null; email?: string } = {}) {
    const by = actOf(deps, 'command')
    const cookie = await db.transaction().execute(async (inside) => {
      const id = await addAccount(inside, by, {
        email: options.email ?? `${role}@example.vn`,
        name: role,
        grants: [{ role, unitId: options.unitId ?? (UNIT_ROLES.includes(role) ? await emptyUnit(inside) : null) }],
        password: null,
      })
      return openSession(inside, by, id, { stage: 'full', secondStep: role === 'admin', device: '' })
    })
    return again(`__Host-hailong=${cookie}`)
  }
  const withCookie =
    (cookie: string) =>
    (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers)
      headers.set('cookie', cookie)
      return app.request(path, { ...init, headers })
    }
  /** Who was signed in at the beginning is so in every copy. */
  const again = (cookie: string) => Object.assign(withCookie(cookie), { cookie })
  return {
    app,
    as,
    again,
    withCookie,
    deps,
    db,
    time,
    dataDir,
    advance: (ms: number) => (time.now = new Date(time.now.getTime() + ms)),
  }
}

/** The key of a world as a file in its folder. */
export async function writeKeyFile(dataDir: string): Promise<void> {
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(join(dataDir, 'keys', 'master.key'), MASTER_KEY, { mode: 0o600 })
}

/** For roles that are about a unit, where the test does not say which: one without any school. */
async function emptyUnit(db: Db): Promise<string> {
  const unit = { id: 'u0', kind: 'office', code: 'TEST-0', name: 'Phòng thử', level: null }
  await db
    .insertInto('unit')
    .values({ ...unit, validFrom: '2000-01-01', validTo: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return unit.id
}

/** A JSON request. */
export const json = (method: string, value: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})
