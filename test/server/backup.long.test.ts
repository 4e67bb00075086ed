import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, inject, onTestFinished, test } from 'vitest'
import { decrypted, encrypting } from '../../server/backup/age.ts'
import { backupKeyFile, readIdentities } from '../../server/backup/backup-key.ts'
import { backup } from '../../server/command/backup.ts'
import type { Command, Io } from '../../server/command/command.ts'
import { restore } from '../../server/command/restore.ts'
import { verify } from '../../server/command/verify.ts'
import type { Config } from '../../server/config.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { sha256 } from '../../server/keys.ts'
import { copyDatabase } from '../database.ts'
import { json, MASTER_KEY, world, writeKeyFile } from '../world.ts'
import { FIELDING, FRAME, fieldingRound, ROUND, smallFrame } from './journey.ts'
import { makePdf } from './make-pdf.ts'

const CANARY = 'CHIM-HOANG-YEN-9d2c'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'hailong-backup-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** What a command prints, or the reason it gives. */
async function run(command: Command, config: Config, ...words: string[]) {
  const said: string[] = []
  const io: Io = { out: (line) => said.push(line), err: (line) => said.push(line), config, terminal: false }
  const failed = await command.run(words, io).then(
    () => undefined,
    (error: Error) => error.message,
  )
  return { failed, said: said.at(-1) ?? '' }
}

/** A server with a round in the field, sheets, a paper as PDF and a picture. */
async function office() {
  const at = await world({ beginning: FIELDING })
  await writeKeyFile(at.dataDir)
  const { codes } = await fieldingRound(at)
  const slips = codes('ph-th')
  let next = 0
  const send = async () => {
    const id = crypto.randomUUID()
    const answers = { A1: 1 + (next % 5), G1: `${CANARY} “${next}” ខ្មែរ 😀` }
    const sheet = { id, slip: slips[next++], form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
    const reply = await at.app.request('/api/responses', json('POST', sheet))
    return reply.status === 201 ? id : undefined
  }
  const admin = await at.as('admin')
  const about = new URLSearchParams({ number: '1/QĐ', issuedOn: '2021-03-15', issuer: 'Sở', abstract: 'Kế hoạch' })
  const kept = await admin(`/api/evidence?${about}`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: new Uint8Array(makePdf()),
  })
  expect(kept.status, await kept.clone().text()).toBe(201)
  const bytes = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 31) % 256)
  const picture = { kind: 'image', mediaType: 'image/png', fileName: 'ảnh.png', size: bytes.length, bytes }
  await at.db
    .insertInto('media')
    .values({
      name: `${sha256(bytes).slice(0, 32)}.png`,
      ...picture,
      createdBy: 'x',
      createdAt: '2021-10-05T02:00:00Z',
    })
    .execute()
  return { ...at, config: at.deps.config, send, paper: ((await kept.json()) as { id: string }).id }
}
type Office = Awaited<ReturnType<typeof office>>

/** An empty place of a new machine, with the keys that were kept apart from the backup. */
async function emptyPlace({ config }: Office, databaseUrl: string | null = null): Promise<Config> {
  const dataDir = await folder()
  await writeKeyFile(dataDir)
  await copyFile(backupKeyFile(config.dataDir), backupKeyFile(dataDir))
  return { ...config, dataDir, databaseUrl }
}

/** On SQLite always, and in the second run of these tests in a database of the PostgreSQL server, too. */
async function targets(at: Office): Promise<Config[]> {
  const address = inject('postgres')
  if (address === undefined) return [await emptyPlace(at)]
  const { url, drop } = await copyDatabase(address)
  onTestFinished(drop)
  return [await emptyPlace(at), await emptyPlace(at, url)]
}

async function idsIn(config: Config) {
  const { db, read } = await openDatabase(config)
  const sheets = (await db.selectFrom('response').select('id').execute()).map(({ id }) => id)
  const used = await db.selectFrom('slip').select('id').where('state', '=', 'used').execute()
  const sessions = await db.selectFrom('session').select('id').execute()
  const media = await db.selectFrom('media').selectAll().execute()
  const entry = await db.selectFrom('auditEntry').selectAll().where('action', '=', 'backup.restore').executeTakeFirst()
  const trail = await db.selectFrom('auditEntry').select('detail').where('action', '=', 'frame.import').execute()
  const frames = await db.selectFrom('frame').select(['id', 'rowCount']).execute()
  const rows = await db.selectFrom('frameRow').select('frameId').execute()
  const lists = frames.map(({ id, rowCount }) => ({
    rowCount,
    schools: rows.filter(({ frameId }) => frameId === id).length,
    told: trail.some(({ detail }) => detail?.includes(id)),
  }))
  await read.destroy()
  await db.destroy()
  return { lists, sheets, used: used.length, sessions: sessions.length, media, entry }
}

// Case N11.
test('a backup made while sheets and school lists come in comes back whole, as everything was at one moment', async () => {
  const at = await office()
  const file = join(await folder(), 'sao-luu')
  const before: string[] = []
  for (let sheet = 0; sheet < 20; sheet++) before.push((await at.send()) ?? 'refused')
  let going = true
  const sending = (async () => {
    const during: string[] = []
    // A turn of the event loop between two sheets: one that is refused at once would leave the backup none.
    while (going) {
      during.push((await at.send()) ?? '')
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    return during.filter(Boolean).length
  })()
  const importing = (async () => {
    const designer = await at.as('designer', { email: 'khung@so.vn' })
    const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
    let lists = 0
    while (going) {
      await smallFrame(at, id, FRAME.slice(0, 2 + (lists++ % 10)))
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    return lists
  })()
  const made = await run(backup, at.config, file)
  going = false
  expect(await sending).toBeGreaterThan(0)
  expect(await importing).toBeGreaterThan(1)
  expect(made.failed).toBeUndefined()
  const { auditHead, evidence } = JSON.parse(made.said)
  expect(evidence).toBe(1)

  const bytes = await readFile(file)
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  expect(bytes.includes(CANARY)).toBe(false)
  expect(await readdir(join(file, '..'))).toEqual(['sao-luu'])

  for (const config of await targets(at)) {
    const back = await run(restore, config, file, '--anchor', auditHead.toUpperCase())
    expect(back.failed).toBeUndefined()
    expect(JSON.parse(back.said)).toMatchObject({ database: 'ok', evidence: 1, keyFile: 'ok' })
    const { sheets, used, sessions, media, entry, lists } = await idsIn(config)
    // No list lies there with some of its schools only, and none without its line in the trail.
    expect(lists.length).toBeGreaterThan(0)
    expect(lists.map(({ rowCount }) => rowCount)).toEqual(lists.map(({ schools }) => schools))
    expect(lists.map(({ told }) => told)).toEqual(lists.map(() => true))
    // Every sheet that was acknowledged before is there, none without its slip, no slip without its sheet.
    expect(sheets).toEqual(expect.arrayContaining(before))
    expect(used).toBe(sheets.length)
    expect(sessions).toBe(0)
    expect(media.map(({ name, bytes }) => name.startsWith(sha256(bytes).slice(0, 32)))).toEqual([true])
    expect(entry?.detail).toContain(auditHead)
    const paper = await readFile(join(config.dataDir, 'evidence', `${at.paper}.pdf`))
    expect(paper.equals(makePdf())).toBe(true)
    expect((await readdir(config.dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
    // A second one finds the place taken, and changes nothing.
    expect((await run(restore, config, file)).failed).toMatch(/is there|holds/)
    await truncate(join(config.dataDir, 'evidence', `${at.paper}.pdf`), 100)
    expect((await run(verify, config)).failed).toMatch(/^1 files of evidence are not what was kept/)
  }
}, 60_000)

test('a backup that was corrupted, cut, swapped, forged or is older than it should be is refused, and nothing is left of it', async () => {
  const at = await office()
  const dir = await folder()
  const file = join(dir, 'one')
  expect((await run(backup, at.config, file)).failed).toBeUndefined()
  const place = await emptyPlace(at)
  const whole = await readFile(file)
  const other = join(dir, 'other')
  const reasons = new Map<string, number>()
  const refused = async (bytes: Uint8Array, how: string) => {
    await writeFile(other, bytes)
    const { failed } = await run(restore, place, other, '--check')
    expect(failed, how).toMatch(/damaged|cut off|no backup/)
    reasons.set(failed ?? '', (reasons.get(failed ?? '') ?? 0) + 1)
  }
  for (let turn = 0; turn < 20; turn++) {
    const flipped = Buffer.from(whole)
    const at = Math.floor((turn / 20) * whole.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (turn % 8))
    await refused(flipped, `bit at ${at}`)
    await refused(whole.subarray(0, at), `cut at ${at}`)
  }
  await refused(whole.subarray(0, -1), 'without its last byte')
  await refused(Buffer.concat([whole, whole.subarray(-1)]), 'with a byte too many')
  expect(reasons.size).toBeGreaterThan(1)
  // The control: as it was made it passes the same look.
  expect((await run(restore, place, file, '--check')).failed).toBeUndefined()

  // Whoever has the public key can make a file that opens; the data in it are not ours.
  const identities = await readIdentities(backupKeyFile(at.config.dataDir))
  const plain: Uint8Array[] = []
  for await (const piece of decrypted(Readable.from([whole]), identities)) plain.push(piece)
  const tar = Buffer.concat(plain)
  // No key lies in it.
  expect(tar.includes(MASTER_KEY)).toBe(false)
  expect(tar.includes(identities[0] ?? '')).toBe(false)
  const forge = async (change: (text: string) => string) => {
    const parts: Uint8Array[] = []
    const sink = new Writable({
      write: (piece, _, done) => {
        parts.push(piece)
        done()
      },
    })
    const sealed = await encrypting(sink, [await identityToRecipient(identities[0] ?? '')])
    sealed.into.end(Buffer.from(change(tar.toString('latin1')), 'latin1'))
    await sealed.ended
    await writeFile(other, Buffer.concat(parts))
    return (await run(restore, place, other)).failed
  }
  expect(await forge((text) => text.replaceAll('"target":0.9', '"target":0.1'))).toMatch(/not those it names/)
  expect(await forge((text) => text.replace(/"digest":"./, '"digest":"z'))).toMatch(/damaged/)
  expect(await forge((text) => text.replace(/("evidence":)1/, '$10'))).toMatch(/not made by a server that has the key/)
  expect(await readdir(place.dataDir)).toEqual(['keys'])

  const strange = join(dir, 'strange.key')
  await writeFile(strange, `${await generateX25519Identity()}\n`)
  expect((await run(restore, place, file, '--key', strange)).failed).toMatch(/does not open this backup/)
  const elsewhere = { ...place, dataDir: await folder() }
  expect((await run(restore, elsewhere, file)).failed).toMatch(/master\.key is missing/)
  await mkdir(join(elsewhere.dataDir, 'keys'))
  await writeFile(join(elsewhere.dataDir, 'keys', 'master.key'), '08'.repeat(32), { mode: 0o600 })
  const key = ['--key', backupKeyFile(place.dataDir)]
  expect((await run(restore, elsewhere, file, ...key)).failed).toMatch(/backup of other data/)

  await at.send()
  const later = JSON.parse((await run(backup, at.config, join(dir, 'two'))).said) as { auditHead: string }
  const old = await run(restore, place, file, '--anchor', later.auditHead)
  expect(old.failed).toMatch(/older than the entry of --anchor/)
  expect(await readdir(place.dataDir)).toEqual(['keys'])
  expect((await run(restore, place, join(dir, 'two'), '--anchor', later.auditHead)).failed).toBeUndefined()
}, 120_000)

test('a backup says what was not whole, is never written over another file, and needs data to copy', async () => {
  const at = await office()
  const dir = await folder()
  const file = join(dir, 'one')
  await writeFile(file, 'mine')
  expect((await run(backup, at.config, file)).failed).toMatch(/^there is a .* already/)
  expect(await readFile(file, 'utf8')).toBe('mine')
  expect((await run(backup, at.config, join(dir, 'none', 'two'))).failed).toMatch(/cannot be written: ENOENT/)
  expect(await readdir(dir)).toEqual(['one'])
  const paper = await open(join(at.dataDir, 'evidence', `${at.paper}.pdf`), 'r+')
  await paper.write('X', 40)
  await paper.close()
  const made = await run(backup, at.config, join(dir, 'two'))
  expect(made.failed).toBe(`the backup was made, but not everything was whole: evidence ${at.paper} has changed`)
  expect(JSON.parse(made.said)).toMatchObject({ evidence: 0 })
  const empty = { ...at.config, databaseUrl: null, dataDir: await folder() }
  expect((await run(backup, empty, join(dir, 'three'))).failed).toBe('DATA_DIR: holds no data yet')
  expect(await readdir(empty.dataDir)).toEqual([])
})

test('the key of the backups may lie elsewhere: whoever is named as recipient can open them, and nobody here', async () => {
  const at = await office()
  const identity = await generateX25519Identity()
  const config = { ...at.config, backupRecipients: [await identityToRecipient(identity)] }
  const dir = await folder()
  expect((await run(backup, config, join(dir, 'one'))).failed).toBeUndefined()
  expect(await readdir(join(at.dataDir, 'keys'))).toEqual(['master.key'])
  await writeFile(join(dir, 'office.key'), `# kept in the safe\n${identity}\n`)
  const looked = await run(restore, config, join(dir, 'one'), '--check', '--key', join(dir, 'office.key'))
  expect(looked.failed).toBeUndefined()
  expect(JSON.parse(looked.said)).toMatchObject({ evidence: 1, faults: [] })
})
