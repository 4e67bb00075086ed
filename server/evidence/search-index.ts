import { type RawBuilder, sql } from 'kysely'
import { engineOf } from '../db/engine.ts'
import type { Db } from '../db/open.ts'
import { patternOf, type Wanted } from './search-text.ts'

/** Ids of the papers whose words hold everything wanted: what a walk over all of them with `patternOf` would find. */
export const idsOf = (db: Db, wanted: readonly Wanted[]): RawBuilder<string> =>
  engineOf(db) === 'postgres' ? inPostgres(wanted) : inSqlite(wanted)

const columnOf = ({ marked }: Wanted): 'folded' | 'plain' => (marked ? 'folded' : 'plain')

/** FTS5 knows the places of words, so a sequence is found by the index alone. No word holds a quote. */
function inSqlite(wanted: readonly Wanted[]): RawBuilder<string> {
  const query = wanted
    .map((one) => `${columnOf(one)} : "${one.words.join(' ')}"${one.marked ? '' : ' *'}`)
    .join(' AND ')
  return sql`(select "evidenceId" from "evidenceText"
    where serial in (select rowid from "evidenceWords" where "evidenceWords" match ${query}))`
}

/** A word counts in PostgreSQL's index by so many letters. */
const INDEXED = 100
/** Stands in the index for a paper of more words than it can hold. */
const TOO_MANY = "'*'"

/** GIN knows which words a text has and not where, so a sequence is looked for in the texts that have all of its words. */
function inPostgres(wanted: readonly Wanted[]): RawBuilder<string> {
  const has = (column: 'folded' | 'plain', query: string) => sql`"searchWords"(${sql.ref(column)}) @@ ${query}::tsquery`
  const like = (some: readonly Wanted[]) => some.map((one) => sql`${sql.ref(columnOf(one))} like ${patternOf(one)}`)
  const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join(conditions, sql` and `)
  const found = (['folded', 'plain'] as const).flatMap((column) => {
    const here = wanted.filter((one) => columnOf(one) === column)
    return here.length > 0 ? [has(column, here.map(lexemesOf).join(' & '))] : []
  })
  const inexact = wanted.filter(({ words }) => words.length > 1 || words.some((word) => word.length >= INDEXED))
  return sql`(
    select "evidenceId" from "evidenceText" where ${all([...found, ...like(inexact)])}
    union
    select "evidenceId" from "evidenceText"
    where (${has('folded', TOO_MANY)} or ${has('plain', TOO_MANY)}) and ${all(like(wanted))})`
}

const lexemesOf = ({ words, marked }: Wanted): string =>
  words
    .map((word, at) => {
      const begins = word.length >= INDEXED || (!marked && at === words.length - 1)
      return `'${[...word].slice(0, INDEXED).join('')}'${begins ? ':*' : ''}`
    })
    .join(' & ')
