import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Tablets that stand at a school's gate. A key is shown once and kept only as a hash; a withdrawn one stays in the list. */
export function kiosk(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table device (
             id text not null primary key,
             label text not null,
             "keyHash" text not null unique,
             "pinSalt" text not null,
             "pinHash" text not null,
             state text not null check (state in ('active', 'revoked')),
             "createdOn" text not null
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
    },
  }
}
