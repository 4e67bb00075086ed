import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** What was published of a round, word for word: the page shows this row and nothing that is computed later. */
export function publication(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const strict = engine === 'sqlite' ? ' strict' : ''
      await sql
        .raw(
          `create table publication (
            id text not null primary key,
            "roundId" text not null references round (id),
            version integer not null check (version >= 1),
            "estimateId" text not null references estimate (id),
            "estimateHash" text not null,
            "decisionNumber" text not null,
            "decisionDate" text not null,
            result text not null,
            "contentHash" text not null,
            protection text not null,
            receipts text not null,
            "receiptsHash" text not null,
            "createdAt" text not null,
            unique ("roundId", version)
          )${strict}`,
        )
        .execute(db)
      for (const act of ['update', 'delete']) {
        const trigger = `"publication_no_${act}"`
        if (engine === 'sqlite') {
          await sql
            .raw(
              `create trigger ${trigger} before ${act} on publication begin select raise(abort, 'publication is never changed'); end`,
            )
            .execute(db)
          continue
        }
        await sql
          .raw(
            `create function ${trigger}() returns trigger language plpgsql as $$ begin raise exception 'publication is never changed'; end $$`,
          )
          .execute(db)
        await sql
          .raw(`create trigger ${trigger} before ${act} on publication for each row execute function ${trigger}()`)
          .execute(db)
      }
    },
  }
}
