import { PostgresAdapter } from 'kysely'
import type { Db } from './open.ts'

export type Engine = 'sqlite' | 'postgres'

/** Which database stands behind a connection, for the few statements that both say differently. */
export const engineOf = (db: Db): Engine =>
  db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
