import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * An account holds roles, each at a unit or everywhere; signing in can take a second step; links that set a password work
 * once; an account of a provincial service is known by issuer and subject; a round is held by a unit or by the Department.
 * Everybody signs in again after it.
 */
export function accountRole(engine: Engine) {
  const strict = engine === 'sqlite' ? ' strict' : ''
  const statements = [
    'drop table session',
    `create table "accountRoleBefore" as select id as "accountId", role, "unitId" from account`,
    ...(engine === 'sqlite' ? ACCOUNT_IN_SQLITE : ACCOUNT_IN_POSTGRES),
    `create table "accountRole" (
      "accountId" text not null references account (id),
      role text not null check (role in ('designer', 'analyst', 'coordinator', 'assessor', 'appraiser', 'director', 'auditor', 'admin')),
      "unitId" text references unit (id),
      check ("unitId" is not null or role not in ('coordinator', 'assessor'))
    )${strict}`,
    `create unique index "accountRoleOnce" on "accountRole" ("accountId", role, coalesce("unitId", ''))`,
    `insert into "accountRole" ("accountId", role, "unitId")
      select "accountId", role, "unitId" from "accountRoleBefore"
      where "unitId" is not null or role not in ('coordinator', 'assessor')`,
    'drop table "accountRoleBefore"',
    `create table session (
      "idHash" text not null primary key,
      id text not null unique,
      "accountId" text not null references account (id),
      stage text not null check (stage in ('half', 'full')),
      "secondStep" integer not null check ("secondStep" in (0, 1)),
      device text not null,
      "createdAt" text not null,
      "seenAt" text not null
    )${strict}`,
    'create index "sessionOfAccount" on session ("accountId")',
    `create table "secondFactor" (
      "accountId" text not null primary key references account (id),
      "sealedSecret" text not null,
      "confirmedAt" text,
      "lastStep" integer not null
    )${strict}`,
    `create table "recoveryCode" (
      "accountId" text not null references account (id),
      "codeHash" text not null,
      primary key ("accountId", "codeHash")
    )${strict}`,
    `create table "accountLink" (
      "tokenHash" text not null primary key,
      "accountId" text not null references account (id),
      purpose text not null check (purpose in ('invite', 'reset')),
      "createdBy" text not null,
      "createdAt" text not null,
      "expiresAt" text not null,
      "usedAt" text
    )${strict}`,
    'create index "accountLinkOfAccount" on "accountLink" ("accountId")',
    `create table "externalIdentity" (
      issuer text not null,
      subject text not null,
      "accountId" text not null references account (id),
      "createdAt" text not null,
      primary key (issuer, subject)
    )${strict}`,
    'create index "externalIdentityOfAccount" on "externalIdentity" ("accountId")',
    'alter table round add column "unitId" text references unit (id)',
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

const ACCOUNT_IN_POSTGRES = [
  `alter table account drop column role, drop column "unitId", alter column "passwordHash" drop not null,
    add column version integer not null default 1 check (version >= 1)`,
]

/** SQLite drops no column that a foreign key names: the table is made anew, and with it the one that points to it. */
const ACCOUNT_IN_SQLITE = [
  `create table "accountNew" (
    id text not null primary key,
    email text not null unique,
    name text not null,
    "passwordHash" text,
    "disabledAt" text,
    version integer not null default 1 check (version >= 1),
    "createdAt" text not null
  ) strict`,
  `insert into "accountNew" (id, email, name, "passwordHash", "disabledAt", "createdAt")
    select id, email, name, "passwordHash", "disabledAt", "createdAt" from account`,
  'create table "paperEntryBefore" as select * from "paperEntry"',
  'drop table "paperEntry"',
  'drop table account',
  'alter table "accountNew" rename to account',
  `create table "paperEntry" (
    id text not null primary key,
    "roundId" text not null references round (id),
    "slipId" text not null references slip (id),
    "instrumentId" text not null references instrument (id),
    state text not null check (state in ('first', 'differs')),
    "firstBy" text not null references account (id),
    "firstSealed" text not null,
    "secondBy" text references account (id),
    "secondSealed" text,
    differing integer not null check (differing >= 0),
    "enteredOn" text not null,
    constraint "paperEntrySlip" unique ("slipId"),
    constraint "paperEntryTwoPeople" check ("secondBy" is null or "secondBy" <> "firstBy"),
    constraint "paperEntryState" check ((state = 'first') = ("secondBy" is null)
      and ("secondBy" is null) = ("secondSealed" is null))
  ) strict`,
  'insert into "paperEntry" select * from "paperEntryBefore"',
  'drop table "paperEntryBefore"',
]
