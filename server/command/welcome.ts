import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/open.ts'
import { GUESTS } from '../demo/guests.ts'
import { actOf, type Deps } from '../deps.ts'
import { addAccount, findByEmail, newHash, setPassword } from '../staff/account.ts'

/** One person who may do everything; what only an administrator may asks for the second step, as it would of anybody. */
const DEMO_ROLES = ['designer', 'analyst', 'director', 'admin'] as const
const DEMO_EMAIL = 'tccb@mo-phong.example'

/** Where the demonstration's sign-in is written, readable by the owner only. */
const demoAccountFile = (dataDir: string): string => join(dataDir, 'demo-account.txt')

const canAnybodySignIn = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('account').select('id').where('passwordHash', 'is not', null).executeTakeFirst()) !== undefined

/**
 * A demonstration nobody has signed in to yet gets one account, with a password made by chance on this machine; the people of its
 * self-assessment whom a visitor may want to be get the same. Of several servers that start at once on one database one does it.
 */
export async function ensureDemoAccount(deps: Deps): Promise<void> {
  if (!deps.keys.demonstration || (await canAnybodySignIn(deps.read))) return
  const password = randomBytes(12).toString('base64url')
  const guests: { id: string; hash: string }[] = []
  for (const email of Object.values(GUESTS)) {
    const guest = await findByEmail(deps.read, email)
    if (guest) guests.push({ id: guest.id, hash: await newHash(deps.read, guest.id, password) })
  }
  const entered = await deps.db.transaction().execute(async (db) => {
    if (await canAnybodySignIn(db)) return false
    const by = actOf(deps, 'command')
    for (const { id, hash } of guests) await setPassword(db, by, id, hash)
    const grants = DEMO_ROLES.map((role) => ({ role, unitId: null }))
    await addAccount(db, by, { email: DEMO_EMAIL, name: 'Cán bộ TCCB (mô phỏng)', grants, password })
    return true
  })
  if (entered) await writeFile(demoAccountFile(deps.config.dataDir), `${DEMO_EMAIL} ${password}\n`, { mode: 0o600 })
}

/** Where to answer and where to sign in, said once the server listens. */
export async function welcome(deps: Deps): Promise<string[]> {
  const account = await readFile(demoAccountFile(deps.config.dataDir), 'utf8').catch(() => null)
  const [email, password] = account?.trim().split(' ') ?? []
  const guests = account && (await findByEmail(deps.read, GUESTS.unit))
  return [
    `answer  ${deps.config.publicUrl}/p`,
    `sign in ${deps.config.publicUrl}/staff/${account ? `  as ${email} with ${password} (demonstration)` : ''}`,
    ...(guests
      ? [
          `        the same password for ${GUESTS.unit} (a school), ${GUESTS.own} (the Department) and ${GUESTS.appraiser} (who appraises)`,
        ]
      : []),
  ]
}
