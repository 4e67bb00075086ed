import { expect } from 'vitest'
import type { Db } from '../../server/db/open.ts'
import type { Role } from '../../server/permit.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'
import { type Beginning, json, type World, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { ROUND } from './journey.ts'

export type Call = Awaited<ReturnType<Awaited<ReturnType<typeof world>>['as']>>
export type Route = Readonly<{ method: string; path: string; roles: readonly string[]; scope: string }>

/** Sở above Phòng and its sister; another Sở beside them. */
export const UNITS = ['so', 'phong', 'chi', 'khac'] as const
export type UnitName = (typeof UNITS)[number]
export const BELOW: Readonly<Record<UnitName, readonly UnitName[]>> = {
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

/** The units, what each of them holds, people of every role at each, and every route of the document. */
export async function permitProvince() {
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
