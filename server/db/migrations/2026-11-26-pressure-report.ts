import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** How often somebody told the Department of pressure, by school and day; no slip, no sheet and no time stand in it. `''` is no school. */
export function pressureReport(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "pressureReport" (
             "roundId" text not null references round (id),
             school text not null,
             day text not null,
             count integer not null check (count >= 1),
             constraint "pressureReportKey" primary key ("roundId", school, day)
           )${engine === 'sqlite' ? ' strict, without rowid' : ''}`,
        )
        .execute(db)
    },
  }
}
