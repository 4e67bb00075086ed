import { type Kysely, sql } from 'kysely'

/** What raters are asked is written as a draft; from the opening on it stays, as its answers refer to it. */
export function raterForm(engine: 'sqlite' | 'postgres') {
  const fixed = 'raters: what is asked stays once it is open'
  const changed = `old.state <> 'drafting' and (new.form <> old.form or new.state = 'drafting')`
  const statements =
    engine === 'sqlite'
      ? [
          `create trigger "raterRound_form" before update on "raterRound" when ${changed}
             begin select raise(abort, '${fixed}'); end`,
        ]
      : [
          `create function "raterFormFixed"() returns trigger language plpgsql as $$ begin raise exception '${fixed}'; end $$`,
          `create trigger "raterRound_form" before update on "raterRound" for each row when (${changed})
             execute function "raterFormFixed"()`,
        ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
