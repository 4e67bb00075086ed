import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database } from 'sqlite3'

/** Kysely over the `sqlite3` package: one connection, one user of it at a time. The only file that knows the driver. */
export function sqliteDialect(open: () => Promise<Database>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => makeDriver(open),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function makeDriver(open: () => Promise<Database>): Driver {
  let database: Database
  let connection: DatabaseConnection
  const waiting: (() => void)[] = []
  let busy = false
  return {
    async init() {
      database = await open()
      connection = makeConnection(database)
    },
    async acquireConnection() {
      if (busy) await new Promise<void>((resolve) => waiting.push(resolve))
      busy = true
      return connection
    },
    async releaseConnection() {
      const next = waiting.shift()
      if (next) next()
      else busy = false
    },
    async beginTransaction(to) {
      // IMMEDIATE: a second writer waits here and not in the middle of its work, where it could only fail.
      await to.executeQuery(CompiledQuery.raw('begin immediate'))
    },
    async commitTransaction(to) {
      await to.executeQuery(CompiledQuery.raw('commit'))
    },
    async rollbackTransaction(to) {
      await to.executeQuery(CompiledQuery.raw('rollback'))
    },
    async destroy() {
      await new Promise<void>((resolve, reject) => database.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

function makeConnection(database: Database): DatabaseConnection {
  return {
    executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      return hasRows(query) ? readRows<R>(database, query) : run<R>(database, query)
    },
    // biome-ignore lint/correctness/useYield: a stream of a callback driver would hold the only connection; nothing here asks for one
    async *streamQuery(): AsyncGenerator<never> {
      throw new Error('sqlite3: streaming is not offered; read in pages')
    },
  }
}

function hasRows({ query }: CompiledQuery): boolean {
  if (query.kind === 'SelectQueryNode' || query.kind === 'RawNode') return true
  return 'returning' in query && query.returning !== undefined
}

const parametersOf = (query: CompiledQuery) =>
  query.parameters.map((value) =>
    typeof value === 'boolean' ? Number(value) : value instanceof Uint8Array ? Buffer.from(value) : value,
  )

function readRows<R>(database: Database, query: CompiledQuery): Promise<QueryResult<R>> {
  return new Promise((resolve, reject) => {
    database.all<R>(query.sql, parametersOf(query), (error, rows) => (error ? reject(error) : resolve({ rows })))
  })
}

function run<R>(database: Database, query: CompiledQuery): Promise<QueryResult<R>> {
  return new Promise((resolve, reject) => {
    database.run(query.sql, parametersOf(query), function (error) {
      if (error) reject(error)
      else resolve({ rows: [], numAffectedRows: BigInt(this.changes), insertId: BigInt(this.lastID) })
    })
  })
}
