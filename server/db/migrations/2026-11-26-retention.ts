import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** How long what is kept, where the Department has set it otherwise; and the register of what people ask about their own data, with its days. */
export function retention(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const tables = [
    `create table "retentionRule" (
       what text not null primary key,
       days integer not null check (days between 1 and 36500),
       "changedBy" text not null,
       "changedAt" text not null,
       version integer not null check (version >= 1)
     )${strict}`,
    `create table "subjectRequest" (
       id text not null primary key,
       kind text not null check (kind in ('access', 'correct', 'delete', 'withdraw', 'restrict', 'object')),
       "receivedOn" text not null,
       processors integer not null check (processors in (0, 1)),
       sealed text not null,
       "acknowledgedOn" text,
       "extendedOn" text,
       "doneOn" text,
       outcome text check (outcome in ('done', 'impossible', 'refused')),
       version integer not null check (version >= 1),
       "createdBy" text not null,
       check (("doneOn" is null) = (outcome is null)),
       check ("acknowledgedOn" is null or "acknowledgedOn" >= "receivedOn"),
       check ("doneOn" is null or "doneOn" >= "receivedOn")
     )${strict}`,
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const table of tables) await sql.raw(table).execute(db)
    },
  }
}
