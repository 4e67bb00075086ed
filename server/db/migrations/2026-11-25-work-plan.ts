import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Calendar and budget of a plan, in the order they are printed. Money is whole đồng; the database multiplies once more. */
export function workPlan(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const money = engine === 'sqlite' ? 'integer' : 'bigint'
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql
        .raw(
          `create table milestone (
            "roundId" text not null references round (id),
            position integer not null check (position >= 1),
            name text not null,
            "startsOn" text not null,
            "endsOn" text not null,
            who text not null,
            note text,
            primary key ("roundId", position),
            check ("endsOn" >= "startsOn")
          )${strict}`,
        )
        .execute(db)
      await sql
        .raw(
          `create table "budgetLine" (
            "roundId" text not null references round (id),
            position integer not null check (position >= 1),
            section text,
            content text not null,
            unit text not null,
            quantity integer not null check (quantity >= 1),
            "unitPrice" ${money} not null check ("unitPrice" >= 0),
            amount ${money} not null,
            basis text,
            primary key ("roundId", position),
            check (amount = quantity * "unitPrice")
          )${strict}`,
        )
        .execute(db)
    },
  }
}
