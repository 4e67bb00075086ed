import { expect, test } from 'vitest'
import { actOf } from '../../server/deps.ts'
import type { UnitResults } from '../../server/estimates/by-units.ts'
import { isFigure } from '../../server/report/cells.ts'
import type { Cell, DomainResult } from '../../server/report/report-input.ts'
import { importUnits } from '../../server/units/import-units.ts'
import { mergeFacts, type UnitFact } from '../../surveys/units/facts.ts'
import { SOC_TRANG } from '../../surveys/units/soc-trang.ts'
import { json } from '../world.ts'
import { etag, step } from './journey.ts'
import { answeredRound } from './published-round.ts'
import { visible, zipTexts } from './zip-text.ts'

const unit = (code: string, kind: string, more: Partial<UnitFact> = {}): UnitFact => ({
  ...{ code, kind, level: null, name: `Đơn vị ${code}`, validFrom: '2025-07-01', validTo: null },
  ...{ administrative: null, professional: null, area: null, replaces: [], reason: null, decisionNumber: null },
  ...more,
})
const REASON = { reason: 'Sắp xếp đơn vị hành chính', decisionNumber: '00/NQ (mô phỏng)' }
const commune = (code: string, name: string, replaces: string[]) =>
  unit(code, 'commune', { name, administrative: 'T-CT', replaces, ...REASON })
/** A school of the list as a unit that goes over to a commune of the city. */
const school = (code: string, district: string, to: string): UnitFact[] => [
  unit(code, 'school', { validFrom: '2016-01-01', administrative: district }),
  unit(code, 'school', { administrative: to }),
]
/** Invented: Kế Sách (schools S1 to S6) is divided, and only some of its schools are known; Mỹ Tú goes on as one. */
const LATER = [
  commune('X-1', 'Xã Một', ['H-KS']),
  commune('X-2', 'Xã Hai', ['H-KS']),
  commune('X-3', 'Xã Ba', ['H-MT']),
  ...school('S1', 'H-KS', 'X-1'),
  ...school('S2', 'H-KS', 'X-1'),
  ...school('S3', 'H-KS', 'X-3'),
]
type Reply = Readonly<{ own: string; days: string[]; results: UnitResults | null }>

async function told() {
  const at = await answeredRound(20)
  await at.db
    .transaction()
    .execute((db) => importUnits(db, actOf(at.deps, 'command'), mergeFacts(SOC_TRANG, LATER), 'don-vi.csv'))
  const ask = async (day?: string) => {
    const reply = await at.designer(`/api/rounds/${at.id}/estimates/units${day ? `?day=${day}` : ''}`)
    expect(reply.status).toBe(200)
    return (await reply.json()) as Reply
  }
  const kept = async () => {
    const reply = await at.designer(`/api/rounds/${at.id}/estimates`)
    return ((await reply.json()) as { estimate: { results: { domains: DomainResult[] } } }).estimate.results.domains
  }
  return { ...at, ask, kept }
}
const answers = (cell: Cell): number => (isFigure(cell) ? cell.n : 0)

test('a round of 2021 is told in its own districts, and on request in the communes of the city of 2025', async () => {
  const { ask, kept, designer, id } = await told()
  const offered = await ask()
  expect(offered).toEqual({ own: '2021-10-01', days: ['2025-07-01'], results: null })

  const own = (await ask('2021-10-01')).results
  const areas = (await kept()).filter(({ level, area }) => level === null && area !== null)
  expect(own?.units.map(({ name, from }) => [name, from])).toEqual([
    ['Huyện Kế Sách', ['Kế Sách']],
    ['Huyện Mỹ Tú', ['Mỹ Tú']],
  ])
  expect(own?.units.map(({ asked }) => asked)).toEqual(areas.map(({ asked }) => asked))
  expect([own?.left, own?.moved]).toEqual([[], []])

  const later = (await ask('2026-01-01')).results
  expect(later?.units.map(({ name, from, kind }) => [name, kind, from])).toEqual([
    ['Xã Ba', 'Xã', ['Kế Sách', 'Mỹ Tú']],
    ['Xã Một', 'Xã', ['Kế Sách']],
  ])
  expect(later?.left).toMatchObject([{ name: 'Kế Sách', because: 'several', into: ['Xã Hai', 'Xã Một'] }])
  expect(later?.moved).toEqual([{ code: 'S3', name: 'Trường thử 3', from: 'Kế Sách', to: 'Xã Ba' }])

  // Nobody is lost and nobody counted twice.
  const sum = (list: readonly { asked: { rate: Cell } }[]) =>
    list.reduce((all, { asked }) => all + answers(asked.rate), 0)
  const whole = (await kept()).find(({ level, area }) => level === null && area === null)
  expect(sum([...(later?.units ?? []), ...(later?.left ?? [])])).toBe(
    answers(whole?.asked.rate ?? { suppressed: 'not_asked' }),
  )
  expect(sum(later?.units ?? [])).toBeGreaterThan(0)

  // What is kept, and so what is printed and published by default, stays in the units of the round.
  expect((await kept()).filter(({ level, area }) => level === null && area !== null)).toEqual(areas)
  expect((await designer(`/api/rounds/${id}/estimates/units?day=2026-13-01`)).status).toBe(400)
}, 60_000)

test('the report tells them in an annex of its own when it is asked for, and says what it could not carry', async () => {
  const { designer, id } = await told()
  const docxOf = async (version: number) => {
    const list = (await (await designer(`/api/rounds/${id}/documents`)).json()) as {
      documents: { id: string; kind: string; version: number }[]
    }
    const found = list.documents.find((one) => one.kind === 'result' && one.version === version)
    const reply = await designer(`/api/documents/${found?.id}/file?format=docx`)
    return visible((await zipTexts(Buffer.from(await reply.arrayBuffer()))).get('word/document.xml') ?? '')
  }
  const wrong = json('POST', { unitsOn: '2026-02-30' }, await etag(designer, id))
  expect((await designer(`/api/rounds/${id}/report`, wrong)).status).toBe(400)
  await step(designer, id, 'report', { unitsOn: '2026-01-01' })
  const text = await docxOf(1)
  expect(text).toContain('KẾT QUẢ THEO ĐƠN VỊ HÀNH CHÍNH NGÀY 01 THÁNG 01 NĂM 2026')
  expect(text).toContain('Có 1 địa bàn không chuyển được và giữ tên cũ: Kế Sách.')
  for (const said of ['đã chia thành Xã Hai, Xã Một', 'Xã Ba', 'Có 1 trường nay thuộc địa bàn'])
    expect(text).toContain(said)
  await step(designer, id, 'report')
  expect(await docxOf(2)).not.toContain('THEO ĐƠN VỊ HÀNH CHÍNH NGÀY')
}, 60_000)

test('before anything is estimated there is nothing to tell in other units', async () => {
  const { designer, id, db } = await told()
  await db.updateTable('round').set({ state: 'closed' }).where('id', '=', id).execute()
  const reply = await designer(`/api/rounds/${id}/estimates/units?day=2026-01-01`)
  expect(reply.status).toBe(409)
  expect(((await reply.json()) as { code: string }).code).toBe('step_not_possible')
}, 60_000)
