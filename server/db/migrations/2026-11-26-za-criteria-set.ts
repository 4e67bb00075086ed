import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Cards by which units are judged, by group, year and version. Who publishes one is not who wrote it last, and what was
 * published never changes and never goes: the database holds both.
 */
export function criteriaSet(engine: Engine) {
  const said = 'a published card is never changed'
  const statements = [
    `create table "criteriaSet" (
       id text not null primary key, "unitGroup" text not null, year integer not null, version integer not null,
       state text not null, definition text not null, "contentHash" text, "lockVersion" integer not null,
       "basedOn" text, authors text not null, "createdBy" text not null, "createdAt" text not null,
       "changedBy" text not null, "changedAt" text not null, "publishedBy" text, "publishedAt" text, decision text,
       constraint "criteriaSetVersion" unique ("unitGroup", year, version),
       constraint "criteriaSetState" check (state in ('draft', 'published')),
       constraint "criteriaSetFourEyes" check (state = 'draft' or ("publishedBy" is not null and "publishedAt" is not null
         and decision is not null and "contentHash" is not null and "publishedBy" <> "changedBy"))
     )${engine === 'sqlite' ? ' strict' : ''}`,
    ...(engine === 'sqlite'
      ? ['update', 'delete'].map(
          (act) =>
            `create trigger "criteriaSet_no_${act}" before ${act} on "criteriaSet" when old.state = 'published'
             begin select raise(abort, '${said}'); end`,
        )
      : [
          `create function "criteriaSetKept"() returns trigger language plpgsql as $$ begin raise exception '${said}'; end $$`,
          ...['update', 'delete'].map(
            (act) =>
              `create trigger "criteriaSet_no_${act}" before ${act} on "criteriaSet" for each row
               when (old.state = 'published') execute function "criteriaSetKept"()`,
          ),
          `create trigger "criteriaSet_no_truncate" before truncate on "criteriaSet" for each statement
           execute function "criteriaSetKept"()`,
        ]),
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
