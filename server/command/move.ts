import { access, rename } from 'node:fs/promises'
import { ConfigError } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { moveData } from '../db/move/move-data.ts'
import { openSqliteAlone } from '../db/open.ts'
import { movedFile, openDatabase, sqliteFile } from '../db/open-database.ts'
import { openPostgres } from '../db/open-postgres.ts'
import { type Command, CommandError, UsageError } from './command.ts'

export const move: Command = {
  usage: 'move',
  does: 'moves the data of DATA_DIR from SQLite into the empty PostgreSQL database of DATABASE_URL, with a digest per table',
  run: async (words, io) => {
    if (words.length > 0) throw new UsageError('move takes no words: DATABASE_URL says where to')
    const { dataDir, databaseUrl } = io.config
    if (!databaseUrl) throw new ConfigError('DATABASE_URL', 'say the PostgreSQL database the data shall go to')
    const file = sqliteFile(dataDir)
    await access(file).catch(() => {
      throw new CommandError(`there is no ${file} to move`)
    })
    // Both sides get this program's schema first; the source by an ordinary opening, for a while.
    const before = await openDatabase({ dataDir, databaseUrl: null })
    await migrate(before.db)
    await before.read.destroy()
    await before.db.destroy()
    const source = await openSqliteAlone(file).catch((error: Error) => {
      throw /SQLITE_(BUSY|LOCKED)/.test(error.message)
        ? new CommandError('another program has the data open: stop the server first, then move')
        : error
    })
    try {
      const target = await openPostgres(databaseUrl)
      try {
        await migrate(target.db)
        const result = await moveData(source, target.db, (table) => {
          if (io.terminal) io.err(table)
        })
        if (!result.moved)
          throw new CommandError(
            `the database of DATABASE_URL already holds data (table ${result.table}): name an empty one; nothing was moved`,
          )
        for (const { table, rows, digest } of result.tables) io.out(`${table}  ${rows}  ${digest}`)
      } finally {
        await target.read.destroy()
        await target.db.destroy()
      }
    } finally {
      await source.destroy()
    }
    // From here on a start without DATABASE_URL stops, so that nobody goes on in the old file.
    await rename(file, movedFile(dataDir))
    io.out(`moved; the old file is kept as ${movedFile(dataDir)}, keys/master.key stays where it is`)
  },
}
