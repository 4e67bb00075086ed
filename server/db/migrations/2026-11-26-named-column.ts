import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** What people said a column of a kind of file means, so that nobody has to say it again next year. */
export function namedColumn(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "namedColumn" (
            "fileKind" text not null,
            header text not null,
            field text not null,
            primary key ("fileKind", header)
          )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
    },
  }
}
