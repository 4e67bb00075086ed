import type { Act, RandomBytes } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { seededBytes } from './seeded-chance.ts'

/** Where the demonstration's people do their work: who acts, on which day, by which verb. Time only goes forward. */
export type Desk = Readonly<{
  deps: Deps
  seed: string
  random: RandomBytes
  act: <T>(day: string, actor: string, verb: (db: Db, by: Act) => Promise<T>) => Promise<T>
  /** Many acts in one transaction: each commit waits for the disk, and thousands of them would make the start slow. */
  together: <T>(work: (desk: Desk) => Promise<T>) => Promise<T>
}>

/** Its chance is its own, so that the survey beside it draws the same with and without it. */
export function makeDesk(deps: Deps, time: { now: number }, seed: string): Desk {
  const random = seededBytes(`${seed}/desk`)
  const byOn = (day: string, actor: string): Act => {
    time.now = Math.max(time.now, Date.parse(`${day}T02:00:00Z`))
    return { actor, now: new Date(time.now), random, keys: deps.keys }
  }
  return {
    ...{ deps, seed, random },
    act: (day, actor, verb) => deps.db.transaction().execute((db) => verb(db, byOn(day, actor))),
    together: (work) =>
      deps.db.transaction().execute((db) => {
        const inside: Desk = {
          ...{ deps: { ...deps, db, read: db }, seed, random },
          act: (day, actor, verb) => verb(db, byOn(day, actor)),
          together: (more) => more(inside),
        }
        return work(inside)
      }),
  }
}
