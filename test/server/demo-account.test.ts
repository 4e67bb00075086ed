import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureDemoAccount } from '../../server/command/welcome.ts'
import { GUESTS } from '../../server/demo/guests.ts'
import { actOf } from '../../server/deps.ts'
import { addAccount, findByEmail } from '../../server/staff/account.ts'
import { passwordFits } from '../../server/staff/password.ts'
import { world } from '../world.ts'

test('servers that start at once on one demonstration agree on one password for everybody', async () => {
  const at = await world()
  const guest = { email: GUESTS.unit, name: 'x', grants: [], password: null }
  await at.db.transaction().execute((db) => addAccount(db, actOf(at.deps, 'command'), guest))
  const deps = { ...at.deps, keys: { ...at.deps.keys, demonstration: true } }
  await Promise.all([ensureDemoAccount(deps), ensureDemoAccount(deps), ensureDemoAccount(deps)])
  const said = await readFile(join(deps.config.dataDir, 'demo-account.txt'), 'utf8')
  const [email = '', password = ''] = said.trim().split(' ')
  for (const one of [email, GUESTS.unit]) {
    const account = await findByEmail(at.db, one)
    expect([one, await passwordFits(account?.passwordHash, password)]).toEqual([one, true])
  }
})
