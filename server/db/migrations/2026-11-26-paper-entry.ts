import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Sheets of paper between their two entries, sealed, one row a slip; and what typing came to, in sums. Two entries are by two
 * people: the database holds that too.
 */
export function paperEntry(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "paperEntry" (
            id text not null primary key,
            "roundId" text not null references round (id),
            "slipId" text not null references slip (id),
            "instrumentId" text not null references instrument (id),
            state text not null check (state in ('first', 'differs')),
            "firstBy" text not null references account (id),
            "firstSealed" text not null,
            "secondBy" text references account (id),
            "secondSealed" text,
            differing integer not null check (differing >= 0),
            "enteredOn" text not null,
            constraint "paperEntrySlip" unique ("slipId"),
            constraint "paperEntryTwoPeople" check ("secondBy" is null or "secondBy" <> "firstBy"),
            constraint "paperEntryState" check ((state = 'first') = ("secondBy" is null)
              and ("secondBy" is null) = ("secondSealed" is null))
          )${strict}`,
        )
        .execute(db)
      await sql
        .raw(
          `create table "paperTally" (
            "roundId" text not null primary key references round (id),
            stored integer not null check (stored >= 0),
            questions integer not null check (questions >= 0),
            differing integer not null check (differing >= 0 and differing <= questions),
            discarded integer not null check (discarded >= 0)
          )${strict}`,
        )
        .execute(db)
    },
  }
}
