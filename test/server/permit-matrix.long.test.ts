import { describe, expect, inject, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { ROLES, type Role, SCOPES } from '../../server/permit.ts'
import { FIRST_PLAN } from '../../server/plan/plan.ts'
import { FIRST_ASSUMPTIONS } from '../../server/sample/design.ts'
import { UNIT_ROLES } from '../../server/staff/account.ts'
import { json } from '../world.ts'
import { ROUND } from './journey.ts'
import { BELOW, type Call, permitProvince, type Route, type UnitName } from './permit-province.ts'

/**
 * Every route of the OpenAPI document, for every role, on the things of the own unit, of the unit above, of the one
 * beside and of a foreign Department. What is let in and what is not follows from `x-roles` and `x-scope` alone.
 */
/** Who takes papers away stands in the audit chain: these write that entry, and their own tests look at it. */
const ON_RECORD = new Set([
  '/api/evidence/{id}/file',
  '/api/reports/{id}/package.zip',
  '/api/reports/of/{period}/synthesis.zip',
])

/** One request without a version and with an empty body: nothing that is edited by version changes by it. */
async function ask(call: Call, { method, path }: Route, id: string) {
  const address = path.replace('{id}', id).replace(/\{\w+\}/g, 'x')
  const reply = await call(address, method === 'GET' ? {} : json(method, {}))
  const headers = [...reply.headers].filter(([name]) => name !== 'x-request-id')
  const text = (await reply.text()).replace(/"requestId":"[^"]*"/, '')
  expect(reply.status, `${method} ${path}`).toBeLessThan(500)
  return { status: reply.status, text, all: JSON.stringify([reply.status, headers, text]) }
}

const openTo = ({ roles }: Route) => roles[0] === 'public' || roles[0] === 'signed_in'
const HELD = ['round', 'document', 'account', 'assessment', 'report', 'task', 'visit', 'finding'] as const
type Named = Route & { scope: (typeof HELD)[number] }
const named = (route: Route): route is Named => (HELD as readonly string[]).includes(route.scope)

/**
 * Whether a role is let in at all is told from the roles of a session, in plain code; which things are within reach is asked of the
 * database. So every role asks on the first database, and on the second one that is let in for all, one for its unit, and one that is not.
 */
function rolesAsking({ roles }: Route): readonly Role[] {
  if (inject('postgres') === undefined) return ROLES
  const [lets, unitLets] = [false, true].map((ofUnit) =>
    ROLES.find((role) => roles.includes(role) && UNIT_ROLES.includes(role) === ofUnit),
  )
  const kept = ROLES.find((role) => !roles.includes(role))
  return [lets, unitLets, kept].filter((role) => role !== undefined)
}

// Case E01.
describe('every route, every role, every unit', () => {
  test('the document names roles and scope of every route', async () => {
    const at = await permitProvince()
    for (const route of at.routes) {
      const declared = openTo(route) ? route.scope === 'none' : (SCOPES as readonly string[]).includes(route.scope)
      expect(`${route.method} ${route.path} ${declared}`).toBe(`${route.method} ${route.path} true`)
    }
    const count = (scope: string) => at.routes.filter((route) => route.scope === scope).length
    const enough = { round: 51, document: 2, account: 6, assessment: 20 }
    for (const [scope, least] of Object.entries(enough)) expect([scope, count(scope) >= least]).toEqual([scope, true])
    // Nothing that a unit holds is left out of the walk below.
    const shared = ['none', 'everywhere', 'shared', 'within']
    expect([...new Set(at.routes.map(({ scope }) => scope))].filter((scope) => !shared.includes(scope)).sort()).toEqual(
      [...HELD].sort(),
    )
  })

  test('on what a unit holds: who works for it or above it is let in, everybody else is told it is not there', async () => {
    const at = await permitProvince()
    let letIn = 0
    let keptOut = 0
    for (const route of at.routes) {
      if (!named(route)) continue
      const objects = at.objects[route.scope]
      for (const role of rolesAsking(route)) {
        const name = `${route.method} ${route.path} ${role}`
        if (!route.roles.includes(role)) {
          const refused = await ask(await at.person(role, 'phong'), route, objects.phong as string)
          expect(`${name} ${refused.status}`).toBe(`${name} 403`)
          continue
        }
        const whole = UNIT_ROLES.includes(role) ? null : await at.person(role, null)
        // What is only read is the same when it is read again.
        const seen = new Map<string, number>()
        const wholeSees = async (who: Call, id: string) => {
          const known = route.method === 'GET' ? seen.get(id) : undefined
          const status = known ?? (await ask(who, route, id)).status
          seen.set(id, status)
          return status
        }
        for (const unit of ['phong', 'so'] as const) {
          const call = await at.person(role, unit)
          const absent = await ask(call, route, 'not-there')
          expect(`${name} ${absent.status}`).toBe(`${name} 404`)
          for (const [holder, id] of Object.entries(objects)) {
            const asked = await ask(call, route, id)
            const where = `${name} of ${unit} on ${holder}`
            if ((BELOW[unit] as readonly string[]).includes(holder)) {
              letIn += 1
              // Inside the own units it is what somebody gets who works for all.
              const expected = whole ? await wholeSees(whole, id) : asked.status
              expect(`${where} ${asked.status}`).toBe(`${where} ${expected}`)
              expect(asked.status, where).not.toBe(403)
            } else {
              keptOut += 1
              expect(asked.all, where).toBe(absent.all)
            }
          }
        }
      }
    }
    console.info(`let in ${letIn}, kept out ${keptOut}`)
    expect([letIn > 500, keptOut > 500]).toEqual([true, true])
  }, 300_000)

  test('what all share is read by every holder of the role, and changed only by who works for all', async () => {
    const at = await permitProvince()
    for (const route of at.routes) {
      if (route.scope !== 'shared' && route.scope !== 'everywhere') continue
      for (const role of ROLES.filter((one) => route.roles.includes(one) && !UNIT_ROLES.includes(one))) {
        const own = await ask(await at.person(role, 'so'), route, 'not-there')
        const whole = await ask(await at.person(role, null), route, 'not-there')
        const name = `${route.method} ${route.path} ${role}`
        expect(`${name} ${own.status}`).toBe(`${name} ${route.scope === 'everywhere' ? 403 : whole.status}`)
        expect(whole.status, name).not.toBe(403)
      }
    }
  }, 120_000)

  // Case E03.
  test('lists hold what is within reach, and nothing is made out of reach', async () => {
    const at = await permitProvince()
    const rounds = async (unit: UnitName | null) => {
      const call = await at.person('designer', unit)
      const { rounds: list } = (await (await call('/api/rounds')).json()) as { rounds: { id: string }[] }
      return list.map(({ id }) => Object.entries(at.objects.round).find(([, one]) => one === id)?.[0]).sort()
    }
    expect(await rounds('phong')).toEqual(['phong'])
    expect(await rounds('so')).toEqual(['chi', 'phong', 'so'])
    expect(await rounds(null)).toEqual(['chi', 'khac', 'phong', 'so', 'whole'])
    const begin = async (unit: UnitName, unitId?: string | null) =>
      (
        await (
          await at.person('designer', unit)
        )('/api/rounds', json('POST', { ...ROUND, ...(unitId === undefined ? {} : { unitId }) }))
      ).status
    expect([
      await begin('phong', 'so'),
      await begin('phong', 'chi'),
      await begin('phong', 'khac'),
      await begin('phong', null),
    ]).toEqual([404, 404, 404, 404])
    expect([await begin('phong'), await begin('so', 'chi')]).toEqual([201, 201])
    const call = await at.person('designer', 'phong')
    const moved = await call(
      `/api/rounds/${at.objects.round.phong}/plan`,
      json('PUT', { unitId: 'khac' }, { 'if-match': '"1"' }),
    )
    expect(moved.status).toBe(400)
  })

  // Case E04.
  test('a thing of another round is not there under the own one', async () => {
    const at = await permitProvince()
    const { round } = at.objects
    const [own, other] = [await at.person('designer', 'phong'), await at.person('designer', 'khac')]
    const design = { name: 'x', plan: FIRST_PLAN, assumptions: FIRST_ASSUMPTIONS }
    const kept = await other(`/api/rounds/${round.khac}/designs`, json('POST', design))
    expect(kept.status, await kept.clone().text()).toBe(201)
    const row = await at.db.selectFrom('samplingDesign').select('id').executeTakeFirstOrThrow()
    const version = { 'if-match': '"1"' }
    for (const [path, method] of [
      ['', 'DELETE'],
      ['/choose', 'POST'],
    ] as const) {
      const reply = await own(`/api/rounds/${round.phong}/designs/${row.id}${path}`, json(method, {}, version))
      expect(`${method} ${path} ${reply.status}`).toBe(`${method} ${path} 404`)
    }
    expect(await at.db.selectFrom('samplingDesign').select('id').execute()).toHaveLength(1)
  })

  test('no GET changes anything: every one answers the same on a connection that cannot write', async () => {
    const at = await permitProvince()
    const asleep = makeApp({ ...at.deps, db: at.deps.read })
    const call = await at.person('admin', null)
    const readOnly = Object.assign(
      (path: string, init: RequestInit = {}) => asleep.request(path, { ...init, headers: { cookie: call.cookie } }),
      { cookie: call.cookie },
    )
    for (const route of at.routes) {
      // Whether the connection can write is what `/readyz` is asked for.
      if (route.method !== 'GET' || route.path.startsWith('/staff') || route.path === '/readyz') continue
      if (ON_RECORD.has(route.path)) continue
      const id = named(route) ? (at.objects[route.scope].phong as string) : 'x'
      const [usual, reading] = [await ask(call, route, id), await ask(readOnly, route, id)]
      expect(`${route.path} ${reading.status}`).toBe(`${route.path} ${usual.status}`)
    }
    expect((await readOnly('/readyz')).status).toBe(503)
    // The check would see one that wrote.
    expect((await readOnly('/api/account/sessions/end', { method: 'POST' })).status).not.toBe(200)
  }, 60_000)

  test('the matrix would see a gate that stands open', async () => {
    const at = await permitProvince()
    const route = at.routes.find(({ path, method }) => path === '/api/rounds/{id}' && method === 'GET') as Route
    const call = await at.person('designer', 'phong')
    const [absent, before] = [
      await ask(call, route, 'not-there'),
      await ask(call, route, at.objects.round.khac as string),
    ]
    expect(before.all).toBe(absent.all)
    const link = { childId: 'khac', parentId: 'phong', role: 'professional', validFrom: '2020-01-01', validTo: null }
    await at.db.insertInto('unitLink').values(link).execute()
    expect((await ask(call, route, at.objects.round.khac as string)).all).not.toBe(absent.all)
  })
})
