import { type Kysely, sql } from 'kysely'

/**
 * Whether the holder of a slip chose not to take part: counted once a slip, so that refusals can be told by school. The slip
 * stays good, for people change their minds; nothing of this is kept with an answer.
 */
export const declinedSlip = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw('alter table slip add column declined integer not null default 0 check (declined in (0, 1))')
      .execute(db)
  },
}
