import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { codeOf } from '../../server/slips/code.ts'
import { json, world } from '../world.ts'
import { fieldingRound } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

type Margins = {
  margins: { kind: string; value: string; answers: number; margin: number | null; empty: number }[]
  next: { kind: string; schools: { code: string; opens: boolean; few: boolean }[] } | null
}

async function open() {
  const at = await world()
  const { id, designer } = await fieldingRound(at)
  const units = await at.db.selectFrom('drawUnit').selectAll().execute()
  const code = new Map(units.map((unit) => [unit.id, unit.code]))
  const school = new Map(units.map((unit) => [unit.id, code.get(unit.parentId ?? '') ?? '']))
  const slips = await at.db.selectFrom('slip').selectAll().orderBy('id').execute()
  const schools = [...new Set(slips.map((slip) => school.get(slip.drawUnitId) ?? ''))].sort()
  const get = async <T>(rest: string) => (await (await designer(`/api/rounds/${id}/fieldwork${rest}`)).json()) as T
  /** The first `count` slips of a school answer. */
  const answer = (name: string, count: number) =>
    Promise.all(
      slips
        .filter((slip) => school.get(slip.drawUnitId) === name)
        .slice(0, count)
        .map(async (slip) => {
          const body = {
            id: sheetId(slips.indexOf(slip)),
            slip: codeOf(at.deps.keys, slip.id),
            form: `${slip.form}@2021.1`,
            language: 'vi',
            consent: '1',
            answers: answersBy(slip.form, randomFrom(slip.id)),
          }
          expect((await at.app.request('/api/responses', json('POST', body))).status).toBe(201)
        }),
    )
  return { ...at, id, designer, slips, schools, get, answer }
}

test('the monitor foretells a margin for each domain and names schools that bring none yet first', async () => {
  const { schools, answer, get } = await open()
  const before = await get<Margins>('/margins')
  expect(before.margins[0]).toMatchObject({ kind: 'all', answers: 0, margin: null })
  const [silent, ...others] = schools
  for (const name of others) await answer(name, 8)
  const after = await get<Margins>('/margins')
  expect(after.margins[0].answers).toBe(8 * others.length)
  expect(after.margins[0].margin).toBeGreaterThan(0)
  expect(new Set(after.margins.map(({ kind }) => kind))).toEqual(new Set(['all', 'level', 'area']))
  const named = after.next?.schools ?? []
  expect(named.length).toBeGreaterThan(0)
  const advised = named.findIndex(({ code }) => code === silent)
  if (advised >= 0) expect(named[advised].few).toBe(true)
  expect(JSON.stringify(after)).not.toContain('used')
})

test('response rates follow AAPOR, and a class is shown from five sheets up and a day late', async () => {
  const { schools, answer, get, slips, advance, as, id } = await open()
  await answer(schools[0], 12)
  const field = await get<{ rates: { rr1: number; rr3: number; coop1: number }; rows: { expected: number }[] }>('')
  expect(field.rates.rr1).toBeCloseTo(12 / slips.length, 12)
  expect(field.rates.coop1).toBe(1)
  expect(field.rows.reduce((sum, { expected }) => sum + expected, 0)).toBeGreaterThan(0)
  expect((await get<{ classes: object[] }>('/classes')).classes).toEqual([])
  advance(24 * 3_600_000)
  const later = await as('analyst')
  const seen = (await (await later(`/api/rounds/${id}/fieldwork/classes`)).json()) as {
    classes: { received: number }[]
  }
  const received = seen.classes.map((one) => one.received)
  expect(received.length).toBeGreaterThan(0)
  expect(Math.min(...received)).toBeGreaterThanOrEqual(5)
  expect(received.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(12)
})

test('the list for reminders holds the slow schools and no small count', async () => {
  const { schools, answer, designer, id } = await open()
  await answer(schools[0], 2)
  await answer(schools[1], 14)
  const reply = await designer(`/api/rounds/${id}/fieldwork/reminders.csv`)
  expect(reply.headers.get('content-type')).toContain('text/csv')
  const lines = (await reply.text()).trim().split('\n')
  expect(lines[0]).toContain('ma_truong,ten_truong')
  expect(lines.find((line) => line.startsWith(`${schools[0]},`))).toContain('dưới 5,')
  expect(lines.some((line) => line.startsWith(`${schools[1]},`))).toBe(false)
})

test('a coordinator sees the counts of the own schools and nothing else of the round', async () => {
  const { as, db, id, schools, answer } = await open()
  await answer(schools[0], 6)
  const coordinator = await as('coordinator')
  const own = async () =>
    (await (await coordinator(`/api/rounds/${id}/fieldwork/own`)).json()) as {
      schools: { code: string; used: number }[]
    }
  expect(await own()).toEqual({ schools: [] })
  const unit = {
    id: 'u1',
    kind: 'school',
    code: schools[0],
    name: 'x',
    level: null,
    validFrom: '2020-01-01',
    validTo: null,
  }
  await db.insertInto('unit').values(unit).execute()
  await db.updateTable('account').set({ unitId: 'u1' }).where('role', '=', 'coordinator').execute()
  expect((await own()).schools).toMatchObject([{ code: schools[0], used: 6 }])
  for (const rest of ['', '/integrity', '/margins', '/classes', '/reminders.csv'])
    expect((await coordinator(`/api/rounds/${id}/fieldwork${rest}`)).status).toBe(403)
})
