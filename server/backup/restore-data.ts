import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ControlledTransaction, sql } from 'kysely'
import { doneMigrations, migrate } from '../db/migrate.ts'
import { firstFullTable } from '../db/move/move-data.ts'
import { digestTable } from '../db/move/table-digest.ts'
import { shapesAfter, type TableShape } from '../db/move/table-shape.ts'
import { unguarded } from '../db/move/unguarded.ts'
import type { Db } from '../db/open.ts'
import { isNew } from '../db/open-database.ts'
import type { Tables } from '../db/tables.ts'
import type { Keys } from '../keys.ts'
import { BackupError } from './backup-error.ts'
import type { Head, Manifest } from './manifest.ts'
import { readBackup, type Takers } from './read-backup.ts'
import { makeLoader } from './table-entries.ts'

/** What is done with the parts of a backup that is only looked through. */
export const ONLY_LOOK: Takers = {
  begin: async () => {},
  rows: async () => {},
  paper: async (_, pieces) => {
    for await (const _piece of pieces);
  },
}

type Target = Readonly<{
  db: Db
  /** an empty folder for the papers that prove something */
  papers: string
  /** asked last, before anything counts; what it throws takes everything back */
  last: (inside: Db, manifest: Manifest) => Promise<void>
}>

/**
 * Brings the rows of a backup into an empty database, in one transaction: all of it, read back and found to be what was copied,
 * or nothing.
 */
export async function restoreData(pieces: AsyncIterable<Uint8Array>, keys: Keys, to: Target): Promise<Manifest> {
  await mkdir(to.papers, { recursive: true, mode: 0o700 })
  const load = makeLoad(to.db)
  try {
    const manifest = await readBackup(pieces, keys, {
      begin: load.begin,
      rows: load.rows,
      paper: (id, bytes) =>
        pipeline(bytes, createWriteStream(join(to.papers, `${id}.pdf`), { mode: 0o600, flags: 'wx', flush: true })),
    })
    await load.end(manifest, to.last)
    return manifest
  } catch (error) {
    await load.giveUp()
    throw error
  }
}

/** The transaction begins when the head of the backup has come, and ends with its last part. */
function makeLoad(db: Db) {
  let inside: ControlledTransaction<Tables> | undefined
  let shapes: readonly TableShape[] = []
  let guard = async () => {}
  let loader: ReturnType<typeof makeLoader> | undefined
  return {
    async begin(head: Head): Promise<void> {
      shapes = await emptySchema(db, head)
      inside = await db.startTransaction().execute()
      guard = await unguarded(inside)
      // What the migrations themselves put there.
      for (const { name } of shapes) await sql`delete from ${sql.table(name)}`.execute(inside)
      loader = makeLoader(inside, shapes)
    },
    rows: async (name: string, bytes: Uint8Array): Promise<void> => loader?.take(name, bytes),
    async end(manifest: Manifest, last: Target['last']): Promise<void> {
      if (!inside || !loader) return
      loader.end()
      for (const shape of shapes) {
        const { digest } = await digestTable(inside, shape)
        if (digest !== manifest.tables[shape.name]?.digest)
          throw new BackupError(`the backup is damaged: the table ${shape.name} is not what was copied`)
      }
      await guard()
      await signEverybodyOut(inside)
      await last(inside, manifest)
      await inside.commit().execute()
      inside = undefined
    },
    async giveUp(): Promise<void> {
      await inside?.rollback().execute()
    },
  }
}

/** The schema the rows were written under, with nothing in it. */
async function emptySchema(db: Db, { migrations }: Head): Promise<TableShape[]> {
  const shapes = await shapesAfter(migrations)
  if (await isNew(db)) {
    await migrate(db, migrations)
    return shapes
  }
  const same = (await doneMigrations(db).catch(() => [])).join() === migrations.join()
  if (!same || (await firstFullTable(db, shapes, migrations)) !== undefined)
    throw new BackupError('the database already holds something: name an empty one; nothing was brought back')
  return shapes
}

/** Whoever signed out, and every link that was used since, would be open again. */
async function signEverybodyOut(inside: Db): Promise<void> {
  await inside.deleteFrom('session').execute()
  await inside.deleteFrom('accountLink').where('usedAt', 'is', null).execute()
}
