import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** What people wrote, and what is searched by no value of its own. */
const WRITTEN = { response: 'answers', openResponse: 'answers', raterAnswer: 'answers', evidenceText: 'text' } as const

/**
 * PostgreSQL keeps a sample of a table's values for its planner, whole sheets among them, and keeps it when their rows are deleted: of
 * a table that became empty for ever. No query looks for a sheet by what it says, so of these columns none is kept.
 * Those kept before go, where the owner of the database may do that.
 */
export function answerStatistics(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      if (engine === 'sqlite') return
      for (const [table, column] of Object.entries(WRITTEN)) {
        await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} set statistics 0`.execute(db)
        await sql
          .raw(
            `do $$ begin
               delete from pg_statistic s using pg_attribute a where a.attrelid = '"${table}"'::regclass
                 and a.attname = '${column}' and s.starelid = a.attrelid and s.staattnum = a.attnum;
             exception when insufficient_privilege then null; end $$`,
          )
          .execute(db)
      }
    },
  }
}
