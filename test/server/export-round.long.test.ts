import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COMMANDS } from '../../server/command/commands.ts'
import { TABLE_FORMATS } from '../../server/export/write-table.ts'
import { checkArchive } from '../../server/table/archive-check.ts'
import { answeredRound } from './published-round.ts'

test('a whole round leaves as files: every format, by address and by command, with nothing that leads to a person', {
  timeout: 240_000,
}, async () => {
  const at = await answeredRound(4)
  const analyst = await at.as('analyst')
  const frozen = ((await (await analyst(`/api/rounds/${at.id}/dataset`)).json()) as { dataset: { rowCount: number } })
    .dataset
  const slips = await at.db.selectFrom('slip').select(['id', 'codeHash']).execute()
  const responses = await at.db.selectFrom('response').select('id').execute()
  // Case H12: neither the slip nor the sheet; the columns are those of the list below.
  for (const format of [...TABLE_FORMATS, 'ddi']) {
    const reply = await analyst(`/api/rounds/${at.id}/export?format=${format}`)
    expect(reply.status, format).toBe(200)
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="so-lieu-2021-[0-9a-f]{8}[\w.-]*"$/)
    const bytes = new Uint8Array(await reply.arrayBuffer())
    const parts = [Buffer.from(bytes).toString('latin1')]
    if (bytes[0] === 0x50 && format !== 'parquet') {
      const archive = await checkArchive(bytes)
      for (const name of archive.names)
        for await (const piece of archive.open(name)) parts.push(Buffer.from(piece).toString('latin1'))
    }
    const all = parts.join('\n')
    for (const { id } of [...slips, ...responses]) expect(all.includes(id), format).toBe(false)
    for (const { codeHash } of slips) expect(all.includes(codeHash), format).toBe(false)
  }
  const csv = await (await analyst(`/api/rounds/${at.id}/export?format=csv`)).text()
  // Case H17: frozen rows, so what comes meanwhile is in no file, and none is missing.
  expect(csv.trimEnd().split('\r\n')).toHaveLength(frozen.rowCount + 1)
  expect(csv.split('\r\n')[0]).toMatch(
    /^\ufeff?class,school,stratum,level,area,form,mode,handed_by,language,day,notice,flags,weight,A1/,
  )
  expect((await analyst(`/api/rounds/${at.id}/export?format=exe`)).status).toBe(400)
  expect((await (await at.as('coordinator'))(`/api/rounds/${at.id}/export?format=csv`)).status).toBe(403)
  expect((await analyst('/api/rounds/none/export?format=csv')).status).toBe(404)
  const out = await mkdtemp(join(tmpdir(), 'hailong-export-'))
  onTestFinished(() => rm(out, { recursive: true, force: true }))
  const said: string[] = []
  const io = { out: (text: string) => said.push(text), err: () => {}, config: at.deps.config, terminal: false }
  await expect((await COMMANDS.export()).run(['--round', at.id, '--format', 'exe', '--out', out], io)).rejects.toThrow(
    /--format must be one of/,
  )
})
