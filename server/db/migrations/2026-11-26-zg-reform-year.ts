import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * The year of administrative reform: groups of units with their reporting periods, what the units report, what is published in
 * the news, and the tasks of the plan with the papers that prove them.
 */
export function reformYear(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const edited = `"lockVersion" integer not null check ("lockVersion" >= 1), "changedBy" text not null, "changedAt" text not null`
  const statements = [
    `create table "reformYear" (
       year integer not null primary key check (year between 2000 and 2100), department text not null,
       "parentBody" text not null, place text not null, symbol text not null, ${edited}
     )${strict}`,
    `create table "reportGroup" (
       id text not null primary key, year integer not null references "reformYear" (year), code text not null,
       name text not null, weekend text not null, ${edited},
       constraint "reportGroupOnce" unique (year, code),
       constraint "reportGroupWeekend" check (weekend in ('stays', 'before', 'after'))
     )${strict}`,
    `create table "reportGroupUnit" (
       "groupId" text not null references "reportGroup" (id), "unitId" text not null references unit (id),
       primary key ("groupId", "unitId")
     )${strict}`,
    `create table "reportingPeriod" (
       id text not null primary key, "groupId" text not null references "reportGroup" (id), code text not null,
       name text not null, kind text not null, "startsOn" text not null, "endsOn" text not null, "dueOn" text not null,
       least integer not null check (least >= 1), counted text not null, ${edited},
       constraint "reportingPeriodOnce" unique ("groupId", code),
       constraint "reportingPeriodKind" check (kind in ('plan', 'report', 'news', 'article')),
       constraint "reportingPeriodCounted" check (counted in ('each', 'together')),
       constraint "reportingPeriodDays" check ("endsOn" >= "startsOn" and "dueOn" >= "startsOn")
     )${strict}`,
    `create table "periodReport" (
       id text not null primary key, "periodId" text not null references "reportingPeriod" (id),
       "unitId" text not null references unit (id), state text not null, ${edited},
       "submittedBy" text, "submittedAt" text, "receivedBy" text, "receivedAt" text, "returnedNote" text,
       constraint "periodReportOnce" unique ("periodId", "unitId"),
       constraint "periodReportState" check (state in ('draft', 'submitted', 'received')),
       constraint "periodReportSubmitted" check (state = 'draft' or ("submittedBy" is not null and "submittedAt" is not null)),
       constraint "periodReportReceived" check ((state = 'received') = ("receivedBy" is not null and "receivedAt" is not null))
     )${strict}`,
    `create index "periodReportOfUnit" on "periodReport" ("unitId")`,
    `create table "reportEntry" (
       "reportId" text not null references "periodReport" (id), "taskNumber" integer not null check ("taskNumber" >= 0),
       done text not null, numerator ${engine === 'sqlite' ? 'real' : 'double precision'},
       denominator ${engine === 'sqlite' ? 'real' : 'double precision'}, measure text not null,
       difficulties text not null, next text not null, evidence text not null,
       "writtenBy" text not null, "writtenAt" text not null,
       primary key ("reportId", "taskNumber"),
       constraint "reportEntryFigure" check (denominator is null or (numerator is not null and denominator > 0))
     )${strict}`,
    `create table "newsItem" (
       id text not null primary key, year integer not null references "reformYear" (year), kind text not null,
       "unitId" text references unit (id), "publishedOn" text not null, title text not null, address text not null,
       "createdBy" text not null, "createdAt" text not null, "withdrawnBy" text, "withdrawnAt" text,
       "lockVersion" integer not null,
       constraint "newsItemKind" check (kind in ('news', 'article')),
       constraint "newsItemWithdrawn" check (("withdrawnBy" is null) = ("withdrawnAt" is null))
     )${strict}`,
    `create table "reformTask" (
       id text not null primary key, year integer not null references "reformYear" (year), number integer not null,
       area text not null, name text not null, lead text not null, supporting text not null, products text not null,
       "leadUnitId" text references unit (id), "dueOn" text, "askedOf" text not null, state text not null,
       percent integer not null check (percent between 0 and 100), note text not null, ${edited},
       constraint "reformTaskOnce" unique (year, number),
       constraint "reformTaskAskedOf" check ("askedOf" in ('named', 'all')),
       constraint "reformTaskState" check (state in ('todo', 'doing', 'done', 'not_arisen'))
     )${strict}`,
    `create table "reformTaskUnit" (
       "taskId" text not null references "reformTask" (id), "unitId" text not null references unit (id),
       primary key ("taskId", "unitId")
     )${strict}`,
    `create table "reformTaskPaper" (
       "taskId" text not null references "reformTask" (id), product integer not null check (product >= 0),
       "evidenceId" text not null references evidence (id), "addedBy" text not null, "addedAt" text not null,
       primary key ("taskId", product, "evidenceId")
     )${strict}`,
    ...(engine === 'sqlite' ? sentOfSqlite() : sentOfPostgres()),
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

const SAID = 'a report that was sent is not written in'
const sent = (row: string) => `coalesce((select state from "periodReport" where id = ${row}."reportId"), '') <> 'draft'`
const ACTS = ['insert', 'update', 'delete'] as const

function sentOfSqlite(): string[] {
  return ACTS.map((act) => {
    const row = act === 'delete' ? 'old' : 'new'
    return `create trigger "reportEntry_${act}" before ${act} on "reportEntry" when ${sent(row)}
      begin select raise(abort, '${SAID}'); end`
  })
}

function sentOfPostgres(): string[] {
  return [
    `create function "reportEntryOpen"() returns trigger language plpgsql as $$ begin
       if tg_op = 'DELETE' then
         if (${sent('old')}) then raise exception '${SAID}'; end if;
         return old;
       end if;
       if (${sent('new')}) then raise exception '${SAID}'; end if;
       return new; end $$`,
    ...ACTS.map(
      (act) => `create trigger "reportEntry_${act}" before ${act} on "reportEntry" for each row
        execute function "reportEntryOpen"()`,
    ),
  ]
}
