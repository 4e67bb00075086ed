import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { ROUND } from './journey.ts'

async function office() {
  const at = await world()
  const unit = (id: string) => ({ id, kind: 'office', code: id, name: id, level: null, validFrom: '2000-01-01' })
  await at.db
    .insertInto('unit')
    .values([unit('phong'), unit('khac')].map((row) => ({ ...row, validTo: null })))
    .execute()
  const all = await at.as('designer', { email: 'all@so.vn' })
  const theirs = (await (await all('/api/rounds', json('POST', { ...ROUND, unitId: 'khac' }))).json()) as { id: string }
  const trail = async () =>
    (await at.db.selectFrom('auditEntry').selectAll().orderBy('sequence').execute())
      .filter(({ action }) => action === 'staff.access_refused')
      .map(({ actor, object, detail }) => ({ actor, object, ...(JSON.parse(detail) as object) }))
  return { ...at, all, theirs: theirs.id, trail }
}

test('who tries a door that is not theirs leaves a line: whose door, which route, and nothing that was typed', async () => {
  const { as, app, theirs, trail, db } = await office()
  const call = await as('designer', { unitId: 'phong', email: 'phong@so.vn' })
  const { id: actor } = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'phong@so.vn')
    .executeTakeFirstOrThrow()
  expect((await call(`/api/rounds/${theirs}`)).status).toBe(404)
  expect((await call('/api/rounds/0000111122223333')).status).toBe(404)
  expect((await call('/api/audit/verify')).status).toBe(403)
  expect(await trail()).toEqual([
    { actor, object: theirs, code: 'not_found', method: 'GET', route: '/api/rounds/:id' },
    { actor, object: 'unknown', code: 'not_found', method: 'GET', route: '/api/rounds/:id' },
    { actor, object: 'unknown', code: 'not_permitted', method: 'GET', route: '/api/audit/verify' },
  ])
  // What is refused for what was asked, and who is nobody, leave none.
  expect((await call('/api/rounds', json('POST', {}))).status).toBe(400)
  expect((await app.request(`/api/rounds/${theirs}`)).status).toBe(401)
  expect((await call('/api/nothing')).status).toBe(404)
  expect(await trail()).toHaveLength(3)
})

// Case M08.
test('whoever tries thousands of doors does not fill the chain', async () => {
  const { as, trail, advance } = await office()
  const call = await as('designer', { unitId: 'phong', email: 'phong@so.vn' })
  for (let turn = 0; turn < 60; turn++) expect((await call(`/api/rounds/${turn}`)).status).toBe(404)
  expect(await trail()).toHaveLength(30)
  advance(60_000)
  await call('/api/rounds/x')
  await call('/api/rounds/y')
  expect(await trail()).toHaveLength(31)
})

test('a round is not begun for a unit that is not there', async () => {
  const { all } = await office()
  expect((await all('/api/rounds', json('POST', { ...ROUND, unitId: 'nowhere' }))).status).toBe(404)
})
