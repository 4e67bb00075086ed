import { type Kysely, sql } from 'kysely'

/** Whether the state or somebody else runs a school, where the list says so: a column that samples are stratified by. */
export const ownership = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(`alter table "frameRow" add column ownership text check (ownership in ('public', 'private'))`)
      .execute(db)
  },
}
