import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

const NAMES = '"evidenceId", state, pages, text, folded, plain'

/**
 * The words of papers get an index each database has: FTS5 in SQLite, GIN in PostgreSQL. Both read `folded` and `plain`, whose words
 * stand between single spaces, so neither cuts or folds anything of its own. FTS5 knows rows by a number that VACUUM leaves alone.
 * The words of a withdrawn paper are nobody's to find: they go, here and from now on with the withdrawal.
 */
export function evidenceWords(engine: Engine) {
  const statements = [
    `create table "evidenceTextNumbered" (
       serial integer not null primary key, "evidenceId" text not null unique references evidence (id),
       state text not null, pages integer, text text not null, folded text not null, plain text not null,
       constraint "evidenceTextState" check (state in ('read', 'cut', 'none', 'failed'))
     )${engine === 'sqlite' ? ' strict' : ''}`,
    `insert into "evidenceTextNumbered" (serial, ${NAMES})
       select row_number() over (order by "evidenceId"), ${NAMES} from "evidenceText"
       where "evidenceId" in (select id from evidence where "withdrawnAt" is null)`,
    `drop table "evidenceText"`,
    `alter table "evidenceTextNumbered" rename to "evidenceText"`,
    ...(engine === 'sqlite' ? ofSqlite() : ofPostgres()),
  ]
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

function ofSqlite() {
  return [
    // `ascii`: a word ends at a space, and letters beyond ASCII are letters. Words themselves are not kept a second time.
    `create virtual table "evidenceWords" using fts5 (
       folded, plain, content='evidenceText', content_rowid='serial', tokenize='ascii', prefix='1 2')`,
    // What is taken out of the index is gone at once, and not only when its parts are next written anew.
    `insert into "evidenceWords" ("evidenceWords", rank) values ('secure-delete', 1)`,
    `insert into "evidenceWords" ("evidenceWords") values ('rebuild')`,
  ]
}

/**
 * A word counts in the index by its first hundred letters. Where a paper has more than a megabyte of words, which is more than a
 * `tsvector` holds, it has the sign `*` instead, which no word can be. The cost keeps the planner from working it
 * out for every row, and is not so high that it would compile the query first.
 */
function ofPostgres() {
  return [
    `create function "searchWords"(words text) returns tsvector language plpgsql immutable strict cost 1000 as $$
     declare found text[] := string_to_array(btrim(words), ' ');
     begin
       if octet_length(words) > 1000000 then return array_to_tsvector(array['*']); end if;
       if words ~ '[^ ]{101}' then found := array(select left(word, 100) from unnest(found) as word); end if;
       return array_to_tsvector(found);
     end $$`,
    `create index "evidenceWords" on "evidenceText" using gin ("searchWords"(folded), "searchWords"(plain))
       with (fastupdate = off)`,
    // What the planner would learn of them costs as much as making the index, and changes nothing.
    `alter index "evidenceWords" alter column 1 set statistics 0`,
    `alter index "evidenceWords" alter column 2 set statistics 0`,
  ]
}
