import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Sampling plans that are compared before one is chosen; names are unique inside a round, because people speak of them. */
export function samplingDesign(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table "samplingDesign" (
             id text not null primary key,
             "roundId" text not null references round (id),
             name text not null,
             plan text not null,
             assumptions text not null,
             version integer not null check (version >= 1),
             "createdAt" text not null,
             "changedAt" text not null,
             "changedBy" text not null,
             constraint "samplingDesignName" unique ("roundId", name)
           )${engine === 'sqlite' ? ' strict' : ''}`,
        )
        .execute(db)
    },
  }
}
