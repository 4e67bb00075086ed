import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Documents of a year of self-assessment, each version with its DOCX and its PDF: of one unit's year, or of a whole card. What was
 * made never changes and never goes.
 */
export function assessmentDocument(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const blob = engine === 'sqlite' ? 'blob' : 'bytea'
  const said = 'a document is never changed'
  const statements = [
    `create table "assessmentDocument" (
       id text not null primary key, "criteriaSetId" text not null references "criteriaSet" (id),
       "assessmentId" text references assessment (id), kind text not null, version integer not null,
       "fileName" text not null, sources text not null, "contentHash" text not null, bytes ${blob} not null,
       pdf ${blob} not null, "pdfHash" text not null, "madeBy" text not null, "madeAt" text not null,
       constraint "assessmentDocumentOf" check ((kind = 'decision') = ("assessmentId" is null)),
       constraint "assessmentDocumentVersion" check (version >= 1),
       constraint "assessmentDocumentHash" check (length("contentHash") = 64 and length("pdfHash") = 64)
     )${strict}`,
    `create unique index "assessmentDocumentOnce" on "assessmentDocument"
       ("criteriaSetId", coalesce("assessmentId", ''), kind, version)`,
    ...(engine === 'sqlite'
      ? ['update', 'delete'].map(
          (act) => `create trigger "assessmentDocument_no_${act}" before ${act} on "assessmentDocument"
            begin select raise(abort, '${said}'); end`,
        )
      : [
          `create function "assessmentDocumentKept"() returns trigger language plpgsql as
             $$ begin raise exception '${said}'; end $$`,
          ...['update', 'delete'].map(
            (act) => `create trigger "assessmentDocument_no_${act}" before ${act} on "assessmentDocument" for each row
              execute function "assessmentDocumentKept"()`,
          ),
          `create trigger "assessmentDocument_no_truncate" before truncate on "assessmentDocument" for each statement
             execute function "assessmentDocumentKept"()`,
        ]),
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
