import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Records of the quality system. What was ended stays as it is, and was ended by somebody else than who wrote it last. */
export function iso(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const kept = 'iso: what was ended is never changed'
  const ended = `old.state in ('closed', 'verified', 'signed', 'entered')`
  const statements = [
    `create table "isoRecord" (
       id text not null primary key, kind text not null, "parentId" text references "isoRecord" (id), year integer not null,
       state text not null, "lockVersion" integer not null, content text not null, "createdBy" text not null,
       "createdAt" text not null, "changedBy" text not null, "changedAt" text not null, "decidedBy" text, "decidedAt" text,
       constraint "isoRecordState" check ((kind = 'audit' and state in ('planned', 'held', 'closed'))
         or (kind = 'finding' and state in ('open', 'planned', 'done', 'verified'))
         or (kind = 'review' and state in ('draft', 'signed')) or (kind = 'law' and state in ('waiting', 'entered'))),
       constraint "isoRecordParent" check ((kind = 'finding') = ("parentId" is not null)),
       constraint "isoRecordFourEyes" check (state not in ('closed', 'verified', 'signed')
         or ("decidedBy" is not null and "decidedBy" <> "changedBy"))
     )${strict}`,
    `create index "isoRecordOfYear" on "isoRecord" (year, kind)`,
    ...(engine === 'sqlite'
      ? ['update', 'delete'].map(
          (act) => `create trigger "isoRecord_no_${act}" before ${act} on "isoRecord" when ${ended}
            begin select raise(abort, '${kept}'); end`,
        )
      : [
          `create function "isoKept"() returns trigger language plpgsql as $$ begin raise exception '${kept}'; end $$`,
          ...['update', 'delete'].map(
            (act) => `create trigger "isoRecord_no_${act}" before ${act} on "isoRecord" for each row
              when (${ended}) execute function "isoKept"()`,
          ),
          `create trigger "isoRecord_no_truncate" before truncate on "isoRecord" for each statement
            execute function "isoKept"()`,
        ]),
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
