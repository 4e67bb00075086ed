import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../../server/audit.ts'
import { COMMANDS } from '../../server/command/commands.ts'
import { answersOf, makePopulation } from '../../server/demo/population.ts'
import { makeProvince } from '../../server/demo/province.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { writeDemonstrationKey } from '../../server/keys.ts'
import { codeOf } from '../../server/slips/code.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { json, world } from '../world.ts'
import { etag, ROUND, step } from './journey.ts'
import { xlsxWorker } from './reading-workers.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
let tableWorker = ''
beforeAll(async () => {
  tableWorker = await xlsxWorker()
})

/** The command writes every document of the round in both forms; what has not changed keeps its version. */
async function allDocuments(at: Awaited<ReturnType<typeof world>>, id: string): Promise<void> {
  await writeDemonstrationKey(at.dataDir, 'chain')
  const run = async () => {
    const said: string[] = []
    const io = { out: (text: string) => said.push(text), err: () => {}, config: at.deps.config, terminal: false }
    await (await COMMANDS.report()).run(['--round', id, '--out', join(at.dataDir, 'out')], io)
    return JSON.parse(said[0] ?? '') as {
      version: number
      documents: { kind: string; version: number; file: string; pdf: string; hash: string }[]
      annexes: string[]
    }
  }
  const written = await run()
  expect(written.documents.map(({ kind }) => kind)).toEqual(['submission', 'plan', 'distribution', 'result'])
  for (const { file, pdf, hash } of written.documents) {
    expect(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(hash)
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-')
  }
  expect(written.annexes.length).toBeGreaterThan(0)
  for (const form of written.annexes) expect((await readFile(form)).subarray(0, 5).toString()).toBe('%PDF-')
  const again = await run()
  expect(again.documents.map(({ version }) => version)).toEqual([1, 1, 1, written.version + 1])
  expect(again.documents.map(({ hash }) => hash)).toEqual(written.documents.map(({ hash }) => hash))
}

test('from a school list in a workbook to a report: the whole road over HTTP', async () => {
  const at = await world({ tableWorker })
  const who = await at.as('designer')
  const province = makeProvince({ seed: 'chain', schools: 60 })
  const workbook = await provinceWorkbook(province)
  const { id } = (await (await who('/api/rounds', json('POST', ROUND))).json()) as { id: string }

  const upload = (query: string, headers: Record<string, string>) =>
    who(`/api/rounds/${id}/frame${query}`, {
      method: 'POST',
      headers: { 'content-type': XLSX, 'x-file-name': encodeURIComponent('khung mẫu.xlsx'), ...headers },
      body: workbook as BodyInit,
    })
  const dry = (await (await upload('?dryRun=1', {})).json()) as {
    imported: boolean
    rows: number
    pupils: number
    synthetic: boolean
  }
  expect(dry).toMatchObject({ imported: false, rows: province.schools.length, synthetic: true })
  expect(((await (await who(`/api/rounds/${id}/frame`)).json()) as { frame: unknown }).frame).toBeNull()
  expect((await upload('', await etag(who, id))).status).toBe(200)

  const { name, hotline, target, opensOn, closesOn } = ROUND
  const plan = { strata: ['level', 'area'], schoolsPerStratum: 2, classesPerSchool: 2, pupilsPerClass: 8, reserves: 1 }
  const change = { name, hotline, target, opensOn, closesOn, exclusionRules: ['Phiếu trống không được tính.'], plan }
  expect((await who(`/api/rounds/${id}/plan`, json('PUT', change, await etag(who, id)))).status).toBe(200)
  await step(who, id, 'submit')
  await step(who, id, 'approve', { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' })
  await step(who, id, 'sample', { seed: 'chain' })
  await step(who, id, 'slips')
  await step(who, id, 'slips/print')
  await step(who, id, 'slips/issue')
  await step(who, id, 'open')

  const population = makePopulation(
    province,
    Object.values(FORMS).filter(({ form }) => form === 'ph-mn' || form === 'ph-th'),
    'chain',
  )
  const units = await at.db.selectFrom('drawUnit').selectAll().where('stage', '=', 2).where('reserve', '=', 0).execute()
  let sent = 0
  for (const unit of units) {
    const slips = await at.db.selectFrom('slip').selectAll().where('drawUnitId', '=', unit.id).execute()
    for (const [place, slip] of slips.entries()) {
      const instrument = FORMS[slip.form]
      const school = unit.code.slice(0, -unit.name.length - 1)
      const answers = answersOf(population, instrument, { school, class: unit.name, number: place + 1 })
      if (answers === null) continue
      const sheet = {
        id: `10000000-0000-4000-8000-${String(sent++).padStart(12, '0')}`,
        slip: codeOf(at.deps.keys, slip.id),
        form: `${slip.form}@2021.1`,
        language: 'vi',
        consent: '1',
        answers,
      }
      const reply = await at.app.request('/api/responses', json('POST', sheet))
      expect([201, 429]).toContain(reply.status)
      if (reply.status === 429) {
        at.advance(120_000)
        expect((await at.app.request('/api/responses', json('POST', sheet))).status).toBe(201)
      }
    }
  }
  const field = (await (await who(`/api/rounds/${id}/fieldwork`)).json()) as {
    used: number
    rows: { printed: number; issued: number; spoiled: number; returned: number; reserve: number }[]
  }
  expect(field.used).toBe(sent)
  for (const row of field.rows) expect(row.printed).toBe(row.issued + row.spoiled + row.returned + row.reserve)

  await step(who, id, 'close')
  await step(who, id, 'freeze')
  const { dataset } = (await (await who(`/api/rounds/${id}/dataset`)).json()) as {
    dataset: { hash: string; rowCount: number }
  }
  const csv = Buffer.from(await (await who(`/api/rounds/${id}/dataset/rows.csv`)).arrayBuffer())
  expect(createHash('sha256').update(csv).digest('hex')).toBe(dataset.hash)
  expect(csv.toString().trim().split('\n')).toHaveLength(dataset.rowCount + 1)

  await step(who, id, 'weigh')
  const { weighting } = (await (await who(`/api/rounds/${id}/weights`)).json()) as {
    weighting: { checks: { sum: number }; steps: { out: { sum: number } }[] }
  }
  const pupils = province.schools
    .filter(({ level }) => level === 'mn' || level === 'th')
    .reduce((sum, school) => sum + school.pupils, 0)
  // PPS on pupils with equal takes is nearly self-weighting: the weights stand for the pupils of the frame.
  expect(weighting.checks.sum / pupils).toBeGreaterThan(0.85)
  expect(weighting.checks.sum / pupils).toBeLessThan(1.15)

  await step(who, id, 'estimate')
  const { estimate } = (await (await who(`/api/rounds/${id}/estimates`)).json()) as {
    estimate: {
      datasetHash: string
      results: {
        domains: {
          level: string | null
          area: string | null
          computed: { rate: { value: number; low: number; high: number; se: number }; verdict: string }
        }[]
      }
    }
  }
  expect(estimate.datasetHash).toBe(dataset.hash)
  const whole = estimate.results.domains.find(({ level, area }) => level === null && area === null)
  expect(whole?.computed.rate.low).toBeLessThan(whole?.computed.rate.value ?? 0)
  expect(['met', 'inconclusive', 'missed']).toContain(whole?.computed.verdict)
  expect(JSON.stringify(estimate)).not.toMatch(/NaN|Infinity/)

  await step(who, id, 'report')
  const { documents } = (await (await who(`/api/rounds/${id}/documents`)).json()) as {
    documents: { id: string; contentHash: string }[]
  }
  const file = Buffer.from(await (await who(`/api/documents/${documents[0].id}/file`)).arrayBuffer())
  expect(file.subarray(0, 2).toString()).toBe('PK')
  expect(createHash('sha256').update(file).digest('hex')).toBe(documents[0].contentHash)
  expect(await verifyAudit(at.db)).toMatchObject({ ok: true })
  for (const table of ['dataset', 'weighting', 'estimate', 'auditEntry'] as const)
    await expect(at.db.deleteFrom(table).execute(), table).rejects.toThrow(/never changed/)

  const view = (await (await who(`/api/rounds/${id}`)).json()) as {
    state: string
    steps: { id: string; state: string }[]
  }
  expect(view.state).toBe('reported')
  const steps = view.steps.map((one) => one.state === (one.id === 'publication' ? 'current' : 'done'))
  expect(steps.every(Boolean)).toBe(true)
  await allDocuments(at, id)
}, 120_000)

test('a school list with faults names each cell, and nothing of it is taken over', async () => {
  const at = await world({ tableWorker })
  const who = await at.as('designer')
  const { id } = (await (await who('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const head = 'Mã trường,Tên trường,Cấp học,Huyện,Xã,Số lớp,Khối 1,Khối 2,Khối 3,Khối 4,Khối 5,Tỷ lệ học sinh Khmer'
  const good = 'T1,Trường 1,Tiểu học,Kế Sách,An Lạc,5,10,10,10,10,10,"0,3"'
  const send = async (text: string, headers: Record<string, string> = {}) => {
    const reply = await who(`/api/rounds/${id}/frame`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...(await etag(who, id)), ...headers },
      body: text,
    })
    return {
      status: reply.status,
      said: (await reply.json()) as {
        code?: string
        errors?: { pointer: string; code: string; detail?: { row?: number; column?: string } }[]
      },
    }
  }
  const missing = await send(`${head.replace('Số lớp,', '')}\n${good.replace('5,10', '10')}`)
  expect(missing).toMatchObject({ status: 422, said: { code: 'frame_invalid' } })
  expect(
    missing.said.errors?.some(({ code, detail }) => code === 'column_missing' && detail?.column === 'Số lớp'),
  ).toBe(true)
  const twice = await send(`${head}\n${good}\n${good}`)
  expect(twice.said.errors?.[0].detail?.row).toBe(3)
  const negative = await send(
    `${head}\n${good}\n${good.replace('T1', 'T2').replace('10,10,10,10,10', '10,-1,10,10,10')}`,
  )
  expect(negative.said.errors?.[0]).toMatchObject({ code: 'negative', detail: { row: 3, column: 'Khối 2' } })
  expect(((await (await who(`/api/rounds/${id}/frame`)).json()) as { frame: unknown }).frame).toBeNull()
  expect(await at.db.selectFrom('frameRow').selectAll().execute()).toEqual([])
})
