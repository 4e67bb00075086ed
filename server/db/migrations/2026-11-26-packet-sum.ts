import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * What came back of a packet can never be more than its slips that are still out: with it printed = issued + spoiled + returned +
 * reserve cannot be broken by what is written into a packet, whatever path it takes.
 */
export function packetSum(engine: Engine) {
  const out = `(select count(*) from slip where "packetId" = new.id and state in ('printed', 'issued'))`
  const broken = `new.spoiled + new.returned > ${out}`
  const said = 'packet: more came back than is out'
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      if (engine === 'sqlite') {
        await sql
          .raw(
            `create trigger "packetSum" before update of spoiled, returned on packet when ${broken}
             begin select raise(abort, '${said}'); end`,
          )
          .execute(db)
        return
      }
      await sql
        .raw(
          `create function "packetSum"() returns trigger language plpgsql as $$ begin
             if ${broken} then raise exception '${said}'; end if; return new; end $$`,
        )
        .execute(db)
      await sql
        .raw(
          `create trigger "packetSum" before update of spoiled, returned on packet for each row
           execute function "packetSum"()`,
        )
        .execute(db)
    },
  }
}
