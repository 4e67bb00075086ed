import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** What a tablet told of declines, by the number it gave each: one that comes again, because its reply was lost, is counted once. */
export function kioskDecline(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "kioskDecline" (
             id text not null primary key, "roundId" text not null references round (id), day text not null
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
    },
  }
}
