import { canonicalJson } from '../../surveys/canonical-json.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { checkPlanOpen } from '../plan/change-plan.ts'
import { getRound, type Round, updateRound } from '../plan/store.ts'
import { Problem, type ProblemError } from '../problem.ts'
import type { NamedDesign } from './design.ts'
import { deleteDesign, getDesign, insertDesign, listDesigns, updateDesign } from './design-store.ts'
import { forecastDesign } from './forecast-design.ts'
import { readGround } from './view-designs.ts'

/** More than can be compared side by side is a list nobody reads. */
const MOST = 6

async function openRound(db: Db, roundId: string): Promise<Round> {
  const round = await getRound(db, roundId)
  checkPlanOpen(round)
  return round
}

/** Puts a design beside the others of the round. */
export async function addDesign(db: Db, by: Act, roundId: string, given: NamedDesign): Promise<string> {
  await openRound(db, roundId)
  const others = await listDesigns(db, roundId)
  if (others.length >= MOST)
    throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'too_many_designs', detail: { max: MOST } }] })
  checkName(others, given.name)
  const id = newId(by)
  const at = by.now.toISOString()
  await insertDesign(db, {
    id,
    roundId,
    name: given.name,
    plan: JSON.stringify(given.plan),
    assumptions: JSON.stringify(given.assumptions),
    version: 1,
    createdAt: at,
    changedAt: at,
    changedBy: by.actor,
  })
  await audit(db, by, 'sample.add_design', roundId, { design: id, name: given.name })
  return id
}

export async function changeDesign(
  db: Db,
  by: Act,
  roundId: string,
  id: string,
  version: number,
  given: NamedDesign,
): Promise<void> {
  await openRound(db, roundId)
  const design = await getDesign(db, roundId, id)
  checkName(
    (await listDesigns(db, roundId)).filter((other) => other.id !== id),
    given.name,
  )
  await updateDesign(db, design, version, {
    name: given.name,
    plan: JSON.stringify(given.plan),
    assumptions: JSON.stringify(given.assumptions),
    changedAt: by.now.toISOString(),
    changedBy: by.actor,
  })
  await audit(db, by, 'sample.change_design', roundId, { design: id, name: given.name, version: version + 1 })
}

export async function dropDesign(db: Db, by: Act, roundId: string, id: string, version: number): Promise<void> {
  await openRound(db, roundId)
  const design = await getDesign(db, roundId, id)
  if (!(await deleteDesign(db, id, version))) throw new Problem('stale', { detail: { version: design.version } })
  await audit(db, by, 'sample.drop_design', roundId, { design: id, name: design.name })
}

/**
 * Makes a design the plan of the round, as it stands in the round's newest frame. A line that asks for more schools than there
 * are, and a stratum without a line, are refused: what is submitted for approval must be what can be drawn.
 */
export async function chooseDesign(db: Db, by: Act, roundId: string, id: string, version: number): Promise<void> {
  const round = await openRound(db, roundId)
  const design = await getDesign(db, roundId, id)
  const { notes } = forecastDesign(design, await readGround(db, round))
  if (notes.length > 0)
    throw new Problem('input_invalid', {
      errors: notes.map(({ code, name }): ProblemError => ({ pointer: `/${name}`, code, detail: { name } })),
    })
  await updateRound(db, round, version, { plan: JSON.stringify(design.plan) })
  await audit(db, by, 'sample.choose_design', roundId, {
    design: id,
    name: design.name,
    planHash: sha256(canonicalJson(design.plan)),
  })
}

function checkName(others: readonly Readonly<{ name: string }>[], name: string): void {
  if (others.some((other) => other.name.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi')))
    throw new Problem('input_invalid', { errors: [{ pointer: '/name', code: 'name_taken' }] })
}
