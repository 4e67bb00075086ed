import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** How somebody is reminded: by e-mail or not, by a calendar under a secret address of which only the hash is kept. */
export function reminder(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const statements = [
    `create table reminder (
       "accountId" text not null primary key references account (id), mail integer not null check (mail in (0, 1)),
       "feedHash" text, "feedMadeAt" text, "lockVersion" integer not null check ("lockVersion" >= 1),
       constraint "reminderFeedOnce" unique ("feedHash"),
       constraint "reminderFeed" check (("feedHash" is null) = ("feedMadeAt" is null))
     )${strict}`,
    `create table "reminderMail" (
       "accountId" text not null references account (id), day text not null, primary key ("accountId", day)
     )${strict}`,
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
