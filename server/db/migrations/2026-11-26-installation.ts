import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** The fingerprint of the key file these data were made under: one row, written at the first start. */
export function installation(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table installation (
             id integer not null primary key check (id = 1),
             "keyFingerprint" text not null
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
    },
  }
}
