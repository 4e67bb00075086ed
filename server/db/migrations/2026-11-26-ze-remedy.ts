import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Points beside the card by who gave them, written only while the year stands where the look belongs; and what a unit does
 * about points it lost, once its year is published. What was accepted stays as it is.
 */
export function remedy(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const closed = 'assessment: this part of the year is closed'
  const early = 'remedy: the year is not published'
  const kept = 'an accepted remedy is never changed'
  const standing = (id: string, stage: string) =>
    `coalesce((select state from assessment where id = ${id}), '') <> case ${stage} when 'self' then 'scoring'
       when 'first' then 'locked' else 'explained' end`
  const unpublished = `coalesce((select state from assessment where id = new."assessmentId"), '') <> 'published'`
  const statements = [
    `create table "assessmentExtra" (
       "assessmentId" text not null references assessment (id), "itemId" text not null, stage text not null,
       hundredths integer not null, note text not null, "writtenBy" text not null, "writtenAt" text not null,
       primary key ("assessmentId", "itemId", stage),
       constraint "assessmentExtraStage" check (stage in ('self', 'first', 'second')),
       constraint "assessmentExtraPoints" check (hundredths >= 0),
       constraint "assessmentExtraReason" check (trim(note) <> '')
     )${strict}`,
    `create table remedy (
       "assessmentId" text not null references assessment (id), "componentId" text not null, state text not null,
       "lockVersion" integer not null, measure text not null, lead text not null, "dueOn" text not null,
       "doneOn" text, proof text not null, "evidenceId" text references evidence (id), answer text not null,
       "writtenBy" text not null, "writtenAt" text not null, "decidedBy" text, "decidedAt" text,
       primary key ("assessmentId", "componentId"),
       constraint "remedyState" check (state in ('planned', 'done', 'returned', 'accepted')),
       constraint "remedyDone" check (state not in ('done', 'accepted') or "doneOn" is not null),
       constraint "remedyFourEyes" check (state <> 'accepted' or ("decidedBy" is not null and "decidedBy" <> "writtenBy"))
     )${strict}`,
    ...(engine === 'sqlite' ? ofSqlite() : ofPostgres()),
  ]
  function ofSqlite() {
    return [
      ...['insert', 'update', 'delete'].map((act) => {
        const row = act === 'delete' ? 'old' : 'new'
        return `create trigger "assessmentExtra_${act}" before ${act} on "assessmentExtra"
          when ${standing(`${row}."assessmentId"`, `${row}.stage`)} begin select raise(abort, '${closed}'); end`
      }),
      `create trigger remedy_insert before insert on remedy when ${unpublished} begin select raise(abort, '${early}'); end`,
      ...['update', 'delete'].map(
        (act) => `create trigger "remedy_no_${act}" before ${act} on remedy when old.state = 'accepted'
          begin select raise(abort, '${kept}'); end`,
      ),
    ]
  }
  function ofPostgres() {
    return [
      `create function "assessmentExtraOpen"() returns trigger language plpgsql as $$ begin
         if tg_op = 'DELETE' then
           if (${standing('old."assessmentId"', 'old.stage')}) then raise exception '${closed}'; end if;
           return old;
         end if;
         if (${standing('new."assessmentId"', 'new.stage')}) then raise exception '${closed}'; end if;
         return new; end $$`,
      ...['insert', 'update', 'delete'].map(
        (act) => `create trigger "assessmentExtra_${act}" before ${act} on "assessmentExtra" for each row
          execute function "assessmentExtraOpen"()`,
      ),
      `create function "remedyEarly"() returns trigger language plpgsql as $$ begin
         if (${unpublished}) then raise exception '${early}'; end if; return new; end $$`,
      `create trigger remedy_insert before insert on remedy for each row execute function "remedyEarly"()`,
      `create function "remedyKept"() returns trigger language plpgsql as $$ begin raise exception '${kept}'; end $$`,
      ...['update', 'delete'].map(
        (act) => `create trigger "remedy_no_${act}" before ${act} on remedy for each row
          when (old.state = 'accepted') execute function "remedyKept"()`,
      ),
      ...['assessmentExtra', 'remedy'].map(
        (table) => `create trigger "${table}_no_truncate" before truncate on "${table}" for each statement
          execute function "remedyKept"()`,
      ),
    ]
  }
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
