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
import type { Database, Statement } from 'sqlite3'

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
  let statements: Statements
  let connection: DatabaseConnection
  const waiting: (() => void)[] = []
  let busy = false
  return {
    async init() {
      database = await open()
      statements = makeStatements(database)
      connection = makeConnection(database, statements)
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
      await statements.close()
      await new Promise<void>((resolve, reject) => database.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

function makeConnection(database: Database, statements: Statements): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const parameters = parametersOf(query)
      const runner = parameters.length > 0 ? await statements.get(query.sql) : once(database, query.sql)
      return hasRows(query) ? readRows<R>(runner, parameters) : run<R>(runner, parameters)
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

/** Statements kept compiled for one connection; texts are the program's own, so there are not many more. */
const KEPT = 200

/**
 * Compiles a statement once: `sqlite3` otherwise compiles at every call, which is a second errand to its thread. Only
 * statements with parameters come back; the others (schema, settings, transactions) are not kept.
 */
function makeStatements(database: Database) {
  const kept = new Map<string, Statement>()
  const get = (text: string): Promise<Statement> =>
    new Promise((resolve, reject) => {
      const known = kept.get(text)
      if (known) {
        resolve(known)
        return
      }
      const statement = database.prepare(text, (error: Error | null) => {
        if (error) {
          reject(error)
          return
        }
        if (kept.size >= KEPT) {
          const [oldest, old] = kept.entries().next().value as [string, Statement]
          kept.delete(oldest)
          old.finalize()
        }
        kept.set(text, statement)
        resolve(statement)
      })
    })
  /** A file cannot be closed while a statement is open. */
  const close = async (): Promise<void> => {
    await Promise.all([...kept.values()].map((one) => new Promise<void>((done) => one.finalize(() => done()))))
    kept.clear()
  }
  return { get, close }
}
type Statements = ReturnType<typeof makeStatements>

type Runner = Pick<Statement, 'all' | 'run'>

function readRows<R>(runner: Runner, parameters: readonly unknown[]): Promise<QueryResult<R>> {
  return new Promise((resolve, reject) => {
    runner.all<R>(parameters, (error, rows) => (error ? reject(error) : resolve({ rows })))
  })
}

function run<R>(runner: Runner, parameters: readonly unknown[]): Promise<QueryResult<R>> {
  return new Promise((resolve, reject) => {
    runner.run(parameters, function (error) {
      if (error) reject(error)
      else resolve({ rows: [], numAffectedRows: BigInt(this.changes), insertId: BigInt(this.lastID) })
    })
  })
}

/** A statement that is not kept: compiled, run and forgotten by the driver itself. */
const once = (database: Database, text: string): Runner =>
  ({
    all: (parameters: unknown, done: () => void) => database.all(text, parameters, done),
    run: (parameters: unknown, done: () => void) => database.run(text, parameters, done),
  }) as unknown as Runner
