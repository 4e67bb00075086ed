import { audit } from '../../../analysis/publish/audit.ts'
import type { LinkedTables } from '../../../analysis/publish/linked-tables.ts'

export const RANGE = 5

/** What a reader gets when these cells are hidden: the auditor sees no other count. */
export function attack(tables: LinkedTables, hidden: readonly string[], watched: readonly string[] = hidden) {
  const gone = new Set(hidden)
  const shown = new Map([...tables.counts].filter(([id]) => !gone.has(id)))
  return audit({ shown, sums: tables.relations }, watched, { range: RANGE, whole: true })
}
