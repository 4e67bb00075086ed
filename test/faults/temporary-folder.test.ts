import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePdf } from '../server/make-pdf.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { diskReason, mountMemory } from './disk.ts'
import { openField, scratch } from './field.ts'
import { startLoad } from './load.ts'
import { brokenProgram, run, serve } from './program.ts'
import { record } from './results.ts'
import { addStaff, signIn } from './staff.ts'

const EMAIL = 'tam@example.vn'
const ABOUT = new URLSearchParams({ number: '1/QĐ', issuedOn: '2021-03-15', issuer: 'Sở', abstract: 'Kế hoạch' })

test('the folder for temporary files is full, then gone: sheets and papers are taken, and the database is written anew all the same', async (context) => {
  const reason = await diskReason()
  if (reason) context.skip(reason)
  const at = join(await scratch(), 'tmp')
  mountMemory(at, 'size=64k')
  const fill = () => {
    for (let nth = 0; statfsSync(at).bavail > 0; nth++) writeFileSync(join(at, `full-${nth}`), Buffer.alloc(4096))
  }
  fill()
  const field = await openField(10)
  await addStaff(field.dataDir, 'designer', [EMAIL])
  const env = { DATA_DIR: field.dataDir, TMPDIR: at }
  const server = await serve(env)
  const desk = await signIn(server.url, EMAIL)
  const paper = async (nth: number) => {
    const body = new Uint8Array(makePdf({ catalog: `/Nth ${nth}` }))
    const reply = await desk(`/api/evidence?${ABOUT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body,
    })
    return reply.status
  }
  const load = startLoad(field, () => server.url)
  await load.more(50)
  const papers = [await paper(1)]
  const full = await run(['tidy'], env)
  expect(full.status, full.said).toBe(0)
  for (const name of readdirSync(at)) rmSync(join(at, name))
  const gone = join(at, 'gone')
  const tidied = await run(['tidy'], { ...env, TMPDIR: gone })
  expect(tidied.status, tidied.said).toBe(0)
  await load.more(50)
  papers.push(await paper(2))
  expect(papers).toEqual([201, 201])
  const ledger = await load.stop()
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect([...ledger.statuses.keys()].filter((status) => ![200, 201].includes(status))).toEqual([])
  expect(ledger.wrong).toEqual([])
  const compared = await compare(ledger, { DATA_DIR: field.dataDir })
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
  // Nothing of it was ever laid there.
  expect(readdirSync(at)).toEqual([])

  // As it was: SQLite lays the new file where the machine keeps temporary ones.
  fill()
  const elsewhere = brokenProgram('elsewhere', ['env.SQLITE_TMPDIR ??= io.config.dataDir;', ''])
  const control = await run(['tidy'], env, elsewhere)
  expect(control.status).toBe(1)
  record({
    id: 'FT27',
    fault: 'the folder for temporary files is full, then gone, under load',
    seen: `${compared.acknowledged} sheets acknowledged, 0 lost, two papers kept, the database written anew twice (hailong tidy), nothing of it laid in that folder`,
    control: `where SQLite may use it (found and mended): ${control.said.trim()}`,
  })
})
