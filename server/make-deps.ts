import { randomBytes } from 'node:crypto'
import { access, constants, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import { type Config, ConfigError } from './config.ts'
import { needBegun, noteBegun } from './db/begun.ts'
import { keepKey, knowsKey } from './db/keep-key.ts'
import { migrate } from './db/migrate.ts'
import type { Db } from './db/open.ts'
import { hasData, isNew, needWritable, openDatabase } from './db/open-database.ts'
import { isStorageFault } from './db/storage-fault.ts'
import { actOf, type Deps } from './deps.ts'
import { publishShipped } from './instruments/publish-shipped.ts'
import { type Keys, readKeys } from './keys.ts'
import { logLines } from './log-lines.ts'

/** The folder in which the built clients lie, beside that of the built server. */
export const clientDir = (): string => fileURLToPath(new URL('..', import.meta.url))

const REAL: Pick<Deps, 'clock' | 'random'> = { clock: () => new Date(), random: (count) => randomBytes(count) }

/** Opens the data: folder, keys, database, schema, shipped instruments. The only place where the real clock and chance come in. */
export async function makeDeps(
  config: Config,
  real: Pick<Deps, 'clock' | 'random'> = REAL,
): Promise<Deps & { close: () => Promise<void> }> {
  await makeFolder(config.dataDir)
  await needBegun(config)
  await needWritable(config)
  const { db, read } = await openDatabase(config)
  const close = async () => {
    await read.destroy()
    await db.destroy()
  }
  try {
    const keys = await readKeys(config.dataDir, await isNew(db))
    await migrate(db)
    const deps = depsOf(config, real, db, read, keys)
    await db.transaction().execute(async (inside) => {
      await keepKey(inside, keys)
      await publishShipped(inside, actOf(deps, 'command'))
    })
    await noteBegun(config)
    return { ...deps, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens data that are there, and changes nothing of them: not even to this program's schema. */
export async function openStored(config: Config): Promise<Deps & { close: () => Promise<void> }> {
  await makeFolder(config.dataDir)
  await needBegun(config)
  if (!(await hasData(config))) throw new ConfigError('DATA_DIR', 'holds no data yet')
  const { db, read } = await openDatabase(config)
  const close = async () => {
    await read.destroy()
    await db.destroy()
  }
  try {
    if (await isNew(read)) throw new ConfigError(config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR', 'holds no data yet')
    const keys = await readKeys(config.dataDir, false)
    await knowsKey(read, keys)
    return { ...depsOf(config, REAL, db, read, keys), close }
  } catch (error) {
    await close()
    throw error
  }
}

function depsOf(config: Config, real: Pick<Deps, 'clock' | 'random'>, db: Db, read: Db, keys: Keys): Deps {
  const { lines, ...waiting } = logLines()
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, lines)
  return {
    db,
    read,
    ...real,
    keys,
    log,
    logLines: waiting,
    config,
    storageFault: endOnStorageFault(log),
    clientDir: clientDir(),
    exportWorker: fileURLToPath(new URL('export-worker.js', import.meta.url)),
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
