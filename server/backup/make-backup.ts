import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { sql } from 'kysely'
import { type AuditEntry, followChain } from '../audit.ts'
import { engineOf } from '../db/engine.ts'
import { doneMigrations } from '../db/migrate.ts'
import type { Row } from '../db/move/table-digest.ts'
import { shapesAfter } from '../db/move/table-shape.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { fileOf } from '../evidence/keep-file.ts'
import { sha256 } from '../keys.ts'
import { HEAD_NAME, type Head, MANIFEST_NAME, type Manifest, sealManifest } from './manifest.ts'
import { rowsAsEntries } from './table-entries.ts'
import { TAR_END, tarHeader, tarPadding } from './tar.ts'

type From = Pick<Deps, 'read' | 'keys' | 'config'>
type Wish = Readonly<{ now: Date; progress: (table: string) => void }>

/**
 * Everything a server stands on but its keys, written as a tar archive: every row of every table as it was at one moment, while
 * others go on writing, and the files beside the database. Rows and not pages, so that the same backup comes back on either
 * database, and no copy lies anywhere unencrypted.
 */
export async function makeBackup(from: From, wish: Wish, into: Writable): Promise<Manifest> {
  // Told when the piece has been taken, so that a slow reader holds the copying back and not the memory.
  const put = (piece: Uint8Array) =>
    new Promise<void>((resolve, reject) => into.write(piece, (error) => (error ? reject(error) : resolve())))
  try {
    const manifest = await atOneMoment(from.read, (db) => fill(from, db, wish, put))
    into.end()
    return manifest
  } catch (error) {
    into.destroy(error as Error)
    throw error
  }
}

/** A look at the database that does not change, however long it takes; nobody waits for it. */
function atOneMoment<T>(read: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (engineOf(read) === 'postgres')
    return read.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
  return read.connection().execute(async (db) => {
    await sql`begin`.execute(db)
    try {
      return await work(db)
    } finally {
      await sql`rollback`.execute(db)
    }
  })
}

type Put = (piece: Uint8Array) => Promise<void>

async function fill(from: From, db: Db, { now, progress }: Wish, put: Put): Promise<Manifest> {
  const entries: [string, number, string][] = []
  const add = async (name: string, bytes: Uint8Array) => {
    entries.push([name, bytes.length, sha256(bytes)])
    await put(tarHeader(name, bytes.length))
    await put(bytes)
    await put(tarPadding(bytes.length))
  }
  const head: Head = {
    format: 1,
    madeAt: now.toISOString(),
    engine: engineOf(db),
    keyFingerprint: from.keys.fingerprint,
    migrations: await doneMigrations(db),
  }
  await add(HEAD_NAME, Buffer.from(JSON.stringify(head)))
  const { tables, audit, papers, faults } = await addTables(db, head.migrations, progress, add)
  let evidence = 0
  for (const paper of papers) {
    const bytes = await readFile(fileOf(from.config.dataDir, paper.id)).catch(() => undefined)
    if (bytes && sha256(bytes) === paper.contentHash) {
      evidence += 1
      await add(`evidence/${paper.id}.pdf`, bytes)
    } else faults.push(`evidence ${paper.id} ${bytes ? 'has changed' : 'is missing'}`)
  }
  const manifest: Manifest = { ...head, tables, audit, evidence, faults, entries }
  const sealed = Buffer.from(sealManifest(from.keys, manifest))
  await put(tarHeader(MANIFEST_NAME, sealed.length))
  await put(sealed)
  await put(tarPadding(sealed.length))
  await put(TAR_END)
  return manifest
}

async function addTables(
  db: Db,
  migrations: readonly string[],
  progress: (table: string) => void,
  add: (name: string, bytes: Uint8Array) => Promise<void>,
) {
  const tables: Manifest['tables'] = {}
  const papers: { id: string; contentHash: string }[] = []
  const faults: string[] = []
  const chain = followChain()
  const seeing: Readonly<Record<string, (row: Row) => void>> = {
    auditEntry: (row) => {
      const entry = row as unknown as AuditEntry
      if (faults.length === 0 && chain.take(entry)) faults.push(`the audit chain breaks at entry ${entry.sequence}`)
    },
    evidence: ({ id, contentHash }) => papers.push({ id: String(id), contentHash: String(contentHash) }),
  }
  for (const shape of await shapesAfter(migrations)) {
    progress(shape.name)
    const rows = rowsAsEntries(db, shape, seeing[shape.name] ?? (() => {}))
    for (;;) {
      const next = await rows.next()
      if (next.done) {
        tables[shape.name] = next.value
        break
      }
      await add(next.value.name, next.value.bytes)
    }
  }
  return { tables, audit: chain.end(), papers, faults }
}
