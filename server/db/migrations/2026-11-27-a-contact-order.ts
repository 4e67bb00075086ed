import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Contacts stood in the order in which people left their numbers, which is that of their sheets. Now SQLite keeps them in the order
 * of their random ids; on PostgreSQL the night lays them so. Those of a round go on one day.
 */
export function contactOrder(engine: Engine) {
  const alike = `update recontact set "deleteOn" = (select max("deleteOn") from recontact as other where other."roundId" = recontact."roundId")`
  const statements = [
    `create table "recontactById" (
      id text not null primary key,
      "roundId" text not null references round (id),
      "slipId" text not null references slip (id),
      sealed text not null,
      language text not null,
      consent text not null,
      drawn integer not null check (drawn in (0, 1)),
      "deleteOn" text not null,
      constraint "recontactSlip" unique ("slipId")
    ) strict, without rowid`,
    'insert into "recontactById" select id, "roundId", "slipId", sealed, language, consent, drawn, "deleteOn" from recontact',
    'drop table recontact',
    'alter table "recontactById" rename to recontact',
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql.raw(alike).execute(db)
      if (engine === 'sqlite') for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
