import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Which paper proves which line of a unit's year, and the published result a line took its points from. Both are written only
 * while the year stands where they belong: a paper with the own score or with the explanation, a result with the own score. A paper
 * that proves something cannot be withdrawn. The words of a paper stand beside it, as they are searched.
 */
export function leafEvidence(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const closed = 'evidence: this part of the year is closed'
  const used = 'evidence: a paper that proves something is never withdrawn'
  // In brackets where PL/pgSQL reads it: it would take the `then` of a case for its own.
  const standing = (row: string) =>
    `coalesce((select state from assessment where id = ${row}."assessmentId"), '') <>
       case ${row}.stage when 'self' then 'scoring' else 'explaining' end`
  const proves = `select 1 from "assessmentEvidence" where "evidenceId" = new.id`
  const guarded = ['assessmentEvidence', 'assessmentRelease'] as const
  const statements = [
    `create table "evidenceText" (
       "evidenceId" text not null primary key references evidence (id), state text not null, pages integer,
       text text not null, folded text not null, plain text not null,
       constraint "evidenceTextState" check (state in ('read', 'cut', 'none', 'failed'))
     )${strict}`,
    `create table "assessmentEvidence" (
       "assessmentId" text not null references assessment (id), "componentId" text not null,
       "evidenceId" text not null references evidence (id), line integer, stage text not null,
       "addedBy" text not null, "addedAt" text not null,
       primary key ("assessmentId", "componentId", "evidenceId"),
       constraint "assessmentEvidenceStage" check (stage in ('self', 'explanation')),
       constraint "assessmentEvidenceLine" check (line is null or line >= 0)
     )${strict}`,
    `create index "assessmentEvidenceOfPaper" on "assessmentEvidence" ("evidenceId")`,
    `create table "assessmentRelease" (
       "assessmentId" text not null references assessment (id), "componentId" text not null,
       "roundId" text not null references round (id), "publicationId" text not null references publication (id),
       "contentHash" text not null, taken text not null, stage text not null,
       "addedBy" text not null, "addedAt" text not null,
       primary key ("assessmentId", "componentId"),
       constraint "assessmentReleaseStage" check (stage = 'self'),
       constraint "assessmentReleaseHash" check (length("contentHash") = 64)
     )${strict}`,
    ...(engine === 'sqlite' ? ofSqlite() : ofPostgres()),
  ]
  function ofSqlite() {
    return [
      ...guarded.flatMap((table) =>
        ['insert', 'update', 'delete'].map(
          (act) => `create trigger "${table}_${act}" before ${act} on "${table}"
            when ${standing(act === 'delete' ? 'old' : 'new')} begin select raise(abort, '${closed}'); end`,
        ),
      ),
      `create trigger "evidence_in_use" before update on evidence when new."withdrawnAt" is not null and exists (${proves})
         begin select raise(abort, '${used}'); end`,
    ]
  }
  function ofPostgres() {
    return [
      `create function "leafEvidenceOpen"() returns trigger language plpgsql as $$ begin
         if tg_op = 'DELETE' then
           if (${standing('old')}) then raise exception '${closed}'; end if;
           return old;
         end if;
         if (${standing('new')}) then raise exception '${closed}'; end if;
         return new; end $$`,
      ...guarded.flatMap((table) =>
        ['insert', 'update', 'delete'].map(
          (act) => `create trigger "${table}_${act}" before ${act} on "${table}" for each row
            execute function "leafEvidenceOpen"()`,
        ),
      ),
      `create function "leafEvidenceKept"() returns trigger language plpgsql as $$ begin raise exception '${closed}'; end $$`,
      ...guarded.map(
        (table) => `create trigger "${table}_no_truncate" before truncate on "${table}" for each statement
          execute function "leafEvidenceKept"()`,
      ),
      `create function "evidenceInUse"() returns trigger language plpgsql as $$ begin
         if new."withdrawnAt" is not null and exists (${proves}) then raise exception '${used}'; end if;
         return new; end $$`,
      `create trigger "evidence_in_use" before update on evidence for each row execute function "evidenceInUse"()`,
    ]
  }
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
