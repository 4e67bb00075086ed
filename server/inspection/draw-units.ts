import { z } from 'zod'
import { drawRotation, type RotationLedger } from '../../analysis/select/rotate.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { type Group, getGroup, listMembers } from '../periods/store.ts'
import { Problem } from '../problem.ts'
import {
  type FrameUnit,
  findCurrentDraw,
  getDraw,
  type InspectionDraw,
  insertDraw,
  insertVisits,
  listLastYears,
  listVisits,
  markSuperseded,
} from './store.ts'

export const drawing = z.strictObject({
  groupId: z.string().min(1).max(64),
  percent: z.number().min(1).max(100),
  /** chosen in the open, by lot; left out: nobody chooses it */
  seed: z.string().trim().min(1).max(100).optional(),
  /** inspections from before this program */
  earlier: z
    .array(z.strictObject({ unitId: z.string().min(1).max(64), year: z.number().int().min(1990).max(2100) }))
    .max(2000),
})
export const superseding = z.strictObject({ reason: z.string().trim().min(1).max(1000) })

/** The units of a group, each with the last year before this one in which it was inspected. */
async function frameOf(db: Db, group: Group, earlier: z.infer<typeof drawing>['earlier']): Promise<FrameUnit[]> {
  const members = (await listMembers(db, group.year)).filter(({ groupId }) => groupId === group.id)
  const known = new Set(members.map(({ unitId }) => unitId))
  const foreign = earlier.findIndex(({ unitId, year }) => !known.has(unitId) || year >= group.year)
  if (foreign >= 0)
    throw new Problem('input_invalid', { errors: [{ pointer: `/earlier/${foreign}`, code: 'not_before' }] })
  const years = new Map((await listLastYears(db, group.year)).map((row) => [row.unitId, Number(row.lastYear)]))
  for (const { unitId, year } of earlier) years.set(unitId, Math.max(year, years.get(unitId) ?? year))
  return members
    .map(({ unitId, name }) => ({ id: unitId, name, lastYear: years.get(unitId) ?? null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

const ledgerOf = (frame: readonly FrameUnit[], percent: number, seed: string): RotationLedger =>
  drawRotation(
    frame.map(({ id, lastYear }) => ({ id, lastYear })),
    percent,
    seed,
  )
export const ledgerHash = (ledger: RotationLedger, frame: readonly FrameUnit[]): string =>
  sha256(canonicalJson({ ledger, frame }))

/** Draws the units to be inspected in a year, writes the ledger down and makes a sheet of notes for each. One draw a group stands. */
export async function drawInspection(
  db: Db,
  by: Act,
  { groupId, percent, seed: wanted, earlier }: z.infer<typeof drawing>,
): Promise<string> {
  const group = await getGroup(db, groupId)
  if (await findCurrentDraw(db, groupId)) throw new Problem('already_there')
  const frame = await frameOf(db, group, earlier)
  if (frame.length === 0) throw new Problem('input_invalid', { errors: [{ pointer: '/groupId', code: 'group_empty' }] })
  const seed = wanted ?? Buffer.from(by.random(8)).toString('hex')
  const ledger = ledgerOf(frame, percent, seed)
  const hash = ledgerHash(ledger, frame)
  const id = newId(by)
  const at = by.now.toISOString()
  await insertDraw(db, {
    ...{ id, groupId, state: 'current', frame: canonicalJson(frame), seed, ledger: canonicalJson(ledger) },
    ...{ ledgerHash: hash, drawnBy: by.actor, drawnAt: at, supersededBy: null, supersededAt: null, reason: null },
  })
  await insertVisits(
    db,
    ledger.units.map((unit) => ({
      ...{ id: newId(by), drawId: id, unitId: unit.id, visitedOn: null, team: '', notes: '' },
      ...{ lockVersion: 1, changedBy: by.actor, changedAt: at },
    })),
  )
  await audit(db, by, 'inspection.draw', id, { group: groupId, seed, units: ledger.sampled, ledgerHash: hash })
  return id
}

/** Whether the seed and the list that were kept give the same units again, and the hash is that of the ledger. */
export function checkDraw(draw: InspectionDraw): Readonly<{ same: boolean; ledgerHash: string }> {
  const again = ledgerOf(draw.frame, draw.ledger.percent, draw.seed)
  const hash = ledgerHash(again, draw.frame)
  return { same: canonicalJson(again) === canonicalJson(draw.ledger) && hash === draw.ledgerHash, ledgerHash: hash }
}

/** Puts a draw aside, with a reason, while nobody was visited: it stays on record with its seed. */
export async function supersedeDraw(db: Db, by: Act, id: string, reason: string): Promise<void> {
  const draw = await getDraw(db, id)
  const visited = (await listVisits(db, [id])).some((visit) => visit.visitedOn !== null || visit.notes !== '')
  if (draw.state !== 'current' || visited)
    throw new Problem('step_not_possible', { detail: { state: visited ? 'visited' : draw.state, step: 'supersede' } })
  await markSuperseded(db, id, by.actor, by.now.toISOString(), reason)
  await audit(db, by, 'inspection.supersede', id)
}
