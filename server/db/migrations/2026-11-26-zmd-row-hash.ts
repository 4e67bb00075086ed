import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** What stands in a sheet beside its content, which has a hash of its own; `place` is where it came from. */
const SHEETS = { response: 'drawUnitId', openResponse: 'linkId' } as const

const INTAKE = [
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
  'rowHash',
]

const PAGE = 1000

type Row = Readonly<Record<'id' | 'roundId' | 'place' | 'mode' | 'handedBy' | 'day' | 'contentHash' | 'flags', string>>

const hashOf = ({ id, roundId, place, mode, handedBy, day, contentHash, flags }: Row): string =>
  hash('sha256', [id, roundId, place, mode, handedBy, day, contentHash, flags].join('\n'), 'hex').slice(0, 32)

/**
 * The hash of a sheet's content says nothing of its id, its day, how it came in and what was noticed of it: a bit that the disk
 * changes there was seen by nobody. `rowHash` is of all the rest of the row and of the content's hash. Sheets of before get
 * theirs here, in the order of their random ids, as they are.
 */
export function rowHash(engine: Engine) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const [table, place] of Object.entries(SHEETS)) {
        await sql.raw(`alter table "${table}" add column "rowHash" text not null default ''`).execute(db)
        await say(db, withoutGuard(engine, table))
        await hashRows(db, engine, table, place)
        await say(db, [guard(engine, table)])
      }
      await say(db, intakeAnew(engine))
    },
  }
}

async function say(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const withoutGuard = (engine: Engine, table: string): string[] => [
  `drop trigger "${table}_no_update"${engine === 'postgres' ? ` on "${table}"` : ''}`,
]

const guard = (engine: Engine, table: string): string =>
  engine === 'postgres'
    ? `create trigger "${table}_no_update" before update on "${table}" for each row execute function "${table}_no_update"()`
    : `create trigger "${table}_no_update" before update on "${table}"
       begin select raise(abort, '${table} is never changed'); end`

async function hashRows(db: Kysely<unknown>, engine: Engine, table: string, place: string): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<Row>`
      select id, "roundId", ${sql.ref(place)} as place, mode, "handedBy", day, "contentHash", flags
      from ${sql.table(table)} where id > ${after} order by id limit ${sql.lit(PAGE)}`.execute(db)
    if (rows.length === 0) return
    after = rows.at(-1)?.id ?? ''
    const pairs = JSON.stringify(rows.map((row) => [row.id, hashOf(row)]))
    const list = engine === 'postgres' ? sql`json_array_elements(${pairs}::json)` : sql`json_each(${pairs})`
    await sql`update ${sql.table(table)} set "rowHash" = pair.hash
      from (select value ->> 0 as id, value ->> 1 as hash from ${list}) as pair
      where ${sql.table(table)}.id = pair.id`.execute(db)
  }
}

/** The view through which a sheet comes in with its slip, with one column more. */
function intakeAnew(engine: Engine): string[] {
  const names = INTAKE.map((name) => `"${name}"`).join(', ')
  const values = INTAKE.map((name) => `new."${name}"`).join(', ')
  const spend = `update slip set state = 'used' where id = new."slipId" and "roundId" = new."roundId"
    and "drawUnitId" = new."drawUnitId" and state in ('printed', 'issued')
    and exists (select 1 from round where id = new."roundId" and state = 'fielding')`
  const store = `insert into response (${names}) values (${values})`
  const view = ['drop view intake', `create view intake as select '' as "slipId", ${names} from response where 1 = 0`]
  if (engine === 'sqlite')
    return [
      ...view,
      `create trigger "intakeStores" instead of insert on intake begin ${spend};
       select raise(abort, 'intake: not open') where changes() = 0; ${store}; end`,
    ]
  return [
    ...view,
    `create trigger "intakeWaits" before insert on intake for each statement execute function "intakeWaits"()`,
    `create or replace function "intakeStores"() returns trigger language plpgsql as $$ begin ${spend};
     if not found then raise exception 'intake: not open'; end if; ${store}; return new; end $$`,
    `create trigger "intakeStores" instead of insert on intake for each row execute function "intakeStores"()`,
  ]
}
