import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

const COLUMNS = [
  'id',
  'roundId',
  'instrumentId',
  'drawUnitId',
  'mode',
  'handedBy',
  'language',
  'day',
  'noticeVersion',
  'answers',
  'contentHash',
  'flags',
]

/**
 * `intake`: what is inserted here is a sheet together with its slip. The trigger spends the slip and stores the sheet, so that
 * a whole group of sheets is one statement and one commit, and neither can ever be there without the other. It refuses what
 * is not open at that moment, whatever the program read before. Nothing of the pair is kept.
 */
export function intake(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const names = COLUMNS.map((name) => `"${name}"`).join(', ')
      const values = COLUMNS.map((name) => `new."${name}"`).join(', ')
      const spend = `update slip set state = 'used' where id = new."slipId" and "roundId" = new."roundId"
        and "drawUnitId" = new."drawUnitId" and state in ('printed', 'issued')
        and exists (select 1 from round where id = new."roundId" and state = 'fielding')`
      const store = `insert into response (${names}) values (${values})`
      await sql.raw(`create view intake as select '' as "slipId", ${names} from response where 1 = 0`).execute(db)
      if (engine === 'sqlite') {
        await sql
          .raw(
            `create trigger "intakeStores" instead of insert on intake begin ${spend};
             select raise(abort, 'intake: not open') where changes() = 0; ${store}; end`,
          )
          .execute(db)
        return
      }
      // Sheets wait for whoever changes something else, and not for each other: the shared half of the program's writer lock.
      // It is had before the first sheet is looked at, so a round that closes meanwhile is seen as closed.
      await sql
        .raw(
          `create function "intakeWaits"() returns trigger language plpgsql as $$ begin
           perform pg_advisory_xact_lock_shared(1751213420); return null; end $$`,
        )
        .execute(db)
      await sql
        .raw(`create trigger "intakeWaits" before insert on intake for each statement execute function "intakeWaits"()`)
        .execute(db)
      await sql
        .raw(
          `create function "intakeStores"() returns trigger language plpgsql as $$ begin ${spend};
           if not found then raise exception 'intake: not open'; end if; ${store}; return new; end $$`,
        )
        .execute(db)
      await sql
        .raw(`create trigger "intakeStores" instead of insert on intake for each row execute function "intakeStores"()`)
        .execute(db)
    },
  }
}
