import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { Problem, type ProblemError } from '../problem.ts'
import { changeBudget } from './change-budget.ts'
import { changeCalendar } from './change-calendar.ts'
import { changeModes } from './change-modes.ts'
import { changePlan } from './change-plan.ts'
import type { PartsChange } from './plan.ts'

/**
 * What was typed all over the plan, written as one: all parts of it or none. What is wrong in any part is told at once,
 * so that nobody mends one fault only to be shown the next.
 */
export async function changeParts(db: Db, by: Act, id: string, version: number, parts: PartsChange): Promise<void> {
  const { general, modes, calendar, budget } = parts
  const errors: ProblemError[] = []
  let now = version
  const part = async <Change>(
    change: Change | undefined,
    place: string,
    write: (db: Db, by: Act, id: string, version: number, change: Change) => Promise<void>,
  ) => {
    if (change === undefined) return
    try {
      await write(db, by, id, now, change)
      now += 1
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'input_invalid') throw error
      errors.push(...error.errors.map((one) => ({ ...one, pointer: `${place}${one.pointer}` })))
    }
  }
  await part(general, '/general', changePlan)
  // These name themselves in their pointers.
  await part(modes, '', changeModes)
  await part(calendar, '/calendar', changeCalendar)
  await part(budget, '/budget', changeBudget)
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
}
