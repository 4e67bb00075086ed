import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/** Names of units over time, what follows what, and the kinds of units: kinds are data, a reform brings new ones. */
export function units(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const statements = [
    `create table "unitKind" (
      code text not null primary key,
      name text not null unique,
      position integer not null check (position >= 1)
    )${strict}`,
    ...KINDS.map(
      ([code, name], place) =>
        `insert into "unitKind" (code, name, position) values ('${code}', '${name}', ${place + 1})`,
    ),
    `create table "unitName" (
      "unitId" text not null references unit (id),
      name text not null,
      "validFrom" text not null,
      "validTo" text,
      primary key ("unitId", "validFrom"),
      check ("validTo" is null or "validTo" >= "validFrom")
    )${strict}`,
    `insert into "unitName" ("unitId", name, "validFrom", "validTo") select id, name, "validFrom", "validTo" from unit`,
    `create table "unitSuccession" (
      "oldId" text not null references unit (id),
      "newId" text not null references unit (id),
      "on" text not null,
      reason text not null,
      "decisionNumber" text,
      primary key ("oldId", "newId", "on"),
      check ("oldId" <> "newId")
    )${strict}`,
    `create index "unitSuccessionOfNew" on "unitSuccession" ("newId")`,
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

const KINDS = [
  ['province', 'Tỉnh'],
  ['city', 'Thành phố trực thuộc Trung ương'],
  ['provincial_city', 'Thành phố thuộc tỉnh'],
  ['town', 'Thị xã'],
  ['district', 'Huyện'],
  ['urban_district', 'Quận'],
  ['commune', 'Xã'],
  ['ward', 'Phường'],
  ['township', 'Thị trấn'],
  ['special_zone', 'Đặc khu'],
  ['department', 'Sở'],
  ['office', 'Phòng'],
  ['school', 'Trường'],
] as const
