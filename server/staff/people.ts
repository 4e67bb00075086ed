import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import {
  addAccount,
  endSessions,
  type Grant,
  giveGrants,
  isRole,
  listGrants,
  type Reach,
  rolesText,
} from './account.ts'
import { reaches } from './gate.ts'

export type PersonState = 'active' | 'invited' | 'disabled'

/** Everybody all of whose roles lie within reach, by name; of one person only, if asked for. */
export async function listPeople(db: Db, reach: Reach, id?: string) {
  const accounts = await db
    .selectFrom('account')
    .leftJoin('secondFactor', 'secondFactor.accountId', 'account.id')
    .select(['id', 'email', 'name', 'passwordHash', 'disabledAt', 'version', 'createdAt', 'confirmedAt'])
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('email')
    .execute()
  const roles = await db
    .selectFrom('accountRole')
    .leftJoin('unit', 'unit.id', 'accountRole.unitId')
    .select(['accountId', 'role', 'unitId', 'unit.name as unitName', 'unit.code as unitCode'])
    .orderBy('role')
    .orderBy('unitId')
    .execute()
  const external = new Set(
    (await db.selectFrom('externalIdentity').select('accountId').execute()).map(({ accountId }) => accountId),
  )
  return accounts
    .map(({ passwordHash, confirmedAt, disabledAt, ...account }) => ({
      ...account,
      state: stateOf(disabledAt !== null, passwordHash !== null || external.has(account.id)),
      secondFactor: confirmedAt !== null,
      external: external.has(account.id),
      grants: roles
        .filter(({ accountId }) => accountId === account.id)
        .flatMap(({ role, unitId, unitName, unitCode }) =>
          isRole(role) ? [{ role, unitId, unitName, unitCode }] : [],
        ),
    }))
    .filter(({ grants }) =>
      grants.length === 0 ? reach === 'everywhere' : grants.every(({ unitId }) => reaches(reach, unitId)),
    )
}

const stateOf = (disabled: boolean, entered: boolean): PersonState =>
  disabled ? 'disabled' : entered ? 'active' : 'invited'

export async function getPerson(db: Db, reach: Reach, id: string) {
  const [person] = await listPeople(db, reach, id)
  if (!person) throw new Problem('not_found')
  return person
}

/**
 * Roles are given only at units the giver reaches; a unit elsewhere is refused as one that is not there. Who has no role belongs to
 * the Department: whoever works for some units would lose sight of a person they left without any.
 */
async function checkGrants(db: Db, reach: Reach, grants: readonly Grant[]): Promise<void> {
  if (grants.length === 0 && reach !== 'everywhere')
    throw new Problem('input_invalid', { errors: [{ pointer: '/grants', code: 'role_needed' }] })
  for (const { unitId } of grants) {
    if (!reaches(reach, unitId)) throw new Problem('not_found')
    if (unitId === null) continue
    if (!(await db.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst()))
      throw new Problem('not_found')
  }
}

export async function invitePerson(
  db: Db,
  by: Act,
  reach: Reach,
  input: Readonly<{ email: string; name: string; grants: readonly Grant[] }>,
): Promise<string> {
  await checkGrants(db, reach, input.grants)
  return addAccount(db, by, { ...input, password: null })
}

/** Another name or other roles; with other roles every session ends, so that nobody works on under the old ones. */
export async function changePerson(
  db: Db,
  by: Act,
  reach: Reach,
  id: string,
  version: number,
  input: Readonly<{ name: string; grants: readonly Grant[] }>,
): Promise<void> {
  const before = await listGrants(db, id)
  const same = rolesText(before) === rolesText(input.grants)
  if (!same && by.actor === id) throw new Problem('own_account')
  await checkGrants(db, reach, input.grants)
  await raise(db, id, version, { name: input.name.normalize('NFC') })
  if (!same) {
    await giveGrants(db, id, input.grants)
    await endSessions(db, id)
  }
  await audit(db, by, 'staff.change', id, { roles: rolesText(input.grants) })
}

/** A person who has left cannot come in any more; what they did keeps their name. */
export async function disablePerson(db: Db, by: Act, id: string, version: number, disabled: boolean): Promise<void> {
  if (by.actor === id) throw new Problem('own_account')
  await raise(db, id, version, { disabledAt: disabled ? by.now.toISOString() : null })
  if (disabled) {
    await endSessions(db, id)
    await db.deleteFrom('accountLink').where('accountId', '=', id).where('usedAt', 'is', null).execute()
  }
  await audit(db, by, disabled ? 'staff.disable' : 'staff.enable', id)
}

/** Changes the account if it is still at the version that was read; else nothing, and `stale`. */
async function raise(
  db: Db,
  id: string,
  version: number,
  change: Readonly<{ name?: string; disabledAt?: string | null }>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  const now = await db.selectFrom('account').select('version').where('id', '=', id).executeTakeFirst()
  throw new Problem('stale', now ? { detail: { version: now.version } } : {})
}
