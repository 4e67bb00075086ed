import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import { movedFile, sqliteFile } from './open-database.ts'

type Where = Pick<Config, 'dataDir' | 'databaseUrl'>

/** Says that data were begun in this folder, for the day on which their file is gone. */
const noteFile = (dataDir: string): string => join(dataDir, 'hailong.begun')

const sizeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ size }) => size,
    () => undefined,
  )

/**
 * A database that is gone, or was cut to nothing, must not be followed by an empty one that looks well: parents would be told that
 * their slips are unknown. Looked for before the file is opened, because an empty one takes its log away.
 */
export async function needBegun({ dataDir, databaseUrl }: Where): Promise<void> {
  if (databaseUrl || (await sizeOf(noteFile(dataDir))) === undefined || (await sizeOf(sqliteFile(dataDir)))) return
  // Moved away: who opens it is told so.
  if ((await sizeOf(movedFile(dataDir))) !== undefined) return
  throw new ConfigError(
    'DATA_DIR',
    'hailong.sqlite is missing or empty, and data were begun here: bring it back with its -wal, or restore a backup into an empty folder, or say DATABASE_URL; nothing was changed',
  )
}

/** Once the first start has come to its end; without room for it the next one does it. */
export async function noteBegun({ dataDir, databaseUrl }: Where): Promise<void> {
  if (databaseUrl) return
  await writeFile(noteFile(dataDir), '', { flag: 'wx', mode: 0o600 }).catch(() => {})
}
