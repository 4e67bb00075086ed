import { createHash } from 'node:crypto'
import type { Keys } from '../keys.ts'
import { BackupError } from './backup-error.ts'
import { HEAD_NAME, type Head, MANIFEST_NAME, type Manifest, openManifest, readHead } from './manifest.ts'
import { type Entry, readTar } from './tar.ts'

export type Takers = Readonly<{
  begin: (head: Head) => Promise<void>
  rows: (name: string, bytes: Uint8Array) => Promise<void>
  paper: (id: string, pieces: AsyncIterable<Uint8Array>) => Promise<void>
}>

/** A file in a row can be as long as the database takes; a page of rows is far shorter. */
const MOST_BYTES = 1_100_000_000
const PAPER = /^evidence\/([0-9a-f]{32})\.pdf$/

/**
 * Hands on every part of a backup, and at its end says whether they were all there, whole and in their order, and whether a
 * server of these data wrote them. Until then nothing of it may count.
 */
export async function readBackup(pieces: AsyncIterable<Uint8Array>, keys: Keys, takers: Takers): Promise<Manifest> {
  const seen: [string, number, string][] = []
  let manifest: Manifest | undefined
  for await (const entry of readTar(pieces)) {
    if (manifest) throw new BackupError('the backup is damaged: something follows its end')
    if (entry.name === MANIFEST_NAME) {
      manifest = openManifest(keys, (await whole(entry.body, entry)).toString('utf8'))
      if (JSON.stringify(manifest.entries) !== JSON.stringify(seen))
        throw new BackupError('the backup is damaged: its parts are not those it names')
      continue
    }
    const hashed = hashing(entry)
    await take(entry, hashed.body, keys, takers, seen.length === 0)
    seen.push([entry.name, entry.size, hashed.end()])
  }
  if (!manifest) throw new BackupError('the backup is damaged: its end is missing')
  return manifest
}

async function take(entry: Entry, body: Entry['body'], keys: Keys, takers: Takers, first: boolean): Promise<void> {
  if (first !== (entry.name === HEAD_NAME)) throw new BackupError('this is no backup of this program')
  if (first) {
    const head = readHead((await whole(body, entry)).toString('utf8'))
    if (head.keyFingerprint !== keys.fingerprint)
      throw new BackupError('this is a backup of other data: keys/master.key is not their key')
    return takers.begin(head)
  }
  const paper = PAPER.exec(entry.name)
  return paper ? takers.paper(paper[1] ?? '', body) : takers.rows(entry.name, await whole(body, entry))
}

async function whole(body: AsyncIterable<Uint8Array>, { name, size }: Entry): Promise<Buffer> {
  if (size > MOST_BYTES) throw new BackupError(`the backup is damaged: ${name} is too long`)
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

function hashing({ body }: Entry) {
  const hash = createHash('sha256')
  return {
    body: (async function* () {
      for await (const piece of body) {
        hash.update(piece)
        yield piece
      }
    })(),
    end: () => hash.digest('hex'),
  }
}
