import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkFigures } from '../../server/command/check-figures.ts'
import { COMMANDS } from '../../server/command/commands.ts'
import { unguarded } from '../../server/db/move/unguarded.ts'
import { actOf } from '../../server/deps.ts'
import { preparePublication } from '../../server/publication/prepare.ts'
import { publish } from '../../server/publication/publish.ts'
import { json, writeKeyFile } from '../world.ts'
import { etag, step } from './journey.ts'
import { answeredRound, reported } from './published-round.ts'

type Preview = Readonly<{
  publication: {
    publishedAt: string | null
    contentHash: string | null
    figures: { domains: { level: string | null; area: string | null; computed: { rate: Record<string, unknown> } }[] }
    protection: { primary: string[]; secondary: string[]; detail: string; audit: { safe: boolean; sheets: object[] } }
  }
}>
const DECISION = { decisionNumber: '3000/QĐ-UBND', decisionDate: '2021-12-20' }
const form = (text: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ ma: text }).toString(),
})

/** Of one level in one area only six sheets came back; the report is made. */
async function corner() {
  const at = await answeredRound(6)
  const previewOf = async () => (await (await at.designer(`/api/rounds/${at.id}/publication`)).json()) as Preview
  return { at, previewOf }
}
async function published() {
  const { at, previewOf } = await corner()
  await reported(at, at.id)
  const director = await at.as('director')
  await step(director, at.id, 'publish', DECISION)
  return { at, previewOf, director }
}

// Cases I01 and I02.
test('before it is published nobody outside sees anything, and the corner is hidden with what would give it away', async () => {
  const { at, previewOf } = await corner()
  for (const path of ['', '/so-lieu.csv', '/so-lieu.json', '/bien-nhan.txt'])
    expect((await at.app.request(`/ket-qua/${at.id}${path}`)).status).toBe(404)
  expect(await (await at.app.request('/ket-qua')).text()).toContain('Chưa có vòng khảo sát nào')
  const { figures, protection } = (await previewOf()).publication
  expect(protection.primary).toHaveLength(1)
  expect(protection.secondary.length).toBeGreaterThanOrEqual(3)
  expect(protection.audit.safe).toBe(true)
  expect(protection.audit.sheets).toHaveLength(protection.primary.length + protection.secondary.length)
  const hidden = figures.domains.filter(({ computed }) => 'hidden' in computed.rate)
  expect(hidden.length).toBeGreaterThanOrEqual(4)
  for (const { computed } of hidden) expect(computed.rate).toEqual({ hidden: true })
})

test('what the auditor can compute back is not published, whatever was decided', async () => {
  const { at } = await corner()
  const prepared = await preparePublication(at.deps.read, at.id)
  if (!prepared) throw new Error('nothing to publish')
  const open = {
    ...prepared,
    protection: { ...prepared.protection, audit: { safe: false, sheets: [], satisfied: [] } },
  }
  await reported(at, at.id)
  const refused = await at.designer(
    `/api/rounds/${at.id}/publish`,
    json('POST', DECISION, await etag(at.designer, at.id)),
  )
  expect(refused.status).toBe(403)
  const { version } = await at.db.selectFrom('round').select('version').executeTakeFirstOrThrow()
  const attempt = at.db
    .transaction()
    .execute((db) =>
      publish(db, actOf(at.deps, 'command'), at.id, version, DECISION, open, { counted: [], leftOut: [] }),
    )
  await expect(attempt).rejects.toMatchObject({ code: 'disclosure_risk' })
  expect(await at.db.selectFrom('publication').select('id').execute()).toEqual([])
})

// Case I01: not on the page, in no title, and in neither file.
test('the director publishes: everybody reads figures, intervals and the verdict, and no address gives the corner away', async () => {
  const { at, previewOf } = await published()
  const reply = await at.app.request(`/ket-qua/${at.id}`)
  const page = await reply.text()
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'none'/)
  expect(page.match(/<script| style=| on\w+=/)).toBeNull()
  for (const text of ['3000/QĐ-UBND', '20/12/2021', 'khoảng tin cậy 95\u00a0%', 'Không công bố', 'Chỉ tiêu: trên 90'])
    expect(page).toContain(text)
  expect(page).toMatch(/class="(met|inconclusive|missed)"/)
  expect(await (await at.app.request('/ket-qua')).text()).toContain(`/ket-qua/${at.id}`)
  const { publication } = await previewOf()
  expect(publication.publishedAt).not.toBeNull()
  const file = await (await at.app.request(`/ket-qua/${at.id}/so-lieu.json`)).text()
  expect(createHash('sha256').update(file).digest('hex')).toBe(publication.contentHash)
  expect(page).toContain(publication.contentHash)
  expect(file).not.toMatch(/"n":6[,}]|few_answers|secondary|primary/)
  const csv = await (await at.app.request(`/ket-qua/${at.id}/so-lieu.csv`)).text()
  const rows = csv.split('\r\n').filter((row) => row.includes(',hidden'))
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows) expect(row).toMatch(/,,,,,,hidden$/)
})

test('a parent finds the sheet by its receipt and learns nothing else; the list counts every sheet once', async () => {
  const { at } = await published()
  const ask = async (typed: string) => (await at.app.request(`/ket-qua/${at.id}/bien-nhan`, form(typed))).text()
  const [one] = at.counted
  expect(await ask(one)).toContain('đã được tính vào kết quả')
  expect(await ask(one.toLowerCase().replace('-', ' '))).toContain('đã được tính vào kết quả')
  // Letters as eyes and hands mistake them, and a link of a chat with its invisible marks.
  expect(await ask(`\u200b${one.replace(/0/g, 'O').replace(/1/g, 'l').replace(/V/g, 'u')}`)).toContain('đã được tính')
  expect(await ask(one)).not.toContain(one)
  expect(await ask(at.left)).toContain('để trống các câu đánh giá')
  expect(await ask('2222-2222')).toContain('Không có phiếu nào')
  expect(await ask('<b>')).toContain('đúng 8 chữ và số')
  const list = (await (await at.app.request(`/ket-qua/${at.id}/bien-nhan.txt`)).text()).trim().split('\n')
  expect(list).toHaveLength(at.counted.length + 1)
  const counted = list.filter((line) => line.endsWith(' 1'))
  expect(counted).toEqual([...counted].sort())
  expect(new Set(list).size).toBe(list.length)
  const letters = at.counted[0].replace('-', '')
  const hash = createHash('sha256').update(`${at.id}/${letters}`).digest('hex').slice(0, 32)
  expect(list).toContain(`${hash} 1`)
})

test('the command gives the documents of a published round as they are kept, and makes none', async () => {
  const { at } = await published()
  await writeKeyFile(at.dataDir)
  const out = join(at.dataDir, 'out')
  const said: string[] = []
  const io = { out: (text: string) => said.push(text), err: () => {}, config: at.deps.config, terminal: false }
  const report = await COMMANDS.report()
  const kept = () => at.db.selectFrom('document').select(['id', 'bytes']).orderBy('id').execute()
  const before = await kept()
  await report.run(['--round', at.id, '--out', out], io)
  const told = JSON.parse(said[0] ?? '') as { document: string; kind: string; file: string }
  expect(told.kind).toBe('result')
  const document = before.find(({ id }) => id === told.document)
  expect(await readFile(told.file)).toEqual(Buffer.from(document?.bytes ?? []))
  await expect(report.run(['--round', at.id, '--out', out, '--units', '2025-07-01'], io)).rejects.toThrow(/published/)
  expect(await kept()).toEqual(before)
})

// Cases I04, I11 and I13.
test('what is published stays: no second time, no change in the database, no other figures', async () => {
  const { at, director } = await published()
  const again = await director(`/api/rounds/${at.id}/publish`, json('POST', DECISION, await etag(director, at.id)))
  expect(((await again.json()) as { code: string }).code).toBe('step_not_possible')
  await expect(
    at.db
      .updateTable('publication')
      .set({ id: 'x' } as never)
      .execute(),
  ).rejects.toThrow(/never changed/)
  await expect(at.db.deleteFrom('publication').execute()).rejects.toThrow(/never changed/)

  // One letter of the frozen counts, of the weights or of the figures, changed past every guard.
  expect(await checkFigures(at.db)).toEqual({ checked: 3, wrong: [] })
  for (const [table, column] of [
    ['dataset', 'fieldwork'],
    ['weighting', 'result'],
    ['estimate', 'result'],
  ] as const) {
    const enough = new Error('enough')
    const change = at.db.transaction().execute(async (inside) => {
      await unguarded(inside)
      const { id } = await inside.selectFrom(table).select('id').executeTakeFirstOrThrow()
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = replace(${sql.ref(column)}, '1', '3')`.execute(
        inside,
      )
      expect(await checkFigures(inside)).toEqual({ checked: 3, wrong: [`${table} ${id}`] })
      throw enough
    })
    await expect(change).rejects.toBe(enough)
  }
})
