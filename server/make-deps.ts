import { randomBytes } from 'node:crypto'
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import { type Config, ConfigError } from './config.ts'
import { migrate } from './db/migrate.ts'
import { openSqlite, openSqliteReader } from './db/open.ts'
import { isStorageFault } from './db/storage-fault.ts'
import { actOf, type Deps } from './deps.ts'
import { publishShipped } from './instruments/publish-shipped.ts'
import { readKeys } from './keys.ts'

/** The folder in which the built clients lie, beside that of the built server. */
export const clientDir = (): string => fileURLToPath(new URL('..', import.meta.url))

/** Opens the data: folder, keys, database, schema, shipped instruments. The only place where the real clock and chance come in. */
export async function makeDeps(
  config: Config,
  real: Pick<Deps, 'clock' | 'random'> = { clock: () => new Date(), random: (count) => randomBytes(count) },
): Promise<Deps & { close: () => Promise<void> }> {
  if (config.databaseUrl)
    throw new ConfigError(
      'DATABASE_URL',
      'PostgreSQL is not served by this version: leave it out, and the data are kept in DATA_DIR',
    )
  await makeFolder(config.dataDir)
  const file = join(config.dataDir, 'hailong.sqlite')
  const known = await access(file).then(
    () => true,
    () => false,
  )
  const keys = await readKeys(config.dataDir, !known)
  const db = await openSqlite(file)
  await migrate(db, 'sqlite')
  const read = await openSqliteReader(file)
  const log = pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  )
  const deps: Deps = {
    db,
    read,
    ...real,
    keys,
    log,
    config,
    storageFault: endOnStorageFault(log),
    clientDir: clientDir(),
  }
  await db.transaction().execute((inside) => publishShipped(inside, actOf(deps, 'command')))
  return {
    ...deps,
    close: async () => {
      await read.destroy()
      await db.destroy()
    },
  }
}

/**
 * After a failed write or sync of the storage no further answer may be acknowledged: the process ends at once, and the next
 * start recovers from the write-ahead log. A service manager starts it again.
 */
const endOnStorageFault = (log: Logger) => (error: unknown) => {
  if (!isStorageFault(error)) return
  log.fatal({ err: { message: error instanceof Error ? error.message : String(error) } }, 'the storage failed; ending')
  // The replies of this turn, all of them refusals, still leave.
  setImmediate(() => process.exit(1))
}

async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    await access(dir, constants.W_OK)
  } catch {
    throw new ConfigError('DATA_DIR', `${dir} cannot be made or written to`)
  }
}
