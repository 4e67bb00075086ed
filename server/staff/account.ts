import { hash, verify } from '@node-rs/argon2'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { ROLES, type Role } from '../permit.ts'
import { Problem } from '../problem.ts'

export type Account = Readonly<{ id: string; email: string; name: string; role: Role; unitId: string | null }>

/** OWASP's second choice for argon2id: 19 MiB, two passes. The library's default algorithm is argon2id. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const LEAST_LENGTH = 12
const MOST_LENGTH = 256

export const normalEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()
const normalPassword = (password: string): string => password.normalize('NFC')

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}

export async function addAccount(
  db: Db,
  by: Act,
  input: Readonly<{ email: string; name: string; role: Role; unitId?: string | null; password: string }>,
): Promise<string> {
  const email = normalEmail(input.email)
  if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email))
    throw new Problem('input_invalid', { errors: [{ pointer: '/email', code: 'email' }] })
  const passwordHash = await hashPassword(input.password)
  if (await findByEmail(db, email)) throw new Problem('already_there')
  const id = newId(by)
  await db
    .insertInto('account')
    .values({
      id,
      email,
      name: input.name.normalize('NFC'),
      role: input.role,
      unitId: input.unitId ?? null,
      passwordHash,
      disabledAt: null,
      createdAt: by.now.toISOString(),
    })
    .execute()
  await audit(db, by, 'staff.add', id, { role: input.role })
  return id
}

/** A new password ends every session of the account. */
export async function setPassword(db: Db, by: Act, accountId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.updateTable('account').set({ passwordHash }).where('id', '=', accountId).execute()
  await db.deleteFrom('session').where('accountId', '=', accountId).execute()
  await audit(db, by, 'staff.set_password', accountId)
}

async function hashPassword(password: string): Promise<string> {
  const normal = normalPassword(password)
  if (normal.length < LEAST_LENGTH || normal.length > MOST_LENGTH)
    throw new Problem('input_invalid', {
      errors: [{ pointer: '/password', code: 'length', detail: { least: LEAST_LENGTH, most: MOST_LENGTH } }],
    })
  return hash(normal, ARGON)
}

export async function findByEmail(db: Db, email: string) {
  return db.selectFrom('account').selectAll().where('email', '=', normalEmail(email)).executeTakeFirst()
}

let decoy: Promise<string> | undefined

/** The account, if the password is its own. An unknown address costs the same time as a wrong password. */
export async function checkPassword(db: Db, email: string, password: string): Promise<Account | null> {
  const row = await findByEmail(db, email)
  decoy ??= hash('no account has this password', ARGON)
  const normal = normalPassword(password)
  const right = await verify(row?.passwordHash ?? (await decoy), normal.slice(0, MOST_LENGTH + 1))
  if (!row || !right || row.disabledAt !== null || normal.length > MOST_LENGTH || !isRole(row.role)) return null
  return { id: row.id, email: row.email, name: row.name, role: row.role, unitId: row.unitId }
}
