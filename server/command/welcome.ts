import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actOf, type Deps } from '../deps.ts'
import { addAccount } from '../staff/account.ts'

/** One person who may do everything; what only an administrator may asks for the second step, as it would of anybody. */
const DEMO_ROLES = ['designer', 'analyst', 'director', 'admin'] as const
const DEMO_EMAIL = 'tccb@mo-phong.example'

/** Where the demonstration's sign-in is written, readable by the owner only. */
const demoAccountFile = (dataDir: string): string => join(dataDir, 'demo-account.txt')

/** A demonstration nobody has signed in to yet gets one account, with a password made by chance on this machine. */
export async function ensureDemoAccount(deps: Deps): Promise<void> {
  if (!deps.keys.demonstration) return
  if (await deps.read.selectFrom('account').select('id').limit(1).executeTakeFirst()) return
  const password = randomBytes(12).toString('base64url')
  await deps.db.transaction().execute((db) =>
    addAccount(db, actOf(deps, 'command'), {
      email: DEMO_EMAIL,
      name: 'Cán bộ TCCB (mô phỏng)',
      grants: DEMO_ROLES.map((role) => ({ role, unitId: null })),
      password,
    }),
  )
  await writeFile(demoAccountFile(deps.config.dataDir), `${DEMO_EMAIL} ${password}\n`, { mode: 0o600 })
}

/** Where to answer and where to sign in, said once the server listens. */
export async function welcome(deps: Deps): Promise<string[]> {
  const account = await readFile(demoAccountFile(deps.config.dataDir), 'utf8').catch(() => null)
  const [email, password] = account?.trim().split(' ') ?? []
  return [
    `answer  ${deps.config.publicUrl}/p`,
    `sign in ${deps.config.publicUrl}/staff/${account ? `  as ${email} with ${password} (demonstration)` : ''}`,
  ]
}
