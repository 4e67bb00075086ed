import { type Kysely, sql } from 'kysely'

/** Which ways each form of a round may be answered, as JSON by form; a form that is not named may be answered in every way. */
export const roundModes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`alter table round add column modes text not null default '{}'`).execute(db)
  },
}
