import { draw } from '../../analysis/select/draw.ts'
import type { Ledger, LedgerUnit } from '../../analysis/select/ledger.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { type Act, newId } from '../act.ts'
import type { Db } from '../db/open.ts'
import { findFrame, listFrameRows } from '../frame/store.ts'
import { sha256 } from '../keys.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { drawPlanOf } from './draw-plan.ts'
import { frameSchools } from './frame-schools.ts'
import { type DrawUnit, insertDraw, supersedeDraws } from './store.ts'

export const ledgerHash = (ledger: Ledger): string => sha256(canonicalJson(ledger))

/** A seed nobody chose; it is written down with the draw, so anybody can repeat it. */
const newSeed = (by: Act): string => Buffer.from(by.random(8)).toString('hex')

/**
 * Draws schools, classes and list numbers from the round's newest frame and records the ledger.
 * Drawing anew is possible while no slip has been made; the earlier draw is kept as superseded, with its seed.
 */
export async function drawSample(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  wanted: string | undefined,
): Promise<string> {
  const round = await getRound(db, roundId)
  await checkStep(db, round, 'draw')
  if (await db.selectFrom('packet').select('id').where('roundId', '=', roundId).limit(1).executeTakeFirst())
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'draw', reason: 'slips_made' } })
  const frame = await findFrame(db, roundId)
  if (!frame) throw new Problem('not_found')
  const rows = await listFrameRows(db, frame.id)
  const seed = wanted ?? newSeed(by)
  const plan = { ...round.plan, seed }
  const schools = frameSchools(rows, round.matrix, plan)
  const ledger = draw(schools, drawPlanOf(round.plan, seed, schools), frame.contentHash)
  const id = newId(by)
  const names = new Map(rows.map((row) => [row.code, row.name]))
  await supersedeDraws(db, roundId)
  await insertDraw(
    db,
    {
      id,
      roundId,
      frameId: frame.id,
      frameHash: frame.contentHash,
      plan: JSON.stringify(plan),
      seed,
      method: `${ledger.method.name}/${ledger.method.version}`,
      ledger: canonicalJson(ledger),
      ledgerHash: ledgerHash(ledger),
      state: 'current',
      createdAt: by.now.toISOString(),
    },
    unitsOf(by, id, ledger.units, names),
  )
  await takeStep(db, by, round, version, 'draw', {
    draw: id,
    seed,
    frameHash: frame.contentHash,
    ledgerHash: ledgerHash(ledger),
  })
  return id
}

function unitsOf(
  by: Act,
  drawId: string,
  units: readonly LedgerUnit[],
  names: ReadonlyMap<string, string>,
): DrawUnit[] {
  const ids = new Map(units.map((unit) => [unit.id, newId(by)]))
  const idOf = (code: string): string => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`the ledger names ${code} before it is drawn`)
    return id
  }
  return units.map((unit) => ({
    id: idOf(unit.id),
    drawId,
    stage: unit.stage,
    parentId: unit.parent === null ? null : idOf(unit.parent),
    stratum: unit.stratum,
    code: unit.id,
    name: unit.stage === 1 ? (names.get(unit.label) ?? unit.label) : unit.label,
    position: unit.order,
    size: unit.size,
    probability: unit.probability,
    certainty: unit.certain ? 1 : 0,
    reserve: unit.reserve ? 1 : 0,
    replacedBy: null,
    replacedReason: null,
  }))
}
