import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * Slips of a packet beyond one a drawn person, how many of them are still kept, and the account as it stands in the minutes.
 * Once it is written down, printed = issued + spoiled + returned + reserve is held here, whatever path a number takes.
 */
export function slipReserve(engine: Engine) {
  const counted = (states: string) => `(select count(*) from slip where "packetId" = new.id and state in (${states}))`
  const out = `new.spoiled + new.returned + new.reserve > ${counted("'printed', 'issued'")}`
  const sum = `new.issued is not null and new.issued + new.spoiled + new.returned + new.reserve
    <> ${counted("'printed', 'issued', 'used'")}`
  const refusals = [
    [out, 'packet: more came back than is out'],
    [sum, 'packet: printed is not issued + spoiled + returned + reserve'],
  ] as const
  const columns = [
    '"extra" integer not null default 0 constraint "packetExtra" check ("extra" >= 0)',
    '"reserve" integer not null default 0 constraint "packetReserve" check ("reserve" >= 0)',
    '"ineligible" integer not null default 0 constraint "packetIneligible" check ("ineligible" >= 0)',
    '"issued" integer constraint "packetIssued" check ("issued" >= 0)',
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const column of columns) await sql.raw(`alter table packet add column ${column}`).execute(db)
      if (engine === 'sqlite') {
        await sql.raw('drop trigger "packetSum"').execute(db)
        await sql
          .raw(
            `create trigger "packetSum" before update of issued, spoiled, returned, reserve on packet begin
             ${refusals.map(([broken, said]) => `select raise(abort, '${said}') where ${broken};`).join('\n')} end`,
          )
          .execute(db)
        return
      }
      await sql
        .raw(
          `create or replace function "packetSum"() returns trigger language plpgsql as $$ begin
             ${refusals.map(([broken, said]) => `if ${broken} then raise exception '${said}'; end if;`).join('\n')}
             return new; end $$`,
        )
        .execute(db)
      await sql.raw('drop trigger "packetSum" on packet').execute(db)
      await sql
        .raw(
          `create trigger "packetSum" before update of issued, spoiled, returned, reserve on packet for each row
           execute function "packetSum"()`,
        )
        .execute(db)
    },
  }
}
