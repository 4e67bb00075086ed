import { draw } from './draw.ts'
import type { FrameSchool, Ledger } from './ledger.ts'

export type LedgerIssue = Readonly<{
  path: string
  code: 'method_changed' | 'frame_changed' | 'unit_changed' | 'unit_missing' | 'unit_added' | 'stratum_changed'
  detail?: Readonly<Record<string, string | number>>
}>

/** Draws again from the same frame, plan and seed and compares unit by unit; an empty list means the ledger is what the draw gave. */
export function checkLedger(ledger: Ledger, schools: readonly FrameSchool[], frameHash: string): LedgerIssue[] {
  const again = draw(schools, ledger.plan, frameHash)
  const issues: LedgerIssue[] = []
  if (text(again.method) !== text(ledger.method)) issues.push({ path: 'method', code: 'method_changed' })
  if (again.frameHash !== ledger.frameHash) issues.push({ path: 'frameHash', code: 'frame_changed' })
  if (text(again.strata) !== text(ledger.strata)) issues.push({ path: 'strata', code: 'stratum_changed' })
  const wanted = new Map(again.units.map((unit) => [unit.id, text(unit)]))
  for (const unit of ledger.units) {
    const same = wanted.get(unit.id)
    if (same === undefined) issues.push({ path: `units/${unit.id}`, code: 'unit_added' })
    else if (same !== text(unit)) issues.push({ path: `units/${unit.id}`, code: 'unit_changed' })
    wanted.delete(unit.id)
  }
  for (const id of wanted.keys()) issues.push({ path: `units/${id}`, code: 'unit_missing' })
  return issues
}

/** JSON with the fields in one order: a ledger read from a database may hold them in another. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
