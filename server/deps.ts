import type { Logger } from 'pino'
import type { Act, RandomBytes } from './act.ts'
import type { Config } from './config.ts'
import type { Db } from './db/open.ts'
import type { Keys } from './keys.ts'
import type { LogLines } from './log-lines.ts'

/** Everything the server stands on, made once in make-deps.ts or in test/world.ts and passed down. */
export type Deps = Readonly<{
  /** The one writing connection. Only `write` uses it. */
  db: Db
  /** Reads what is committed. */
  read: Db
  clock: () => Date
  random: RandomBytes
  keys: Keys
  log: Logger
  config: Config
  /** Called with whatever a write failed with; ends the process when the storage itself cannot be trusted any more. */
  storageFault: (error: unknown) => void
  logLines?: LogLines
  /** The built client: dist/respondent and dist/staff. */
  clientDir: string
  /** The built program that reads workbooks; where it is not said it lies beside the built server. */
  tableWorker?: string
  /** The same for the program that reads the words of a PDF. */
  textWorker?: string
  /** The built program that makes files for analysts; where it is not said they are made in the thread that asks. */
  exportWorker?: string
}>

export const actOf = (deps: Deps, actor: string): Act => ({
  actor,
  now: deps.clock(),
  random: deps.random,
  keys: deps.keys,
})
