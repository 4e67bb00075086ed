import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * People who left a number to be called again (phúc tra), what was drawn, and what they said. The number is sealed, hangs on
 * the slip and never on an answer, and goes on its day at the latest. What somebody said names the school and nothing more.
 */
export function recontact(engine: Engine) {
  const [strict, real] = engine === 'sqlite' ? [' strict', 'real'] : ['', 'double precision']
  const statements = [
    `create table recontact (
      id text not null primary key,
      "roundId" text not null references round (id),
      "slipId" text not null references slip (id),
      sealed text not null,
      language text not null,
      consent text not null,
      drawn integer not null check (drawn in (0, 1)),
      "deleteOn" text not null,
      constraint "recontactSlip" unique ("slipId")
    )${strict}`,
    `create table "recontactDraw" (
      "roundId" text not null primary key references round (id),
      seed text not null,
      share ${real} not null check (share > 0 and share <= 1),
      ledger text not null,
      "ledgerHash" text not null,
      "drawnOn" text not null,
      "drawnBy" text not null
    )${strict}`,
    `create table "recontactOutcome" (
      id text not null primary key,
      "roundId" text not null references round (id),
      school text not null,
      outcome text not null check (outcome in ('talked', 'not_reached', 'declined')),
      self text check (self in ('yes', 'no', 'unsure')),
      suggested text check (suggested in ('yes', 'no', 'unsure')),
      "handedBy" text,
      overall integer check (overall between 1 and 5),
      constraint "recontactTalked" check ((outcome = 'talked') = (self is not null and suggested is not null))
    )${engine === 'sqlite' ? ' strict, without rowid' : ''}`,
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
      for (const name of ['recontactDraw', 'recontactOutcome']) {
        const trigger = `"${name}_no_update"`
        const said = `${name} is never changed`
        const made =
          engine === 'sqlite'
            ? [`create trigger ${trigger} before update on "${name}" begin select raise(abort, '${said}'); end`]
            : [
                `create function ${trigger}() returns trigger language plpgsql as $$ begin raise exception '${said}'; end $$`,
                `create trigger ${trigger} before update on "${name}" for each row execute function ${trigger}()`,
              ]
        for (const statement of made) await sql.raw(statement).execute(db)
      }
    },
  }
}
