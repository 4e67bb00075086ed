import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Unfinished sheets of phones that can keep nothing themselves, sealed on the phone. The id is derived from the slip's code
 * and leads to no slip here. They go with the round: the moment it leaves the field nothing of them is left.
 */
export function unfinished(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table progress (
             id text not null primary key check (length(id) = 64),
             "roundId" text not null references round (id),
             sealed text not null check (length(sealed) <= 40000),
             version integer not null check (version >= 1),
             day text not null
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
      await sql.raw(`create index "progressRound" on progress ("roundId")`).execute(db)
      if (engine === 'sqlite') {
        await sql
          .raw(
            `create trigger "progressGoesWithRound" after update of state on round when new.state <> 'fielding'
             begin delete from progress where "roundId" = new.id; end`,
          )
          .execute(db)
        return
      }
      await sql
        .raw(
          `create function "progressGoesWithRound"() returns trigger language plpgsql as $$ begin
             delete from progress where "roundId" = new.id; return null; end $$`,
        )
        .execute(db)
      await sql
        .raw(
          `create trigger "progressGoesWithRound" after update on round for each row when (new.state <> 'fielding')
           execute function "progressGoesWithRound"()`,
        )
        .execute(db)
    },
  }
}
