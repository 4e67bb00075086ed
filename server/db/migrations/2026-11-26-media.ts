import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Pictures and recordings that forms name. The name is made from the content, so what it means never changes and never goes:
 * a published form would change with it.
 */
export function media(engine: Engine) {
  const [strict, blob] = engine === 'sqlite' ? [' strict', 'blob'] : ['', 'bytea']
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table media (
            name text not null primary key,
            kind text not null check (kind in ('image', 'audio')),
            "mediaType" text not null,
            "fileName" text not null,
            size integer not null check (size > 0),
            bytes ${blob} not null,
            "createdBy" text not null,
            "createdAt" text not null
          )${strict}`,
        )
        .execute(db)
      for (const act of ['update', 'delete']) {
        const trigger = `"media_no_${act}"`
        const said = 'a stored picture or recording is never changed'
        const statements =
          engine === 'sqlite'
            ? [`create trigger ${trigger} before ${act} on media begin select raise(abort, '${said}'); end`]
            : [
                `create function ${trigger}() returns trigger language plpgsql as $$ begin raise exception '${said}'; end $$`,
                `create trigger ${trigger} before ${act} on media for each row execute function ${trigger}()`,
              ]
        for (const statement of statements) await sql.raw(statement).execute(db)
      }
    },
  }
}
