import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePdf } from '../server/make-pdf.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { startLoad } from './load.ts'
import { program, run, serve } from './program.ts'
import { record } from './results.ts'
import { addStaff, signIn } from './staff.ts'

/** The user the program runs as; who owns what is wrong is root. */
const ask = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

function userReason(): string | undefined {
  if (process.getuid?.() !== 0) return 'another owner of files needs root'
  try {
    const as = ['--reuid', String(ask('-u')), '--regid', String(ask('-g')), '--clear-groups']
    execFileSync('setpriv', [...as, process.execPath, program(), '--help'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'the program lies where no other user can read it, or setpriv is not there'
  }
}

const own = (path: string, uid: number, gid: number) => {
  chownSync(path, uid, gid)
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) own(join(path, name), uid, gid)
}
const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
const hashOf = (path: string) => (existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '')

/** What is made wrong with a folder of data, by the name of the file, its new owner and mode. */
const WRONG = [
  ['the database belongs to another user', 'hailong.sqlite', 0, 0o600],
  ['the database may only be read', 'hailong.sqlite', undefined, 0o400],
  ['its log belongs to another user', 'hailong.sqlite-wal', 0, 0o600],
  ['the index of its log belongs to another user', 'hailong.sqlite-shm', 0, 0o600],
  ['the folder belongs to another user', '.', 0, 0o755],
  ['the folder lets nobody in', '.', 0, 0o700],
  ['the key file belongs to another user', 'keys/master.key', 0, 0o600],
  ['the folder of keys belongs to another user', 'keys', 0, 0o700],
  ['others can read the key file', 'keys/master.key', undefined, 0o644],
] as const

test('files of another owner or that may not be written: the start says so in a line, begins nothing anew, and all is there when it is mended', async (context) => {
  const reason = userReason()
  if (reason) context.skip(reason)
  const [uid, gid] = [ask('-u'), ask('-g')]
  const as = `exec setpriv --reuid ${uid} --regid ${gid} --clear-groups "$0" "$@"`
  const field = await openField(10)
  const env = { DATA_DIR: field.dataDir, HAILONG_FAULT_SHELL: as }
  chmodSync(field.dataDir, 0o700)
  await addStaff(field.dataDir, 'designer', ['quyen@example.vn'])
  own(field.dataDir, uid, gid)
  const server = await serve(env)
  const load = startLoad(field, () => server.url)
  await load.more(100)
  server.child.kill('SIGKILL')
  await server.ended
  const ledger = await load.stop()
  const key = hashOf(join(field.dataDir, 'keys/master.key'))
  // The log may go into the file meanwhile; what was acknowledged stands in one of them.
  const bytes = () =>
    ['hailong.sqlite', 'hailong.sqlite-wal'].reduce((sum, name) => sum + sizeOf(join(field.dataDir, name)), 0)
  const least = sizeOf(join(field.dataDir, 'hailong.sqlite'))
  const said: string[] = []
  for (const [name, file, owner, mode] of WRONG) {
    const path = join(field.dataDir, file)
    if (!existsSync(path)) throw new Error(`${file} is not there`)
    const { mode: old } = statSync(path)
    chownSync(path, owner ?? uid, owner ?? gid)
    chmodSync(path, mode)
    for (const words of [['serve'], ['verify']]) {
      const ended = await run(words, { ...env, PORT: '18998', DEMO: '0' })
      const lines = ended.said.trim().split('\n')
      expect({ name, words, status: ended.status, lines: lines.length }, ended.said).toMatchObject({
        ...{ name, words, status: 1, lines: 1 },
      })
      expect(lines[0], name).toMatch(/^DATA_DIR: (?!.*(unexpected|node_modules))/)
      if (words[0] === 'serve') said.push(`${name}: ${/\((SQLITE_\w+)\)/.exec(lines[0] ?? '')?.[1] ?? 'told by us'}`)
    }
    chownSync(path, uid, gid)
    chmodSync(path, old & 0o7777)
    expect(bytes(), name).toBeGreaterThanOrEqual(least)
    expect(hashOf(join(field.dataDir, 'keys/master.key')), name).toBe(key)
  }

  // Right again, but the folder of papers is not: sheets are taken, a paper is not, and nobody is told that it failed for good.
  mkdirSync(join(field.dataDir, 'evidence'), { recursive: true })
  own(join(field.dataDir, 'evidence'), 0, 0)
  const again = await serve(env)
  const desk = await signIn(again.url, 'quyen@example.vn')
  const about = new URLSearchParams({ number: '1', issuedOn: '2021-03-15', issuer: 'Sở', abstract: 'Kế hoạch' })
  const paper = () =>
    desk(`/api/evidence?${about}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/pdf' }, body: new Uint8Array(makePdf()) },
    })
  const refused = await paper()
  expect(refused.status, await refused.clone().text()).toBe(503)
  own(join(field.dataDir, 'evidence'), uid, gid)
  const taken = await paper()
  expect(taken.status, await taken.clone().text()).toBe(201)
  // A command that root runs beside it leaves nothing that the server could not open.
  const aside = await run(['verify'], { DATA_DIR: field.dataDir })
  expect(aside.status, aside.said).toBe(0)
  again.child.kill('SIGKILL')
  await again.ended
  const asRoot = await run(['tidy'], { DATA_DIR: field.dataDir })
  expect(asRoot.status, asRoot.said).toBe(0)
  const last = await run(['verify'], env)
  expect(last.status, last.said).toBe(0)
  const compared = await compare(ledger, { DATA_DIR: field.dataDir })
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
  record({
    id: 'FT11',
    fault: 'wrong owner or rights of the database, its log, the index of it, the folder, the keys; papers',
    seen: `each start ends with 1 and one line (${said.join('; ')}), none begins an empty one; ${compared.acknowledged} acknowledged, 0 lost when mended; the folder of papers alone: sheets are taken, a paper is asked to come again (503)`,
    control: 'with the right owner the same start serves',
  })
})
