import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { engineOf } from '../../server/db/engine.ts'
import { tableShapes } from '../../server/db/move/table-shape.ts'
import type { Db } from '../../server/db/open.ts'
import type { Deps } from '../../server/deps.ts'
import { ROLES, type Role } from '../../server/permit.ts'
import { codeOf } from '../../server/slips/code.ts'
import { addAccount, UNIT_ROLES } from '../../server/staff/account.ts'
import { findSession, openSession } from '../../server/staff/session.ts'
import type { Watch } from './fuzz.ts'

/** Tables that tell of refusals and of being there, and of nothing that was asked for. */
const TRAIL = ['auditEntry', 'session', 'abuseCount']

async function tablesOf(db: Db): Promise<string[]> {
  if (engineOf(db) === 'sqlite') return (await tableShapes(db)).map(({ name }) => name)
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely%'`.execute(db)
  return rows.map(({ name }) => name)
}

/** Counts in the database itself, by triggers of this test's own, so that one look tells whether a request has stored anything. */
export async function watchOf(db: Db): Promise<Watch> {
  const onPostgres = engineOf(db) === 'postgres'
  await sql`create table "abuseCount" (n integer not null)`.execute(db)
  await sql`insert into "abuseCount" values (0)`.execute(db)
  if (onPostgres)
    await sql`create function abused() returns trigger language plpgsql as
      $$ begin update "abuseCount" set n = n + 1; return null; end $$`.execute(db)
  const counts = sql.raw(
    onPostgres ? 'for each row execute function abused()' : 'begin update "abuseCount" set n = n + 1; end',
  )
  for (const name of await tablesOf(db)) {
    if (TRAIL.includes(name)) continue
    for (const act of ['insert', 'update', 'delete'])
      await sql`create trigger ${sql.ref(`abuse_${name}_${act}`)} after ${sql.raw(act)} on ${sql.ref(name)}
        ${counts}`.execute(db)
  }
  return {
    changes: async () => {
      const { rows } = await sql<{ n: number }>`select n from "abuseCount"`.execute(db)
      return rows[0]?.n ?? 0
    },
  }
}

type Made = Pick<Deps, 'db' | 'read' | 'keys' | 'clock'>

/** A person of each role, signed in; whose session has ended is signed in anew. Unit roles hold at a unit of their own. */
export async function signedIn({ db, read, keys, clock }: Made, cookies: Map<string, string>): Promise<void> {
  const by = { actor: 'command', now: clock(), random: (count: number) => new Uint8Array(randomBytes(count)), keys }
  for (const role of ROLES) {
    const cookie = cookies.get(role)
    const found = cookie ? await findSession(read, cookie.split('=')[1], clock()) : null
    const grants = found?.stage === 'full' ? found.account.grants : []
    if (grants.some((grant) => grant.role === role)) continue
    await db.transaction().execute(async (inside) => {
      const unitId = UNIT_ROLES.includes(role) ? await unit(inside) : null
      const email = `${role}.${randomBytes(6).toString('hex')}@example.vn`
      const id = await addAccount(inside, by, { email, name: role, grants: [{ role, unitId }], password: null })
      const opened = await openSession(inside, by, id, { stage: 'full', secondStep: role === 'admin', device: '' })
      cookies.set(role, `__Host-hailong=${opened}`)
    })
  }
}

async function unit(db: Db): Promise<string> {
  const row = { id: 'abuse', kind: 'office', code: 'PHONG-1', name: 'Phòng thử', level: null }
  await db
    .insertInto('unit')
    .values({ ...row, validFrom: '2000-01-01', validTo: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return row.id
}

/** What exists just now, by the addresses that name it and by the properties that take it. */
export async function things({ read, keys }: Pick<Made, 'read' | 'keys'>) {
  const ids = async (table: string, column = 'id'): Promise<string[]> => {
    const db = read as unknown as Kysely<Record<string, Record<string, string>>>
    const rows = await db.selectFrom(table).select(column).limit(12).execute()
    return rows.map((row) => String(row[column]))
  }
  const slipIds = await read.selectFrom('slip').select('id').where('state', '=', 'issued').limit(40).execute()
  const slips = slipIds.map(({ id }) => codeOf(keys, id))
  const rounds = await ids('round')
  const instruments = [...(await ids('instrument')), ...(await ids('instrumentDraft'))]
  const accounts = await ids('account')
  const places = [
    [/^\/api\/rounds\//, rounds],
    [/^\/api\/instruments\//, instruments],
    [/^\/api\/documents\//, await ids('document')],
    [/^\/api\/people\//, accounts],
    [/^\/api\/criteria\//, await ids('criteriaSet')],
    [/^\/api\/assessments\//, await ids('assessment')],
    [/^\/api\/evidence\//, await ids('evidence')],
    [/^\/api\/devices\//, await ids('device')],
    [/^\/api\/units\//, await ids('unit')],
    [/^\/api\/slips\//, slips],
    [/^\/(p|api\/forms)\//, ['ph-th', 'ph-mn', 'hs-thpt', 'ph-th@2021.1']],
    [/^\/media\//, await ids('media', 'name')],
    [/^\/ket-qua/, rounds],
    [/^\/staff/, ['sign-in', 'rounds', 'index.html']],
  ] as const
  const known = {
    slip: slips,
    form: ['ph-th@2021.1', 'ph-th'],
    consent: ['1'],
    language: ['vi'],
    unitId: [null, 'abuse'],
    unit: ['abuse'],
    school: ['S1', 'S2'],
    email: ['abuse@example.vn'],
    key: ['A1', 'A2', 'F1', 'S1', 'name'],
    roundId: rounds,
    round: rounds,
    instrumentId: instruments,
    role: [...ROLES] as Role[],
    code: ['S1', 'S2'],
    id: [...rounds.slice(0, 3), '00000000-0000-4000-8000-000000000001'],
  }
  return { places, known }
}
