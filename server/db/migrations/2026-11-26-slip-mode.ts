import { type Kysely, sql } from 'kysely'

/** A slip that an interviewer asks with says so before its answers come; the page and its sheet are those of any other slip. */
export function slipMode() {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `alter table slip add column mode text not null default 'slip'
           constraint "slipMode" check (mode in ('slip', 'interviewer'))`,
        )
        .execute(db)
    },
  }
}
