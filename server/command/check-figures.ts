import { type KeptTable, keptHash } from '../db/kept-row.ts'
import type { Db } from '../db/open.ts'
import type { ContentCheck } from './check-contents.ts'

/** Which entries of the audit chain tell of which rows; `detail` holds the row's id under the table's name. */
const ACTS = {
  'round.freeze': 'dataset',
  'round.weigh': 'weighting',
  'estimates.compute': 'estimate',
} as const satisfies Record<string, KeptTable>

/** Frozen tables, weights and figures beside the hash their audit entry holds of them; entries of before hold none. */
export async function checkFigures(db: Db): Promise<ContentCheck> {
  const entries = await db
    .selectFrom('auditEntry')
    .select(['action', 'detail'])
    .where('action', 'in', Object.keys(ACTS))
    .orderBy('sequence')
    .execute()
  const wrong: string[] = []
  let checked = 0
  for (const { action, detail } of entries) {
    const table = ACTS[action as keyof typeof ACTS]
    const said = JSON.parse(detail) as Readonly<Record<string, unknown>>
    const id = said[table]
    if (typeof said.rowHash !== 'string' || typeof id !== 'string') continue
    checked += 1
    if ((await keptHash(db, table, id)) !== said.rowHash) wrong.push(`${table} ${id}`)
  }
  return { checked, wrong }
}
