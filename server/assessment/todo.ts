import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { findCard, listCards } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import type { Role } from '../permit.ts'
import type { Account } from '../staff/account.ts'
import { reachOf } from '../staff/gate.ts'
import { listOpenRemedies } from './remedy-store.ts'
import { listEntries } from './store.ts'
import { standing } from './view.ts'
import { viewYears } from './view-years.ts'

/** A report of the year that is due within so many days is named before it is late. */
const NAMED_DAYS = 14

export type TodoKind =
  | 'score'
  | 'line'
  | 'explain'
  | 'plan_remedy'
  | 'remedy'
  | 'appraise_first'
  | 'appraise_second'
  | 'check_remedy'
  | 'publish'
  | 'publish_card'
export type Todo = Readonly<{
  kind: TodoKind
  /** the year, or the card, it is about */
  object: string
  unit: string
  year: number
  /** how many lines wait; what the one line is called */
  count: number
  name: string
  due: ReturnType<typeof standing> | null
}>

/** What waits for one person, by the roles held where: what is due first stands first, what has no day last. */
export async function listTodo(db: Db, account: Account, today: string): Promise<Todo[]> {
  const as = async (role: Role) => {
    const grants = account.grants.filter((grant) => grant.role === role)
    return grants.length === 0 ? [] : viewYears(db, await reachOf(db, grants, today), today)
  }
  const own = await as('assessor')
  const ownUnits = account.grants.map(({ unitId }) => unitId)
  const foreign = (await as('appraiser')).filter(({ unitId }) => !ownUnits.includes(unitId))
  const open = await listOpenRemedies(db)
  const todo = [
    ...(await ofUnit(db, own, open, today)),
    ...foreign.flatMap((year): Todo[] => {
      if (year.state === 'locked') return [line('appraise_first', year, year.card.components)]
      if (year.state === 'explained') return [line('appraise_second', year, year.asked)]
      const done = open.filter(({ assessmentId, state }) => assessmentId === year.id && state === 'done').length
      return done > 0 ? [line('check_remedy', year, done)] : []
    }),
    ...(await as('director')).filter(({ state }) => state === 'settled').map((year) => line('publish', year, 1)),
    ...(await ofCards(db, account)),
  ]
  return todo.sort((a, b) => (a.due?.dueOn ?? '9999').localeCompare(b.due?.dueOn ?? '9999'))
}

type Year = Awaited<ReturnType<typeof viewYears>>[number]
const line = (kind: TodoKind, year: Year, count: number, due: Todo['due'] = null, name = ''): Todo => ({
  kind,
  object: year.id,
  unit: year.unitName,
  year: year.year,
  count,
  name,
  due,
})

async function ofUnit(
  db: Db,
  years: readonly Year[],
  open: Awaited<ReturnType<typeof listOpenRemedies>>,
  today: string,
): Promise<Todo[]> {
  const todo: Todo[] = []
  for (const year of years) {
    if (year.state === 'scoring') {
      todo.push(line('score', year, year.card.components - year.entered, year.due.score))
      todo.push(...(await datedLines(db, year, today)))
    } else if (year.state === 'explaining') {
      todo.push(line('explain', year, Math.max(0, year.asked - year.explained), year.due.explain))
    } else if (year.state === 'published') {
      const mine = open.filter(({ assessmentId }) => assessmentId === year.id)
      const planned = year.remedies.reduce((sum, { many }) => sum + many, 0)
      const unplanned = Math.max(0, year.lost - planned)
      if (unplanned > 0) todo.push(line('plan_remedy', year, unplanned))
      for (const { state, dueOn, measure } of mine)
        if (state !== 'done') todo.push(line('remedy', year, 1, standing(dueOn, null, today), measure))
    }
  }
  return todo
}

/** What the card itself wants by a day and the unit has not entered yet. */
async function datedLines(db: Db, year: Year, today: string): Promise<Todo[]> {
  const card = await findCard(db, year.criteriaSetId)
  if (!card) return []
  const entered = new Set(
    (await listEntries(db, year.id)).flatMap(({ stage, fact, componentId }) =>
      stage === 'self' && fact ? [componentId] : [],
    ),
  )
  return componentsOf(card.definition).flatMap(({ id, name, rule }): Todo[] => {
    if (rule.kind !== 'on_time' || entered.has(id)) return []
    const due = standing(rule.due, null, today)
    return due.days <= NAMED_DAYS ? [line('line', year, 1, due, name)] : []
  })
}

/** Drafts of cards that have a second person to be published by: whoever did not write in them. */
async function ofCards(db: Db, account: Account): Promise<Todo[]> {
  if (!account.grants.some(({ role, unitId }) => (role === 'director' || role === 'admin') && unitId === null))
    return []
  return (await listCards(db))
    .filter(({ state, authors }) => state === 'draft' && !authors.includes(account.id))
    .map(({ id, definition }) => ({
      kind: 'publish_card',
      object: id,
      unit: definition.title,
      year: definition.year,
      count: 1,
      name: '',
      due: null,
    }))
}
