import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Which units are inspected in a year, drawn and kept as drawn; what was seen there; and each finding until it is verified. */
export function unitInspection(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const kept = 'a draw is kept as it was made'
  const edited = `"lockVersion" integer not null check ("lockVersion" >= 1), "changedBy" text not null, "changedAt" text not null`
  const fixed = ['id', '"groupId"', 'frame', 'seed', 'ledger', '"ledgerHash"', '"drawnAt"']
  const changed = fixed.map((column) => `old.${column} <> new.${column}`).join(' or ')
  const statements = [
    `create table "inspectionDraw" (
       id text not null primary key, "groupId" text not null references "reportGroup" (id), state text not null,
       frame text not null, seed text not null, ledger text not null, "ledgerHash" text not null,
       "drawnBy" text not null, "drawnAt" text not null, "supersededBy" text, "supersededAt" text, reason text,
       constraint "inspectionDrawState" check (state in ('current', 'superseded')),
       constraint "inspectionDrawReason" check ((state = 'superseded') = (reason is not null))
     )${strict}`,
    `create unique index "inspectionDrawCurrent" on "inspectionDraw" ("groupId") where state = 'current'`,
    `create table "inspectionVisit" (
       id text not null primary key, "drawId" text not null references "inspectionDraw" (id),
       "unitId" text not null references unit (id), "visitedOn" text, team text not null, notes text not null, ${edited},
       constraint "inspectionVisitOnce" unique ("drawId", "unitId")
     )${strict}`,
    `create table "inspectionFinding" (
       id text not null primary key, "visitId" text not null references "inspectionVisit" (id),
       "unitId" text not null references unit (id), said text not null, "dueOn" text not null, state text not null,
       measure text not null, "measuredBy" text, "measuredAt" text, "evidenceId" text references evidence (id),
       verdict text not null, "verifiedBy" text, "verifiedAt" text, "createdBy" text not null, "createdAt" text not null,
       ${edited},
       constraint "inspectionFindingState" check (state in ('open', 'measure', 'verified')),
       constraint "inspectionFindingMeasured" check (state = 'open' or ("measuredBy" is not null and "measuredAt" is not null)),
       constraint "inspectionFindingFourEyes" check (state <> 'verified' or ("verifiedBy" is not null
         and "verifiedAt" is not null and "verifiedBy" <> "measuredBy"))
     )${strict}`,
    `create index "inspectionFindingOfUnit" on "inspectionFinding" ("unitId")`,
    ...(engine === 'sqlite'
      ? [
          `create trigger "inspectionDraw_kept" before update on "inspectionDraw" when old.state <> 'current' or ${changed}
           begin select raise(abort, '${kept}'); end`,
          `create trigger "inspectionDraw_no_delete" before delete on "inspectionDraw"
           begin select raise(abort, '${kept}'); end`,
        ]
      : [
          `create function "inspectionDrawKept"() returns trigger language plpgsql as $$ begin raise exception '${kept}'; end $$`,
          `create trigger "inspectionDraw_kept" before update on "inspectionDraw" for each row
           when (old.state <> 'current' or ${changed}) execute function "inspectionDrawKept"()`,
          `create trigger "inspectionDraw_no_delete" before delete on "inspectionDraw" for each row
           execute function "inspectionDrawKept"()`,
          `create trigger "inspectionDraw_no_truncate" before truncate on "inspectionDraw" for each statement
           execute function "inspectionDrawKept"()`,
        ]),
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
