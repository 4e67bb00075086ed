import type { Context } from 'hono'
import { descendantsOn, type UnitLink } from '../../surveys/units/graph.ts'
import { dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv, Gate } from '../http/env.ts'
import type { Scope } from '../permit.ts'
import { Problem } from '../problem.ts'
import type { Grant, Reach } from './account.ts'

/** Who founded a school and who directs its work may both act for it; the ground it stands on gives no right. */
const BELOW = ['administrative', 'professional'] as const

/** The units a person's grants reach on a day: each unit and all below it, in the tree of founders and in that of work. */
export async function reachOf(db: Db, grants: readonly Grant[], day: string): Promise<Reach> {
  if (grants.some(({ unitId }) => unitId === null)) return 'everywhere'
  const links = await db
    .selectFrom('unitLink')
    .select(['childId', 'parentId', 'role', 'validFrom', 'validTo'])
    .where('role', 'in', BELOW)
    .where('validFrom', '<=', day)
    .where((at) => at.or([at('validTo', 'is', null), at('validTo', '>=', day)]))
    .execute()
  const graph = { units: [], names: [], successions: [], links: links as UnitLink[] }
  return new Set(
    grants.flatMap(({ unitId }) =>
      unitId === null ? [] : BELOW.flatMap((role) => [...descendantsOn(graph, role, unitId, day)]),
    ),
  )
}

/** A unit's id, or null for what the Department as a whole holds. */
export type Holder = string | null

export const reaches = (reach: Reach, holder: Holder): boolean =>
  reach === 'everywhere' || (holder !== null && reach.has(holder))

type Named = 'round' | 'document' | 'account' | 'assessment' | 'report' | 'task' | 'visit' | 'finding'

/** Who holds the object an address names; undefined where there is none. All of them must be reached. */
const HOLDERS: Readonly<Record<Named, (db: Db, id: string) => Promise<readonly Holder[] | undefined>>> = {
  round: async (db, id) => {
    const row = await db.selectFrom('round').select('unitId').where('id', '=', id).executeTakeFirst()
    return row && [row.unitId]
  },
  document: async (db, id) => {
    const row = await db
      .selectFrom('document')
      .innerJoin('round', 'round.id', 'document.roundId')
      .select('unitId')
      .where('document.id', '=', id)
      .executeTakeFirst()
    return row && [row.unitId]
  },
  assessment: async (db, id) => {
    const row = await db.selectFrom('assessment').select('unitId').where('id', '=', id).executeTakeFirst()
    return row && [row.unitId]
  },
  report: async (db, id) => {
    const row = await db.selectFrom('periodReport').select('unitId').where('id', '=', id).executeTakeFirst()
    return row && [row.unitId]
  },
  task: async (db, id) => {
    const row = await db.selectFrom('reformTask').select('leadUnitId').where('id', '=', id).executeTakeFirst()
    return row && [row.leadUnitId]
  },
  visit: async (db, id) => {
    const row = await db.selectFrom('inspectionVisit').select('unitId').where('id', '=', id).executeTakeFirst()
    return row && [row.unitId]
  },
  finding: async (db, id) => {
    const row = await db.selectFrom('inspectionFinding').select('unitId').where('id', '=', id).executeTakeFirst()
    return row && [row.unitId]
  },
  account: async (db, id) => {
    const rows = await db
      .selectFrom('account')
      .leftJoin('accountRole', 'accountRole.accountId', 'account.id')
      .select('unitId')
      .where('account.id', '=', id)
      .execute()
    return rows.length === 0 ? undefined : rows.map(({ unitId }) => unitId)
  },
}

const isNamed = (scope: Scope): scope is Named => Object.hasOwn(HOLDERS, scope)

/** The one place where scope is enforced. "Not yours" and "not there" are one reply, before anything else is looked at. */
export function makeGate(deps: Deps): Gate {
  return async (c: Context<AppEnv>, grants, scope) => {
    const reach = await reachOf(deps.read, grants, dayOf(deps.clock()))
    c.set('reach', reach)
    if (scope === 'everywhere' && reach !== 'everywhere') throw new Problem('not_permitted')
    if (!isNamed(scope)) return
    const id = c.req.param('id') ?? ''
    const holders = await HOLDERS[scope](deps.read, id)
    if (holders?.every((holder) => reaches(reach, holder))) return
    c.set('outside', holders ? id : 'unknown')
    throw new Problem('not_found')
  }
}
