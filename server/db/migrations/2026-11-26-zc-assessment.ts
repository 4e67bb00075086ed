import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * One unit's year under one card, and its lines by who wrote them: the unit (self, explanation) and the appraiser (first,
 * second). A line is written only while the year stands where it belongs; the database holds that, and that the published stays.
 */
export function assessment(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const closed = 'assessment: this part of the year is closed'
  const kept = 'a published assessment is never changed'
  // In brackets where PL/pgSQL reads it: it would take the `then` of a case for its own.
  const standing = (id: string, stage: string) =>
    `coalesce((select state from assessment where id = ${id}), '') <> case ${stage} when 'self' then 'scoring'
       when 'first' then 'locked' when 'explanation' then 'explaining' else 'explained' end`
  const statements = [
    `create table assessment (
       id text not null primary key, "criteriaSetId" text not null references "criteriaSet" (id),
       "unitId" text not null references unit (id), state text not null, "lockVersion" integer not null,
       "scoreDueOn" text not null, "explainDueOn" text not null, "openedBy" text not null, "openedAt" text not null,
       "lockedBy" text, "lockedAt" text, "answeredAt" text, "publishedBy" text, "publishedAt" text, decision text, result text,
       constraint "assessmentOnce" unique ("criteriaSetId", "unitId"),
       constraint "assessmentState" check (state in ('scoring', 'locked', 'explaining', 'explained', 'settled', 'published')),
       constraint "assessmentPublished" check (state <> 'published' or ("publishedBy" is not null
         and "publishedAt" is not null and decision is not null and result is not null))
     )${strict}`,
    `create index "assessmentOfUnit" on assessment ("unitId")`,
    `create table "assessmentEntry" (
       "assessmentId" text not null references assessment (id), "componentId" text not null, stage text not null,
       fact text, note text not null, asked integer not null, "writtenBy" text not null, "writtenAt" text not null,
       primary key ("assessmentId", "componentId", stage),
       constraint "assessmentEntryStage" check (stage in ('self', 'first', 'explanation', 'second')),
       constraint "assessmentEntryAsked" check (asked in (0, 1))
     )${strict}`,
    ...(engine === 'sqlite' ? ofSqlite() : ofPostgres()),
  ]
  function ofSqlite() {
    return [
      ...['insert', 'update', 'delete'].map((act) => {
        const row = act === 'delete' ? 'old' : 'new'
        return `create trigger "assessmentEntry_${act}" before ${act} on "assessmentEntry"
          when ${standing(`${row}."assessmentId"`, `${row}.stage`)} begin select raise(abort, '${closed}'); end`
      }),
      ...['update', 'delete'].map(
        (act) => `create trigger "assessment_no_${act}" before ${act} on assessment when old.state = 'published'
          begin select raise(abort, '${kept}'); end`,
      ),
    ]
  }
  function ofPostgres() {
    return [
      `create function "assessmentEntryOpen"() returns trigger language plpgsql as $$ begin
         if tg_op = 'DELETE' then
           if (${standing('old."assessmentId"', 'old.stage')}) then raise exception '${closed}'; end if;
           return old;
         end if;
         if (${standing('new."assessmentId"', 'new.stage')}) then raise exception '${closed}'; end if;
         return new; end $$`,
      ...['insert', 'update', 'delete'].map(
        (act) => `create trigger "assessmentEntry_${act}" before ${act} on "assessmentEntry" for each row
          execute function "assessmentEntryOpen"()`,
      ),
      `create function "assessmentKept"() returns trigger language plpgsql as $$ begin raise exception '${kept}'; end $$`,
      ...['update', 'delete'].map(
        (act) => `create trigger "assessment_no_${act}" before ${act} on assessment for each row
          when (old.state = 'published') execute function "assessmentKept"()`,
      ),
      ...['assessment', 'assessmentEntry'].map(
        (table) => `create trigger "${table}_no_truncate" before truncate on "${table}" for each statement
          execute function "assessmentKept"()`,
      ),
    ]
  }
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
