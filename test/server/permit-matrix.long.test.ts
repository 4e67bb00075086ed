import { describe, expect, inject, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import type { Db } from '../../server/db/open.ts'
import { ROLES, type Role, SCOPES } from '../../server/permit.ts'
import { FIRST_PLAN } from '../../server/plan/plan.ts'
import { FIRST_ASSUMPTIONS } from '../../server/sample/design.ts'
import { UNIT_ROLES } from '../../server/staff/account.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'
import { type Beginning, json, type World, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { ROUND } from './journey.ts'

/**
 * Every route of the OpenAPI document, for every role, on the things of the own unit, of the unit above, of the one
 * beside and of a foreign Department. What is let in and what is not follows from `x-roles` and `x-scope` alone.
 */
type Call = Awaited<ReturnType<Awaited<ReturnType<typeof world>>['as']>>
type Route = Readonly<{ method: string; path: string; roles: readonly string[]; scope: string }>

/** Sở above Phòng and its sister; another Sở beside them. */
const UNITS = ['so', 'phong', 'chi', 'khac'] as const
type UnitName = (typeof UNITS)[number]
const BELOW: Readonly<Record<UnitName, readonly UnitName[]>> = {
  so: ['so', 'phong', 'chi'],
  phong: ['phong'],
  chi: ['chi'],
  khac: ['khac'],
}

/** A report, a task, an inspection and a finding of each unit, and a task of the whole Department. */
async function heldInReform(db: Db) {
  const edited = { lockVersion: 1, changedBy: 'x', changedAt: '2026-01-01' }
  const head = { department: 'Sở', parentBody: 'UBND', place: 'ST', symbol: 'S' }
  const [year, day] = [2026, '2026-01-01']
  await db
    .insertInto('reformYear')
    .values({ year, ...head, ...edited })
    .execute()
  const group = { id: 'g', year, code: 'g', name: 'g', weekend: 'stays', ...edited }
  await db.insertInto('reportGroup').values(group).execute()
  const period = { id: 'p', groupId: 'g', code: 'p', name: 'p', kind: 'report', least: 1, counted: 'each', ...edited }
  await db
    .insertInto('reportingPeriod')
    .values({ ...period, startsOn: day, endsOn: day, dueOn: day })
    .execute()
  const drawn = {
    frame: '[]',
    seed: 's',
    ledger: '{"groups":[],"units":[]}',
    ledgerHash: '',
    drawnBy: 'x',
    drawnAt: day,
  }
  const draw = { id: 'd', groupId: 'g', state: 'current', supersededBy: null, supersededAt: null, reason: null }
  await db
    .insertInto('inspectionDraw')
    .values({ ...draw, ...drawn })
    .execute()
  const kinds = { report: {}, task: {}, visit: {}, finding: {} } as Record<
    'report' | 'task' | 'visit' | 'finding',
    Record<string, string>
  >
  for (const [number, unitId] of [...UNITS, null].entries()) {
    const name = unitId ?? 'whole'
    kinds.task[name] = `task-${name}`
    await db
      .insertInto('reformTask')
      .values({
        ...{ id: kinds.task[name], year, number, area: 'a', name, lead: '', supporting: '', products: '[]', ...edited },
        ...{ leadUnitId: unitId, dueOn: null, askedOf: 'all', state: 'todo', percent: 0, note: '' },
      })
      .execute()
    if (unitId === null) continue
    kinds.report[name] = `report-${name}`
    const unsent = { submittedBy: null, submittedAt: null, receivedBy: null, receivedAt: null, returnedNote: null }
    await db
      .insertInto('periodReport')
      .values({ id: kinds.report[name], periodId: 'p', unitId, state: 'draft', ...unsent, ...edited })
      .execute()
    const visit = { id: `visit-${name}`, drawId: 'd', unitId, visitedOn: day, team: '', notes: '' }
    await db
      .insertInto('inspectionVisit')
      .values({ ...visit, ...edited })
      .execute()
    kinds.visit[name] = visit.id
    kinds.finding[name] = `finding-${name}`
    const open = { measure: '', measuredBy: null, measuredAt: null, evidenceId: null, verdict: '' }
    await db
      .insertInto('inspectionFinding')
      .values({
        ...{ id: kinds.finding[name], visitId: visit.id, unitId, said: 'x', dueOn: day, state: 'open', ...open },
        ...{ verifiedBy: null, verifiedAt: null, createdBy: 'x', createdAt: day, ...edited },
      })
      .execute()
  }
  return kinds
}

/** The year of each unit under one published card. */
async function heldInAssessment(db: Db) {
  const written = { createdBy: 'x', createdAt: '2026-01-01', changedBy: 'x', changedAt: '2026-01-01' }
  await db
    .insertInto('criteriaSet')
    .values({
      ...{ id: 'card', unitGroup: 'don-vi', year: 2026, version: 1, state: 'published', ...written },
      ...{ definition: canonicalJson({ ...units2021, year: 2026 }), contentHash: '0'.repeat(64), lockVersion: 1 },
      ...{ basedOn: null, authors: '["x"]', publishedBy: 'y', publishedAt: '2026-01-02', decision: 'QĐ 1' },
    })
    .execute()
  const nobody = { lockedBy: null, lockedAt: null, answeredAt: null, publishedBy: null, publishedAt: null }
  await db
    .insertInto('assessment')
    .values(
      UNITS.map((unitId) => ({
        ...{ id: `assessment-${unitId}`, criteriaSetId: 'card', unitId, state: 'scoring', lockVersion: 1, ...nobody },
        ...{ scoreDueOn: '2026-12-10', explainDueOn: '2026-12-20', openedBy: 'x', openedAt: '2026-01-03' },
        ...{ decision: null, result: null },
      })),
    )
    .execute()
  return Object.fromEntries(UNITS.map((unitId) => [unitId, `assessment-${unitId}`]))
}

/** Units, and of each kind of thing one of every unit. */
async function makeObjects(at: World) {
  const unit = (id: string) => ({
    id,
    kind: 'office',
    code: id,
    name: id,
    level: null,
    validFrom: '2020-01-01',
    validTo: null,
  })
  await at.db.insertInto('unit').values(UNITS.map(unit)).execute()
  const link = (childId: string, role: string) => ({
    childId,
    parentId: 'so',
    role,
    validFrom: '2020-01-01',
    validTo: null,
  })
  await at.db
    .insertInto('unitLink')
    .values([link('phong', 'professional'), link('chi', 'administrative')])
    .execute()
  const designer = await at.as('designer', { email: 'all@so.vn' })
  const rounds: Record<string, string> = {}
  const documents: Record<string, string> = {}
  for (const unitId of [...UNITS, null]) {
    const name = unitId ?? 'whole'
    const reply = await designer('/api/rounds', json('POST', { ...ROUND, unitId }))
    expect(reply.status).toBe(201)
    rounds[name] = ((await reply.json()) as { id: string }).id
    documents[name] = `document-${name}`
    const bytes = new Uint8Array([1])
    const hash = '0'.repeat(64)
    await at.db
      .insertInto('document')
      .values({
        ...{ id: documents[name], roundId: rounds[name], kind: 'plan', version: 1, state: 'draft', fileName: 'a.docx' },
        ...{ mediaType: 'application/octet-stream', sources: '[]', contentHash: hash, bytes, pdf: null, pdfHash: null },
        ...{ decisionNumber: null, decisionDate: null, approvedBy: null, approvedAt: null, createdAt: '2026-01-01' },
      })
      .execute()
  }
  const accounts: Record<string, string> = {}
  for (const unitId of [...UNITS, null]) {
    const name = unitId ?? 'whole'
    await at.as(unitId === null ? 'auditor' : 'coordinator', { unitId, email: `${name}@object.vn` })
    accounts[name] = (
      await at.db.selectFrom('account').select('id').where('email', '=', `${name}@object.vn`).executeTakeFirstOrThrow()
    ).id
  }
  return {
    ...{ round: rounds, document: documents, account: accounts, assessment: await heldInAssessment(at.db) },
    ...(await heldInReform(at.db)),
  } as const
}
const PROVINCE: Beginning<Awaited<ReturnType<typeof makeObjects>>> = { name: 'permit matrix', make: makeObjects }

async function province() {
  const at = await world({ now: '2026-03-02T02:00:00Z', clientDir: await builtFolder(), beginning: PROVINCE })
  const objects = at.begun
  const people = new Map<string, Call>()
  const person = async (role: Role, unitId: UnitName | null): Promise<Call> => {
    const key = `${role} ${unitId}`
    const known = people.get(key) ?? (await at.as(role, { unitId, email: `${key.replace(' ', '.')}@so.vn` }))
    people.set(key, known)
    return known
  }
  const document = (await (await at.app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { 'x-roles'?: string[]; 'x-scope'?: string }>>
  }
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]): Route => ({
        ...{ method: method.toUpperCase(), path },
        roles: operation['x-roles'] ?? [],
        scope: operation['x-scope'] ?? 'not declared',
      }),
    ),
  )
  return { ...at, objects, person, routes }
}

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
    const at = await province()
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
    const at = await province()
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
    const at = await province()
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
    const at = await province()
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
    const at = await province()
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
    const at = await province()
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
    const at = await province()
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
