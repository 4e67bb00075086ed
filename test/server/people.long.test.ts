import { expect, test } from 'vitest'
import { actOf } from '../../server/deps.ts'
import { normalEmail } from '../../server/staff/account.ts'
import { makeLink } from '../../server/staff/link.ts'
import { json, PASSWORD } from '../world.ts'
import { codeOf, door } from './sign-in-fixture.ts'

const NEW = 'một mật khẩu khác hẳn'
const tag = (version: number) => ({ 'if-match': `"${version}"` })

async function office() {
  const at = await door()
  const admin = await at.as('admin')
  const unit = (id: string) => ({
    id,
    kind: 'office',
    code: id,
    name: `Phòng ${id}`,
    level: null,
    validFrom: '2020-01-01',
    validTo: null,
  })
  await at.db.insertInto('unit').values(['cha', 'con', 'anh', 'xa'].map(unit)).execute()
  const link = (childId: string, role: string) => ({
    childId,
    parentId: 'cha',
    role,
    validFrom: '2020-01-01',
    validTo: null,
  })
  await at.db
    .insertInto('unitLink')
    .values([link('con', 'administrative'), link('anh', 'professional')])
    .execute()
  const invite = async (input: unknown, who = admin) => who('/api/people', json('POST', input))
  const invited = async (email: string, grants: unknown = [{ role: 'analyst', unitId: null }]) =>
    (await (await invite({ email, name: 'Lê Chi', grants })).json()) as { id: string; link: { address: string } }
  const tokenOf = (address: string) => address.split('#')[1] as string
  const person = async (id: string) =>
    (await (await admin(`/api/people/${id}`)).json()) as { version: number; state: string }
  return { ...at, admin, invite, invited, tokenOf, person }
}

// Case D24.
test('a person is invited by a link that works once, and comes in with the password they chose', async () => {
  const { invited, tokenOf, person, browse, signIn } = await office()
  const { id, link } = await invited('chi@so.vn')
  expect(link.address).toMatch(/^http:\/\/localhost:8080\/staff\/link#[\w-]{43}$/)
  expect(await person(id)).toMatchObject({ state: 'invited' })
  expect((await signIn(browse(), PASSWORD, 'chi@so.vn')).status).toBe(401)
  const who = browse()
  const token = tokenOf(link.address)
  expect(await (await who.post('/api/links/look-up', { token })).json()).toEqual({
    purpose: 'invite',
    email: 'chi@so.vn',
    name: 'Lê Chi',
  })
  expect(await codeOf(await who.post('/api/links/use', { token, password: 'matkhau2026!' }))).toBe('password_common')
  expect((await who.post('/api/links/use', { token, password: NEW })).status).toBe(204)
  expect(await codeOf(await who.post('/api/links/use', { token, password: 'và một cái nữa đây' }))).toBe('link_spent')
  expect((await signIn(who, NEW, 'chi@so.vn')).status).toBe(200)
  expect(await person(id)).toMatchObject({ state: 'active' })
})

// Case D16.
test.each([
  ['made up', 404, 'link_unknown'],
  ['after seven days', 410, 'link_spent'],
  ['when a newer one was made', 404, 'link_unknown'],
  ['after the password was changed', 404, 'link_unknown'],
  ['of somebody who was locked out', 404, 'link_unknown'],
] as const)('a link %s opens nothing', async (when, status, code) => {
  const { invited, tokenOf, browse, advance, admin, db, deps, id: own, signIn } = await office()
  const { id, link } = await invited('chi@so.vn')
  let token = tokenOf(link.address)
  if (when === 'made up') token = token.split('').reverse().join('')
  if (when === 'after seven days') advance(7 * 24 * 3_600_000 + 1)
  if (when === 'when a newer one was made') await admin(`/api/people/${id}/link`, json('POST', {}))
  if (when === 'of somebody who was locked out') await admin(`/api/people/${id}/disable`, json('POST', {}, tag(1)))
  if (when === 'after the password was changed') {
    const made = await db
      .transaction()
      .execute((inside) => makeLink(inside, actOf(deps, 'command'), 'http://localhost:8080', own, 'reset'))
    token = tokenOf(made.address)
    const who = browse()
    await signIn(who)
    await who.call('/api/account/password', json('PUT', { current: PASSWORD, password: NEW }))
  }
  for (const path of ['look-up', 'use']) {
    const reply = await browse().post(
      `/api/links/${path}`,
      path === 'use' ? { token, password: 'và một cái nữa đây' } : { token },
    )
    expect([path, reply.status, await codeOf(reply)]).toEqual([path, status, code])
  }
})

// Case D17.
test('a link leads to the configured address, whatever the request calls the server; only its hash is kept', async () => {
  const { admin, id, db, tokenOf } = await office()
  const reply = await admin(
    `/api/people/${id}/link`,
    json('POST', {}, { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }),
  )
  const { link } = (await reply.json()) as { link: { address: string; purpose: string } }
  expect(link.purpose).toBe('reset')
  expect(link.address.startsWith('http://localhost:8080/staff/link#')).toBe(true)
  const stored = JSON.stringify([
    await db.selectFrom('accountLink').selectAll().execute(),
    await db.selectFrom('auditEntry').selectAll().execute(),
  ])
  expect(stored).not.toContain(tokenOf(link.address))
})

// Cases D07 and E11.
test('whose roles change, who is locked out or loses the second step is signed out at once', async () => {
  const { admin, id, browse, signIn, withSecondStep, person } = await office()
  const { who } = await withSecondStep()
  const change = async (path: string, method: string, value: unknown) =>
    admin(`/api/people/${id}${path}`, json(method, value, tag((await person(id)).version)))
  expect((await change('/second-factor/remove', 'POST', {})).status).toBe(200)
  expect((await who.call('/api/session')).status).toBe(401)
  expect(await (await signIn(who)).json()).toEqual({ next: null })
  // Another name is no reason.
  const grants = [{ role: 'designer', unitId: null }]
  expect((await change('', 'PUT', { name: 'Trần Bình', grants })).status).toBe(200)
  expect((await who.call('/api/rounds')).status).toBe(200)
  expect(
    (await change('', 'PUT', { name: 'Trần Bình', grants: [{ role: 'coordinator', unitId: 'con' }] })).status,
  ).toBe(200)
  expect((await who.call('/api/rounds')).status).toBe(401)
  await signIn(who)
  expect((await who.call('/api/rounds')).status).toBe(403)
  expect((await change('/disable', 'POST', {})).status).toBe(200)
  expect((await who.call('/api/session')).status).toBe(401)
  expect((await signIn(browse())).status).toBe(401)
  expect((await change('/enable', 'POST', {})).status).toBe(200)
  expect((await signIn(browse())).status).toBe(200)
})

// Cases E07 and E08.
// Case N03.
test('nobody changes a person without saying which version, and of twenty at once one wins', async () => {
  const { admin, id } = await office()
  const change = (headers: Record<string, string>, name = 'Bình') =>
    admin(`/api/people/${id}`, json('PUT', { name, grants: [{ role: 'analyst', unitId: null }] }, headers))
  expect(await codeOf(await change({}))).toBe('precondition_required')
  expect(await codeOf(await admin(`/api/people/${id}/disable`, json('POST', {})))).toBe('precondition_required')
  const replies = await Promise.all(Array.from({ length: 20 }, (_, turn) => change(tag(1), `Bình ${turn}`)))
  const statuses = replies.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, ...Array(19).fill(412)])
  const winner = replies.find(({ status }) => status === 200) as Response
  expect(winner.headers.get('etag')).toBe('"2"')
  expect((await change(tag(2))).status).toBe(200)
})

// Cases D23 and E06.
test.each([
  ['a field nobody asked for', { email: 'a@b.vn', name: 'A', grants: [], isAdmin: true }, 400, 'body_invalid'],
  [
    'a password of the inviter’s choosing',
    { email: 'a@b.vn', name: 'A', grants: [], password: NEW },
    400,
    'body_invalid',
  ],
  [
    'a role that is none',
    { email: 'a@b.vn', name: 'A', grants: [{ role: 'root', unitId: null }] },
    400,
    'body_invalid',
  ],
  [
    'a coordinator of everything',
    { email: 'a@b.vn', name: 'A', grants: [{ role: 'coordinator', unitId: null }] },
    422,
    'input_invalid',
  ],
  [
    'one role twice',
    {
      email: 'a@b.vn',
      name: 'A',
      grants: [
        { role: 'analyst', unitId: null },
        { role: 'analyst', unitId: null },
      ],
    },
    422,
    'input_invalid',
  ],
  [
    'a unit that is not there',
    { email: 'a@b.vn', name: 'A', grants: [{ role: 'analyst', unitId: 'không có' }] },
    404,
    'not_found',
  ],
  ['no address', { email: 'not an address', name: 'A', grants: [] }, 422, 'input_invalid'],
  ['somebody who is there', { email: ' BINH@so.vn ', name: 'A', grants: [] }, 409, 'already_there'],
] as const)('an invitation with %s is refused, and nobody is entered', async (_, input, status, code) => {
  const { invite, db } = await office()
  const count = async () => (await db.selectFrom('account').select('id').execute()).length
  const before = await count()
  const reply = await invite(input)
  expect([reply.status, await codeOf(reply)]).toEqual([status, code])
  expect(await count()).toBe(before)
})

test('an administrator of one office sees and gives roles there and below, and nothing beside or above', async () => {
  const { as, invite, invited, admin, person } = await office()
  const local = await as('admin', { unitId: 'cha', email: 'cha@so.vn' })
  const below = await invited('con@so.vn', [{ role: 'coordinator', unitId: 'con' }])
  const beside = await invited('xa@so.vn', [{ role: 'coordinator', unitId: 'xa' }])
  const both = await invited('hai@so.vn', [
    { role: 'coordinator', unitId: 'con' },
    { role: 'coordinator', unitId: 'xa' },
  ])
  const bare = await invited('trong@so.vn', [])
  const seen = ((await (await local('/api/people')).json()) as { people: { email: string }[] }).people.map(
    ({ email }) => email,
  )
  expect(seen.sort()).toEqual(['cha@so.vn', 'con@so.vn'])
  const absent = await (await local('/api/people/nobody')).json()
  for (const { id } of [beside, both, bare]) {
    const reply = await local(`/api/people/${id}`)
    expect(reply.status).toBe(404)
    expect({ ...((await reply.json()) as object), requestId: '' }).toEqual({ ...(absent as object), requestId: '' })
    expect((await local(`/api/people/${id}/link`, json('POST', {}))).status).toBe(404)
  }
  const give = async (grants: unknown) =>
    (await local(`/api/people/${below.id}`, json('PUT', { name: 'C', grants }, tag((await person(below.id)).version))))
      .status
  expect(await give([{ role: 'coordinator', unitId: 'xa' }])).toBe(404)
  expect(await give([{ role: 'admin', unitId: null }])).toBe(404)
  expect(await give([{ role: 'coordinator', unitId: 'anh' }])).toBe(200)
  expect(
    (await invite({ email: 'm@so.vn', name: 'M', grants: [{ role: 'designer', unitId: null }] }, local)).status,
  ).toBe(404)
  expect(
    (await invite({ email: 'm@so.vn', name: 'M', grants: [{ role: 'designer', unitId: 'con' }] }, local)).status,
  ).toBe(201)
  expect((await admin('/api/people')).status).toBe(200)
})

test('nobody takes the own role of administrator away or locks themselves out', async () => {
  const { admin } = await office()
  const { id } = (await (await admin('/api/session')).json()) as { id: string }
  for (const [path, method, value] of [
    ['/disable', 'POST', {}],
    ['/second-factor/remove', 'POST', {}],
    ['', 'PUT', { name: 'admin', grants: [] }],
  ] as const) {
    const reply = await admin(`/api/people/${id}${path}`, json(method, value, tag(1)))
    expect([path, reply.status, await codeOf(reply)]).toEqual([path, 403, 'own_account'])
  }
})

test('an administrator of one office leaves nobody without a role, and so out of sight', async () => {
  const { as, invite, invited, person, db } = await office()
  const local = await as('admin', { unitId: 'cha', email: 'cha@so.vn' })
  const bare = await invite({ email: 'm@so.vn', name: 'M', grants: [] }, local)
  expect([bare.status, await codeOf(bare)]).toEqual([422, 'input_invalid'])
  expect(await db.selectFrom('account').select('id').where('email', '=', 'm@so.vn').execute()).toEqual([])
  const { id } = await invited('con@so.vn', [{ role: 'coordinator', unitId: 'con' }])
  const taken = await local(`/api/people/${id}`, json('PUT', { name: 'C', grants: [] }, tag(1)))
  expect([taken.status, await codeOf(taken)]).toEqual([422, 'input_invalid'])
  expect(await person(id)).toMatchObject({ version: 1, grants: [{ role: 'coordinator' }] })
})

test('no two addresses look the same: letters without marks, and nothing that is not seen', async () => {
  const { invite, signIn, browse } = await office()
  const unlike = [
    'binh\u200b@so.vn',
    'b\u0131nh@so.vn',
    'bin\u04bb@so.vn',
    'ｂinh@so.vn',
    'binh\u00ad@so.vn',
    'binh\u202e@so.vn',
    'binh@ｓo.vn',
    'binh@so.vn.',
    'binh@so..vn',
    'binh@-so.vn',
    '"binh"@so.vn',
    'bình@so.vn',
  ]
  for (const email of unlike) {
    const reply = await invite({ email, name: 'A', grants: [] })
    expect([email, reply.status, await codeOf(reply)]).toEqual([email, 422, 'input_invalid'])
  }
  // The Kelvin sign becomes a `k` by Unicode's own rules, and so another person's address.
  expect((await invite({ email: 'khoa@so.vn', name: 'K', grants: [] })).status).toBe(201)
  expect(normalEmail('\u212Ahoa@so.vn')).not.toBe(normalEmail('Khoa@so.vn'))
  expect((await signIn(browse(), PASSWORD, 'BINH@SO.VN')).status).toBe(200)
  for (const email of ["o'hara+cchc@phong-gd.soctrang.gov.vn", 'a@xn--bnh-8na.vn', 'may@localhost'])
    expect([email, (await invite({ email, name: 'A', grants: [] })).status]).toEqual([email, 201])
})
