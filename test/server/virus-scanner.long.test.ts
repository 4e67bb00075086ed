import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { pino } from 'pino'
import { expect, onTestFinished, type TestContext, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { makeVirusScan, tryVirusScanner } from '../../server/evidence/virus-scan.ts'
import { makePdf, streamOf } from './make-pdf.ts'
import { code, reformYear } from './reform-fixture.ts'

const ABOUT = { number: '1', issuedOn: '2021-03-01', issuer: 'Sở', abstract: 'x', unit: 's10' }

/** A sign that is in no other file, and the one every scanner knows (eicar.org); the lists of ClamAV itself come by the network alone. */
const SIGN = 'DAU-HIEU-THU-CUA-HAI-LONG'
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const lineOf = (name: string, sign: string) => `${name}:0:*:${Buffer.from(sign).toString('hex')}\n`

/** Debian's clamscan: what is shown of it is not shown where it is not installed. */
const isThere = spawnSync('clamscan', ['--version']).status === 0
const needClamscan = ({ skip }: TestContext) => skip(!isThere, 'clamscan is not installed (apt-get install clamav)')

/** A unit that hands in papers while the setting VIRUS_SCANNER says this. */
async function handingIn() {
  const at = await reformYear('2021-06-01T02:00:00Z')
  const own = await at.as('assessor', { unitId: 's10', email: 's10@so.vn' })
  const lists = join(at.dataDir, 'own.ndb')
  await writeFile(lists, lineOf('HaiLong.Thu', SIGN) + lineOf('Eicar', EICAR))
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) })
  const settings = (...virusScanner: string[]) => ({ ...at.deps, log, config: { ...at.deps.config, virusScanner } })
  let turn = 0
  const keep = async (scanner: readonly string[], ...objects: (string | Buffer)[]) => {
    turn += 1
    const reply = await makeApp(settings(...scanner)).request(`/api/evidence?${new URLSearchParams(ABOUT)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', cookie: own.cookie },
      body: new Uint8Array(makePdf({ more: [`(${turn})`, ...objects] })),
    })
    return [reply.status, reply.status === 201 ? '' : await code(reply)]
  }
  const kept = async () => (await readdir(join(at.dataDir, 'evidence')).catch(() => [])).length
  const passing = await mkdtemp(join(tmpdir(), 'hailong-passing-'))
  const { TMPDIR } = process.env
  process.env.TMPDIR = passing
  onTestFinished(async () => {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
    await rm(passing, { recursive: true, force: true })
  })
  const left = () => readdir(passing)
  return { dataDir: at.dataDir, lists, lines, settings, keep, kept, left }
}

// Case F07.
test("Debian's clamscan: a clean paper is kept, one with a sign of its lists is refused, packed as it may be", async (context) => {
  needClamscan(context)
  const { lists, lines, settings, keep, kept, left } = await handingIn()
  const scanner = ['clamscan', '-d', lists, '--no-summary']
  expect(await keep(scanner, streamOf('', Buffer.from('Kế hoạch năm')))).toEqual([201, ''])
  expect(await keep(scanner, streamOf('', Buffer.from(SIGN)))).toEqual([422, 'evidence_refused pdf_virus'])
  const packed = deflateSync(Buffer.from(`${'Kế hoạch '.repeat(50)}${SIGN}`))
  expect(await keep(scanner, streamOf('/Filter /FlateDecode', packed))).toEqual([422, 'evidence_refused pdf_virus'])
  await tryVirusScanner(settings(...scanner))
  expect([await kept(), lines, await left()]).toEqual([1, [], []])
})

test('a scanner without its lists, none at all and one that hangs keep every paper out, and the log says which', async (context) => {
  needClamscan(context)
  const { dataDir, lines, settings, keep, kept, left } = await handingIn()
  const told = async (...scanner: string[]) => {
    lines.length = 0
    expect(await keep(scanner, streamOf('', Buffer.from('Kế hoạch năm')))).toEqual([503, 'unavailable'])
    expect(lines).toHaveLength(1)
    await tryVirusScanner(settings(...scanner))
    return lines.map((line) => (JSON.parse(line) as { msg: string; why: string }).why)
  }
  for (const why of await told('clamscan', '-d', join(dataDir, 'none.ndb'))) expect(why).toMatch(/^2 .*status/)
  expect(await told('clamscan-of-nowhere')).toEqual(['ENOENT', 'ENOENT'])
  const hanging = join(dataDir, 'hanging')
  await writeFile(hanging, '#!/bin/sh\necho > "$TMPDIR/taken-apart"\nexec sleep 600\n', { mode: 0o700 })
  await expect(makeVirusScan(settings(hanging), 300)(join(dataDir, 'x.pdf'))).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(lines.at(-1)).toContain('SIGKILL')
  expect([await kept(), await left()]).toEqual([0, []])
})

test('a scanner that finds nothing in what every scanner is tried with is told at the start, and sees none of the settings', async () => {
  const { dataDir, lines, settings } = await handingIn()
  const seen = join(dataDir, 'seen')
  const blind = join(dataDir, 'blind')
  await writeFile(blind, `#!/bin/sh\nenv > ${seen}\n`, { mode: 0o700 })
  process.env.OIDC_CLIENT_SECRET = 'of-this-server-alone'
  await tryVirusScanner(settings(blind))
  delete process.env.OIDC_CLIENT_SECRET
  expect(lines.join()).toContain('does not find what every scanner is tried with')
  const names = (await readFile(seen, 'utf8')).split('\n').map((line) => line.split('=')[0])
  expect(names).toContain('TMPDIR')
  expect(names).not.toContain('OIDC_CLIENT_SECRET')
})
