import { expect, test } from 'vitest'
import { ROLES, type Role } from '../../server/permit.ts'
import { json, world } from '../world.ts'
import { declaredOf } from './declared-routes.ts'

test.each(ROLES)('%s gets 403 exactly where the role is not named', async (role: Role) => {
  const { app, as } = await world()
  const call = await as(role)
  for (const [key, permission] of declaredOf(app.routes)) {
    if (permission === 'public' || permission === 'signed_in' || permission === undefined) continue
    const [method, path] = key.split(' ')
    const reply = await call(path.replace(/:\w+/g, 'x'), method === 'GET' ? {} : json(method, {}))
    const allowed = permission.includes(role)
    expect(`${key} ${reply.status === 403 ? 'refused' : 'let in'}`).toBe(`${key} ${allowed ? 'let in' : 'refused'}`)
    if (allowed) expect(reply.status, key).toBeLessThan(500)
  }
})
