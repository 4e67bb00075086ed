import { CompiledQuery, type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/**
 * One writer at a time in the whole database, however many processes serve it: what SQLite gives by its nature. A change
 * reads, decides and writes; with this lock nothing moves between the three, so the verbs are the same on both databases and
 * the audit chain cannot fork. The migration of the intake names the same number, for sheets share the lock among themselves.
 */
export const LOCK_WRITER = 'select pg_advisory_xact_lock(1751213420)'

/** Waiting longer for another writer is told as "not now"; the sender keeps the sheet and comes again. */
const LOCK_WAIT_MS = 15_000

type Kind = 'write' | 'read'

/** Kysely over `pg`. The writing side is one connection, as with SQLite; the reading side cannot write. */
export function postgresDialect(url: string, kind: Kind): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `hailong ${kind}`,
    max: kind === 'write' ? 1 : 6,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser },
  })
  // An idle connection that the server closes (a restart) is taken out of the pool; the next query opens another.
  pool.on('error', () => {})
  // One that is lost in the middle of a transaction, between two statements, says so to nobody else: the next statement fails, and
  // whoever asked is told "not now". Without a listener it would end the program.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(settings(kind)))
    },
  })
  if (kind === 'read') return dialect
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver()
      return {
        init: () => driver.init(),
        acquireConnection: () => driver.acquireConnection(),
        releaseConnection: (connection) => driver.releaseConnection(connection),
        commitTransaction: (connection) => driver.commitTransaction(connection),
        rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
        destroy: () => driver.destroy(),
        async beginTransaction(connection, options) {
          await driver.beginTransaction(connection, options)
          // A statement of its own: what follows sees everything that was committed before the lock was had.
          await connection.executeQuery(CompiledQuery.raw(LOCK_WRITER))
        },
      }
    },
  }
}

/** An acknowledged answer waits for the disk whatever the server's own default is; a stricter one (`remote_apply`) is kept. */
const settings = (kind: Kind): string =>
  [
    `select set_config('synchronous_commit', 'on', false)
       where current_setting('synchronous_commit') not in ('on', 'remote_apply')`,
    `set lock_timeout = ${LOCK_WAIT_MS}`,
    "set timezone = 'UTC'",
    kind === 'read' ? 'set default_transaction_read_only = on' : 'set idle_in_transaction_session_timeout = 600000',
  ].join('; ')

const INT8 = 20
const NUMERIC = 1700

/** Counts and sums are numbers, as from SQLite; `pg` gives them as text because they could be too large. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if ((oid === INT8 || oid === NUMERIC) && format !== 'binary') return numberOf
  return pg.types.getTypeParser(oid, format as 'text')
}

function numberOf(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Error(`a number of the database is too large: ${text}`)
  return value
}
