import { randomBytes } from 'node:crypto'
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { type Config, ConfigError } from './config.ts'
import { migrate } from './db/migrate.ts'
import { openSqlite, openSqliteReader } from './db/open.ts'
import { actOf, type Deps } from './deps.ts'
import { publishShipped } from './instruments/publish-shipped.ts'
import { readKeys } from './keys.ts'

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
    clientDir: fileURLToPath(new URL('..', import.meta.url)),
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

async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    await access(dir, constants.W_OK)
  } catch {
    throw new ConfigError('DATA_DIR', `${dir} cannot be made or written to`)
  }
}
