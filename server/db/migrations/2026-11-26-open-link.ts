import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Links and posters that anybody may follow, and the sheets that came by them: tables of their own, so that no statement over
 * `response` can ever count a sheet whose giver was drawn by nobody. A link takes no more sheets than it was made for.
 */
export function openLink(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "openLink" (
            id text not null primary key,
            "roundId" text not null references round (id),
            mode text not null check (mode in ('class_link', 'poster')),
            form text not null,
            label text not null,
            school text,
            "codeHash" text not null unique,
            most integer not null check (most >= 1),
            received integer not null check (received >= 0),
            state text not null check (state in ('open', 'revoked')),
            "createdOn" text not null,
            constraint "openLinkMost" check (received <= most),
            constraint "openLinkClass" check (mode <> 'class_link' or school is not null)
          )${strict}`,
        )
        .execute(db)
      await sql
        .raw(
          `create table "openResponse" (
            id text not null primary key,
            "roundId" text not null references round (id),
            "linkId" text not null references "openLink" (id),
            "instrumentId" text not null references instrument (id),
            mode text not null check (mode in ('class_link', 'poster')),
            "handedBy" text not null,
            language text not null,
            day text not null,
            "noticeVersion" text not null,
            answers text not null,
            "contentHash" text not null,
            flags text not null
          )${engine === 'sqlite' ? ' strict, without rowid' : ''}`,
        )
        .execute(db)
      if (engine === 'sqlite') {
        await sql
          .raw(
            `create trigger "openResponse_no_update" before update on "openResponse"
             begin select raise(abort, 'openResponse is never changed'); end`,
          )
          .execute(db)
        return
      }
      await sql
        .raw(
          `create function "openResponse_no_update"() returns trigger language plpgsql as
           $$ begin raise exception 'openResponse is never changed'; end $$`,
        )
        .execute(db)
      await sql
        .raw(
          `create trigger "openResponse_no_update" before update on "openResponse" for each row
           execute function "openResponse_no_update"()`,
        )
        .execute(db)
    },
  }
}
