import type { Selectable, Updateable } from 'kysely'
import { amountOf, type BudgetLine } from '../../surveys/budget.ts'
import type { Milestone } from '../../surveys/calendar.ts'
import type { ModeRules } from '../../surveys/mode.ts'
import { isRoundState, type MatrixEntry, type RoundState } from '../../surveys/round.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { RoundTable } from '../db/tables.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import type { SamplingPlan } from './plan.ts'

export type Round = Omit<
  Selectable<RoundTable>,
  'state' | 'matrix' | 'plan' | 'exclusionRules' | 'synthetic' | 'modes'
> &
  Readonly<{
    state: RoundState
    matrix: MatrixEntry[]
    plan: SamplingPlan
    exclusionRules: string[]
    synthetic: boolean
    modes: ModeRules
  }>

function roundOf(row: Selectable<RoundTable>): Round {
  if (!isRoundState(row.state)) throw new Error(`round ${row.id} is in no known state`)
  return {
    ...row,
    state: row.state,
    matrix: JSON.parse(row.matrix),
    plan: JSON.parse(row.plan),
    exclusionRules: JSON.parse(row.exclusionRules),
    modes: JSON.parse(row.modes),
    synthetic: row.synthetic === 1,
  }
}

/** The rounds held within reach, the newest first. */
export async function listRounds(db: Db, reach: Reach = 'everywhere'): Promise<Round[]> {
  const rows = await db
    .selectFrom('round')
    .selectAll()
    .$if(reach !== 'everywhere', (query) =>
      query.where('unitId', 'in', textsIn(db, reach === 'everywhere' ? [] : [...reach])),
    )
    .orderBy('year', 'desc')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(roundOf)
}

export async function findRound(db: Db, id: string): Promise<Round | undefined> {
  const row = await db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirst()
  return row && roundOf(row)
}

export async function listRoundsById(db: Db, ids: readonly string[]): Promise<Map<string, Round>> {
  const rows = await db.selectFrom('round').selectAll().where('id', 'in', textsIn(db, ids)).execute()
  return new Map(rows.map((row) => [row.id, roundOf(row)]))
}

export async function getRound(db: Db, id: string): Promise<Round> {
  const round = await findRound(db, id)
  if (!round) throw new Problem('not_found')
  return round
}

export async function insertRound(db: Db, row: Selectable<RoundTable>): Promise<void> {
  await db.insertInto('round').values(row).execute()
}

/** Changes the round if it is still at the version that was read; else nothing, and `stale`. */
export async function updateRound(
  db: Db,
  round: Round,
  version: number,
  change: Updateable<RoundTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('round')
    .set({ ...change, version: version + 1 })
    .where('id', '=', round.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: round.version } })
}

/** The audit trail of one round, oldest first, with the names of those who acted. */
export async function listHistory(db: Db, roundId: string) {
  return db
    .selectFrom('auditEntry')
    .leftJoin('account', 'account.id', 'auditEntry.actor')
    .select(['at', 'action', 'actor', 'account.name as name'])
    .where('object', '=', roundId)
    .orderBy('sequence')
    .execute()
}

export async function listMilestones(db: Db, roundId: string): Promise<Milestone[]> {
  return db
    .selectFrom('milestone')
    .select(['name', 'startsOn', 'endsOn', 'who', 'note'])
    .where('roundId', '=', roundId)
    .orderBy('position')
    .execute()
}

/** Puts these milestones in the place of all that were there. */
export async function replaceMilestones(db: Db, roundId: string, milestones: readonly Milestone[]): Promise<void> {
  await db.deleteFrom('milestone').where('roundId', '=', roundId).execute()
  if (milestones.length === 0) return
  await db
    .insertInto('milestone')
    .values(milestones.map((one, place) => ({ ...one, roundId, position: place + 1 })))
    .execute()
}

export async function listBudgetLines(db: Db, roundId: string): Promise<BudgetLine[]> {
  const rows = await db
    .selectFrom('budgetLine')
    .select(['section', 'content', 'unit', 'quantity', 'unitPrice', 'basis'])
    .where('roundId', '=', roundId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, quantity: Number(row.quantity), unitPrice: Number(row.unitPrice) }))
}

/** Puts these lines in the place of all that were there. */
export async function replaceBudgetLines(db: Db, roundId: string, lines: readonly BudgetLine[]): Promise<void> {
  await db.deleteFrom('budgetLine').where('roundId', '=', roundId).execute()
  if (lines.length === 0) return
  await db
    .insertInto('budgetLine')
    .values(lines.map((one, place) => ({ ...one, roundId, position: place + 1, amount: amountOf(one) })))
    .execute()
}

/** The budget's total as the database adds it up: a second path to the same number. */
export async function sumBudget(db: Db, roundId: string): Promise<number> {
  const row = await db
    .selectFrom('budgetLine')
    .select(({ fn }) => fn.sum<number>('amount').as('total'))
    .where('roundId', '=', roundId)
    .executeTakeFirst()
  return Number(row?.total ?? 0)
}
