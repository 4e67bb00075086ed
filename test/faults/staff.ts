import { readConfig } from '../../server/config.ts'
import { actOf } from '../../server/deps.ts'
import { makeDeps } from '../../server/make-deps.ts'
import type { Role } from '../../server/permit.ts'
import { addAccount } from '../../server/staff/account.ts'
import { PASSWORD } from '../world.ts'

/** People of the office, before the server starts. */
export async function addStaff(dataDir: string, role: Role, emails: readonly string[]): Promise<void> {
  const deps = await makeDeps(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))
  try {
    for (const email of emails) {
      const grants = [{ role, unitId: null }]
      await deps.db
        .transaction()
        .execute((db) => addAccount(db, actOf(deps, 'command'), { email, name: email, grants, password: PASSWORD }))
    }
  } finally {
    await deps.close()
  }
}

export type Desk = (path: string, init?: RequestInit) => Promise<Response>

/** Somebody who has signed in, at whatever address the server has. */
export async function signIn(url: string, email: string): Promise<Desk> {
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  if (!reply.ok) throw new Error(`no session: ${reply.status} ${await reply.text()}`)
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
  return (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', cookie)
    return fetch(url + path, { ...init, headers })
  }
}
