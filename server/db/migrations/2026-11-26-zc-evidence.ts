import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Papers that prove something: what they are stands here, their bytes in a file whose name is the id. */
export function evidence(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table evidence (
             id text not null primary key check (length(id) = 32),
             "unitId" text references unit (id),
             number text not null,
             "issuedOn" text not null,
             issuer text not null,
             abstract text not null,
             "fileName" text not null,
             size integer not null check (size > 0),
             "contentHash" text not null check (length("contentHash") = 64),
             "createdBy" text not null,
             "createdAt" text not null,
             "withdrawnAt" text,
             "withdrawnBy" text,
             version integer not null check (version >= 1),
             check (("withdrawnAt" is null) = ("withdrawnBy" is null))
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
      await sql.raw(`create index "evidenceOfUnit" on evidence ("unitId")`).execute(db)
    },
  }
}
