import { createReadStream } from 'node:fs'
import { access, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { audit, verifyAudit } from '../audit.ts'
import { decrypted } from '../backup/age.ts'
import { BackupError } from '../backup/backup-error.ts'
import { backupKeyFile, readIdentities } from '../backup/backup-key.ts'
import type { Manifest } from '../backup/manifest.ts'
import { readBackup } from '../backup/read-backup.ts'
import { ONLY_LOOK, restoreData } from '../backup/restore-data.ts'
import type { Db } from '../db/open.ts'
import { movedFile, openDatabase, sqliteFile } from '../db/open-database.ts'
import { folderOf } from '../evidence/keep-file.ts'
import { type Keys, readKeys } from '../keys.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { readFlags } from './flags.ts'
import { needAnchor } from './verify.ts'
import { verifyData } from './verify-data.ts'
import { withDeps } from './with-deps.ts'

export const restore: Command = {
  usage: 'restore FILE [--key FILE] [--anchor HASH] [--check]',
  does: 'brings a backup back into an empty DATA_DIR (or DATABASE_URL) that holds keys/master.key of the data, and verifies it; --check only looks it through',
  run: async (args, io) => {
    const { words, key, anchor, check } = readFlags(args, { key: 'string', anchor: 'string', check: 'boolean' })
    const [file] = words
    if (words.length !== 1 || !file) throw new UsageError('say restore FILE')
    const printed = anchor === undefined ? undefined : needAnchor(anchor)
    const { dataDir } = io.config
    const keys = await readKeys(dataDir, false)
    const identities = await readIdentities(key ?? backupKeyFile(dataDir))
    const open = () => decrypted(file === '-' ? process.stdin : createReadStream(file), identities)
    if (check) {
      if (printed) throw new UsageError('--anchor is looked for while a backup is brought back, not by --check')
      return io.out(JSON.stringify(summary(await readBackup(open(), keys, ONLY_LOOK))))
    }
    await needEmpty(io)
    await bringBack(io, open(), keys, printed)
    await withDeps(io, async (deps) => io.out(JSON.stringify(await verifyData(deps, printed))))
  },
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function needEmpty({ config: { dataDir, databaseUrl } }: Io): Promise<void> {
  const files = databaseUrl ? [] : [sqliteFile(dataDir), `${sqliteFile(dataDir)}-wal`, movedFile(dataDir)]
  for (const file of files)
    if (await isThere(file)) throw new BackupError(`${file} is there: a backup is brought back into an empty folder`)
  const papers = await readdir(folderOf(dataDir)).catch(() => [])
  if (papers.length > 0) throw new BackupError(`${folderOf(dataDir)} holds files: move them away first`)
}

/** Into a folder beside, which takes its place at the end: a restore that is broken off leaves an empty target. */
async function bringBack(io: Io, pieces: AsyncIterable<Uint8Array>, keys: Keys, anchor?: string): Promise<Manifest> {
  const { dataDir, databaseUrl } = io.config
  const beside = join(dataDir, '.restoring')
  await rm(beside, { recursive: true, force: true })
  const papers = join(beside, 'evidence')
  try {
    const { db, read } = await openDatabase({ dataDir: beside, databaseUrl })
    let placed = false
    const last = async (inside: Db, manifest: Manifest): Promise<void> => {
      await checkChain(inside, anchor)
      const by = { actor: 'command', now: new Date(), random: () => new Uint8Array(), keys }
      await audit(inside, by, 'backup.restore', manifest.madeAt, { auditHead: manifest.audit.head })
      if (!databaseUrl) return
      // PostgreSQL's commit is what counts there, so the files are in place before it.
      await rm(folderOf(dataDir), { recursive: true, force: true })
      await rename(papers, folderOf(dataDir))
      placed = true
    }
    let manifest: Manifest
    try {
      manifest = await restoreData(pieces, keys, { db, papers, last })
    } catch (error) {
      if (placed) await rm(folderOf(dataDir), { recursive: true, force: true })
      throw error
    } finally {
      await read.destroy()
      await db.destroy()
    }
    if (!databaseUrl) {
      await rm(folderOf(dataDir), { recursive: true, force: true })
      await rename(papers, folderOf(dataDir))
      await rename(sqliteFile(beside), sqliteFile(dataDir))
    }
    return manifest
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

/**
 * A chain proves only that it agrees with itself: a hash from outside says that the copy is not older than that entry. A chain
 * that was broken when it was copied comes back as it was, and is told of by the check that follows.
 */
async function checkChain(inside: Db, anchor?: string): Promise<void> {
  const chain = await verifyAudit(inside, anchor)
  if (!chain.ok && chain.fault === 'anchor_absent')
    throw new BackupError(
      'this backup is older than the entry of --anchor, or its chain was written anew; nothing was brought back',
    )
}

const summary = ({ madeAt, engine, tables, evidence, audit: chain, faults }: Manifest) => ({
  madeAt,
  engine,
  rows: Object.values(tables).reduce((sum, { rows }) => sum + rows, 0),
  evidence,
  auditEntries: chain.count,
  auditHead: chain.head,
  faults,
})
