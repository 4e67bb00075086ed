import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { ROLES, type Role } from '../permit.ts'
import { Problem } from '../problem.ts'
import { hashPassword } from './password.ts'

/** A role at a unit and all below it; everywhere where `unitId` is null. */
export type Grant = Readonly<{ role: Role; unitId: string | null }>
/** The units somebody's grants come to. */
export type Reach = 'everywhere' | ReadonlySet<string>

/** Who is signed in. */
export type Account = Readonly<{
  id: string
  email: string
  name: string
  grants: readonly Grant[]
  /** roles that wait for the second step: an administrator without it is one in name only */
  asleep: readonly Role[]
  secondStep: boolean
  /** of the session, for its owner's list */
  sessionId: string
}>

/** Roles that are about particular units and never about all. */
export const UNIT_ROLES: readonly Role[] = ['coordinator', 'assessor']

/** Only A to Z have another case here: Unicode's would make a `k` of the Kelvin sign, and so one address of two. */
export const normalEmail = (email: string): string =>
  email.trim().replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** Letters without marks, and nothing that is not seen: no two addresses look the same. A name in other letters has its `xn--` form. */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const ADDRESS = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@(?=.{1,190}$)${LABEL}(?:\\.${LABEL})*$`)

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}

export type NewAccount = Readonly<{
  email: string
  name: string
  grants: readonly Grant[]
  /** null: the person chooses one by an invitation */
  password: string | null
}>

export async function addAccount(db: Db, by: Act, input: NewAccount): Promise<string> {
  const email = normalEmail(input.email)
  if (!ADDRESS.test(email)) throw new Problem('input_invalid', { errors: [{ pointer: '/email', code: 'email' }] })
  const passwordHash = input.password === null ? null : await hashPassword(input.password, [email, input.name])
  if (await findByEmail(db, email)) throw new Problem('already_there')
  const id = newId(by)
  await db
    .insertInto('account')
    .values({
      id,
      email,
      name: input.name.normalize('NFC'),
      passwordHash,
      disabledAt: null,
      version: 1,
      createdAt: by.now.toISOString(),
    })
    .execute()
  await giveGrants(db, id, input.grants)
  await audit(db, by, 'staff.add', id, { roles: rolesText(input.grants) })
  return id
}

/** For the audit chain: roles and ids of units, never a name. */
export const rolesText = (grants: readonly Grant[]): string =>
  grants
    .map(({ role, unitId }) => (unitId === null ? role : `${role}@${unitId}`))
    .sort()
    .join(' ')

/** Puts these grants in the place of all that were there. */
export async function giveGrants(db: Db, accountId: string, grants: readonly Grant[]): Promise<void> {
  const without = grants.findIndex(({ role, unitId }) => unitId === null && UNIT_ROLES.includes(role))
  if (without >= 0)
    throw new Problem('input_invalid', { errors: [{ pointer: `/grants/${without}/unitId`, code: 'unit_needed' }] })
  const keys = grants.map(({ role, unitId }) => `${role}@${unitId}`)
  const twice = keys.findIndex((key, place) => keys.indexOf(key) !== place)
  if (twice >= 0) throw new Problem('input_invalid', { errors: [{ pointer: `/grants/${twice}`, code: 'twice' }] })
  await db.deleteFrom('accountRole').where('accountId', '=', accountId).execute()
  if (grants.length > 0)
    await db
      .insertInto('accountRole')
      .values(grants.map(({ role, unitId }) => ({ accountId, role, unitId })))
      .execute()
}

export async function listGrants(db: Db, accountId: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('accountRole')
    .select(['role', 'unitId'])
    .where('accountId', '=', accountId)
    .orderBy('role')
    .orderBy('unitId')
    .execute()
  return rows.flatMap(({ role, unitId }) => (isRole(role) ? [{ role, unitId }] : []))
}

export async function findByEmail(db: Db, email: string) {
  return db.selectFrom('account').selectAll().where('email', '=', normalEmail(email)).executeTakeFirst()
}

/** By what somebody comes in, and whether they may. */
export const getDoor = (db: Db, accountId: string) =>
  db.selectFrom('account').select(['passwordHash', 'disabledAt']).where('id', '=', accountId).executeTakeFirstOrThrow()

export const getPasswordHash = async (db: Db, accountId: string): Promise<string | null> =>
  (await getDoor(db, accountId)).passwordHash

/** The hash of a new password of this account; outside any transaction, because it takes its time on purpose. */
export async function newHash(db: Db, accountId: string, password: string): Promise<string> {
  const { email, name } = await db
    .selectFrom('account')
    .select(['email', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return hashPassword(password, [email, name])
}

/** A new password ends every session of the account and every link that would set another. */
export async function setPassword(
  db: Db,
  by: Act,
  accountId: string,
  passwordHash: string,
  keepSession?: string,
): Promise<void> {
  await db
    .updateTable('account')
    .set((at) => ({ passwordHash, version: at('version', '+', 1) }))
    .where('id', '=', accountId)
    .execute()
  await endSessions(db, accountId, keepSession)
  await db.deleteFrom('accountLink').where('accountId', '=', accountId).where('usedAt', 'is', null).execute()
  await audit(db, by, 'staff.set_password', accountId)
}

/** Signs the account out everywhere, but for one session that may stay. */
export async function endSessions(db: Db, accountId: string, keepId = ''): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('accountId', '=', accountId)
    .where('id', '<>', keepId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
