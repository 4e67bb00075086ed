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
import { isStorageFault } from './storage-fault.ts'

type Options = Readonly<{
  /** Whether this connection brings the log into the file; SQLite's own way of doing it keeps quiet about errors. */
  checkpoints?: boolean
}>

/** Kysely over the `sqlite3` package: one connection, one user of it at a time. The only file that knows the driver. */
export function sqliteDialect(open: () => Promise<Database>, options: Options = {}): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => makeDriver(open, options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function makeDriver(open: () => Promise<Database>, options: Options): Driver {
  let database: Database
  let statements: Statements
  let connection: DatabaseConnection
  const waiting: (() => void)[] = []
  let busy = false
  return {
    async init() {
      database = await open()
      statements = makeStatements(database)
      connection = makeConnection(database, statements, options)
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
      try {
        await to.executeQuery(CompiledQuery.raw('rollback'))
      } catch (error) {
        // After an error of the disk SQLite has rolled back by itself: the first error is the one to be told.
        if (!isAlreadyBack(error)) throw error
      }
    },
    async destroy() {
      await statements.close()
      await new Promise<void>((resolve, reject) => database.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

export const isAlreadyBack = (error: unknown): boolean =>
  error instanceof Error && /no transaction is active/.test(error.message)

/** As long as this the log grows, before its pages go into the file. */
const CHECKPOINT_EVERY_MS = 500

function makeConnection(database: Database, statements: Statements, { checkpoints }: Options): DatabaseConnection {
  let inTransaction = false
  let lastCheckpoint = performance.now()
  let broken: unknown

  async function execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const parameters = parametersOf(query)
    const runner = parameters.length > 0 ? await statements.get(query.sql) : once(database, query.sql)
    return hasRows(query) ? readRows<R>(runner, parameters) : run<R>(runner, parameters)
  }

  /**
   * Pages of the log go into the file, and an error of it is an error: after a failed sync the next one may say "done" and mean
   * nothing, and the log would be written over while the file lacks its pages.
   */
  async function checkpoint(): Promise<void> {
    lastCheckpoint = performance.now()
    try {
      await readRows(once(database, 'pragma wal_checkpoint(passive)'), [])
    } catch (error) {
      // Without room, or with another program at it, the log keeps what it has until the next time.
      if (isStorageFault(error)) throw error
    }
  }

  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      // Who has seen the storage fail does nothing more with it: the program has to end, and whoever asks next is told why.
      if (broken) throw broken
      try {
        const result = await execute<R>(query)
        if (/^begin/i.test(query.sql)) inTransaction = true
        else if (/^(commit|rollback)/i.test(query.sql)) inTransaction = false
        if (checkpoints && !inTransaction && performance.now() - lastCheckpoint > CHECKPOINT_EVERY_MS)
          await checkpoint()
        return result
      } catch (error) {
        if (/^(commit|rollback)/i.test(query.sql)) inTransaction = false
        if (checkpoints && isStorageFault(error)) broken = error
        throw error
      }
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
