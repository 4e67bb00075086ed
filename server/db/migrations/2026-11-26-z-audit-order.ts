import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Rows that never go; PostgreSQL can empty a table without a trigger of its rows being asked. */
const KEPT = [
  'auditEntry',
  'dataset',
  'weighting',
  'estimate',
  'document',
  'publication',
  'media',
  'notice',
  'instrument',
  'instrumentDraft',
]

/**
 * An entry follows the last one, or it is not stored: no gap, no fork, and nothing in the place of another (`insert or replace`
 * of SQLite asks no trigger of the row it takes away). Whole tables of kept rows are not emptied either.
 */
export function auditOrder(engine: Engine) {
  const wrong = `new.sequence <> (select coalesce(max(sequence), 0) + 1 from "auditEntry")
    or new."previousHash" <> coalesce((select hash from "auditEntry" where sequence = new.sequence - 1), '${'0'.repeat(64)}')`
  const said = 'auditEntry: an entry follows the last one'
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      if (engine === 'sqlite') {
        await sql
          .raw(
            `create trigger "auditEntryFollows" before insert on "auditEntry" when ${wrong}
             begin select raise(abort, '${said}'); end`,
          )
          .execute(db)
        return
      }
      const statements = [
        `create function "auditEntryFollows"() returns trigger language plpgsql as $$ begin
           if ${wrong} then raise exception '${said}'; end if; return new; end $$`,
        `create trigger "auditEntryFollows" before insert on "auditEntry" for each row
         execute function "auditEntryFollows"()`,
        `create function "neverEmptied"() returns trigger language plpgsql as $$ begin
           raise exception '% is never emptied', tg_table_name; end $$`,
        ...KEPT.map(
          (name) =>
            `create trigger "${name}_no_truncate" before truncate on "${name}" for each statement
             execute function "neverEmptied"()`,
        ),
      ]
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
