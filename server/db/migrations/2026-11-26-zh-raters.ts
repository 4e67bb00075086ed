import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Rater forms of the index. Who may rate stands in `rater`, what was said in `raterAnswer`, one row a rated unit, and nothing
 * joins the two. While it is open answers come; once closed nothing of it changes, the figures least of all.
 */
export function raters(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const closed = 'raters: it is not open'
  const kept = 'raters: a closed asking is never changed'
  const state = (id: string) => `coalesce((select state from "raterRound" where id = ${id}), '')`
  const statements = [
    `create table "raterRound" (
       id text not null primary key, "criteriaSetId" text not null references "criteriaSet" (id), state text not null,
       "lockVersion" integer not null, form text not null, "createdBy" text not null, "createdAt" text not null,
       "changedBy" text not null, "openedBy" text, "openedAt" text, "closedBy" text, "closedAt" text,
       constraint "raterRoundState" check (state in ('drafting', 'open', 'closed')),
       constraint "raterRoundFourEyes" check (state = 'drafting' or ("openedBy" is not null and "openedBy" <> "changedBy"))
     )${strict}`,
    `create table rater (
       id text not null primary key, "raterRoundId" text not null references "raterRound" (id), name text not null,
       office text not null, "unitId" text references unit (id), "codeHash" text not null unique, state text not null,
       constraint "raterState" check (state in ('made', 'used', 'revoked'))
     )${strict}`,
    `create index "raterOfRound" on rater ("raterRoundId")`,
    `create table "raterAnswer" (
       id text not null primary key, "raterRoundId" text not null references "raterRound" (id),
       "unitId" text not null references unit (id), answers text not null
     )${strict}${engine === 'sqlite' ? ', without rowid' : ''}`,
    `create table "raterResult" (
       "criteriaSetId" text not null references "criteriaSet" (id), "unitId" text not null references unit (id),
       "componentId" text not null, "raterRoundId" text not null references "raterRound" (id), answered integer not null,
       least integer not null, hundredths integer,
       primary key ("criteriaSetId", "unitId", "componentId"),
       constraint "raterResultMean" check (hundredths is null or (hundredths between 0 and 10000 and answered >= least))
     )${strict}`,
    ...(engine === 'sqlite' ? ofSqlite() : ofPostgres()),
  ]
  function ofSqlite() {
    return [
      ...['insert', 'update', 'delete'].map((act) => {
        const row = act === 'delete' ? 'old' : 'new'
        return `create trigger "raterAnswer_${act}" before ${act} on "raterAnswer"
          when ${state(`${row}."raterRoundId"`)} <> 'open' begin select raise(abort, '${closed}'); end`
      }),
      `create trigger "raterResult_insert" before insert on "raterResult"
         when ${state('new."raterRoundId"')} <> 'open' begin select raise(abort, '${closed}'); end`,
      ...['update', 'delete'].flatMap((act) => [
        `create trigger "raterResult_no_${act}" before ${act} on "raterResult" begin select raise(abort, '${kept}'); end`,
        `create trigger "raterRound_no_${act}" before ${act} on "raterRound" when old.state = 'closed'
           begin select raise(abort, '${kept}'); end`,
      ]),
    ]
  }
  function ofPostgres() {
    return [
      `create function "raterOpen"() returns trigger language plpgsql as $$ begin
         if tg_op = 'DELETE' then
           if (${state('old."raterRoundId"')} <> 'open') then raise exception '${closed}'; end if;
           return old;
         end if;
         if (${state('new."raterRoundId"')} <> 'open') then raise exception '${closed}'; end if;
         return new; end $$`,
      ...['insert', 'update', 'delete'].map(
        (act) => `create trigger "raterAnswer_${act}" before ${act} on "raterAnswer" for each row
          execute function "raterOpen"()`,
      ),
      `create trigger "raterResult_insert" before insert on "raterResult" for each row execute function "raterOpen"()`,
      `create function "raterKept"() returns trigger language plpgsql as $$ begin raise exception '${kept}'; end $$`,
      ...['update', 'delete'].flatMap((act) => [
        `create trigger "raterResult_no_${act}" before ${act} on "raterResult" for each row execute function "raterKept"()`,
        `create trigger "raterRound_no_${act}" before ${act} on "raterRound" for each row
           when (old.state = 'closed') execute function "raterKept"()`,
      ]),
      ...['raterRound', 'raterAnswer', 'raterResult'].map(
        (table) => `create trigger "${table}_no_truncate" before truncate on "${table}" for each statement
          execute function "raterKept"()`,
      ),
    ]
  }
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
