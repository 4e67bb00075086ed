import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Versions of forms that are being written. `definition` may be unfinished; only a checked one becomes a row of `instrument`.
 * Whoever reviewed it is not the one who wrote last, and what was published stays as it was: the database holds both.
 */
export function instrumentDraft(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "instrumentDraft" (
             id text not null primary key, form text not null, version text not null, state text not null,
             definition text not null, "lockVersion" integer not null, "basedOn" text,
             authors text not null, "createdBy" text not null, "createdAt" text not null,
             "changedBy" text not null, "changedAt" text not null, "reviewedBy" text, "reviewedAt" text,
             constraint "instrumentDraftVersion" unique (form, version),
             constraint "instrumentDraftState" check (state in ('draft', 'reviewed', 'published')),
             constraint "instrumentDraftFourEyes" check (state = 'draft' or ("reviewedBy" is not null
               and "reviewedAt" is not null and "reviewedBy" <> "changedBy"))
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
      for (const act of ['update', 'delete'] as const) {
        const name = `instrumentDraft_no_${act}`
        const said = 'a published draft is never changed'
        if (engine === 'sqlite') {
          await sql
            .raw(
              `create trigger "${name}" before ${act} on "instrumentDraft" when old.state = 'published'
               begin select raise(abort, '${said}'); end`,
            )
            .execute(db)
          continue
        }
        await sql
          .raw(
            `create function "${name}"() returns trigger language plpgsql as $$ begin raise exception '${said}'; end $$`,
          )
          .execute(db)
        await sql
          .raw(
            `create trigger "${name}" before ${act} on "instrumentDraft" for each row when (old.state = 'published')
             execute function "${name}"()`,
          )
          .execute(db)
      }
    },
  }
}
