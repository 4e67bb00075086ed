import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * PostgreSQL keeps with every row the transaction that wrote it, and rows stand in the file in the order they came: a slip and
 * the answer that were stored together could be found together. When a round leaves the field its answers are written anew in
 * the order of their random ids, and its slips with them, all by one transaction; what was there before goes with the next
 * vacuum. (In SQLite neither is kept with a row.)
 */
export function forgetOrder(engine: Engine) {
  const statements = [
    `create function "forgetOrder"(round text) returns void language plpgsql as $$ begin
       create temporary table forgotten on commit drop as select * from response where "roundId" = round;
       delete from response where "roundId" = round;
       insert into response select * from forgotten order by id;
       drop table forgotten;
       update slip set state = state where "roundId" = round;
     end $$`,
    `create function "orderGoesWithRound"() returns trigger language plpgsql as $$ begin
       perform "forgetOrder"(new.id); return null; end $$`,
    `create trigger "orderGoesWithRound" after update on round for each row
       when (old.state = 'fielding' and new.state <> 'fielding') execute function "orderGoesWithRound"()`,
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      if (engine === 'sqlite') return
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
