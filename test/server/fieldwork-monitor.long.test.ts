import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { codeOf } from '../../server/slips/code.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'
import { drawnRound, TWO_OF_THREE } from './sampling-round.ts'

type Margins = {
  margins: { kind: string; value: string; answers: number; margin: number | null; empty: number }[]
  next: { kind: string; schools: { code: string; opens: boolean; few: boolean }[] } | null
}

async function open() {
  const at = await world({ beginning: FIELDING })
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

// Cases I04 and I05.
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

test('a refusal lowers the rates of its domain, is no refusal once its slip is answered, and partial sheets are told apart', async () => {
  const { app, deps, schools, answer, get, slips } = await open()
  type Field = {
    declined: number
    refused: number
    rates: { rr1: number; rr2: number; ref1: number; coop1: number; outcomes: Record<string, number> }
    rows: { refused: number }[]
    modes: { mode: string; handedBy: string; count: number }[]
  }
  await answer(schools[0], 10)
  const code = (place: number) => codeOf(deps.keys, slips[place].id)
  const say = (slip: string, form: string) => app.request('/api/declines', json('POST', { form, slip }))
  const unused = (await get<Field>('')).rates.outcomes
  expect(unused).toMatchObject({ complete: 10, refusal: 0, notEligible: 0 })
  const free = slips.findIndex((slip) => slip.form === 'ph-th')
  const send = (place: number, answers: object) =>
    app.request(
      '/api/responses',
      json('POST', {
        id: sheetId(9_000 + place),
        slip: code(place),
        form: `${slips[place].form}@2021.1`,
        language: 'vi',
        consent: '1',
        answers,
      }),
    )
  const others = slips.flatMap((slip, place) => (slip.form === 'ph-th' && place !== free ? [place] : []))
  for (const place of [others.at(-1) ?? 0, others.at(-2) ?? 0, others.at(-3) ?? 0])
    expect((await say(code(place), 'ph-th')).status).toBe(204)
  let field = await get<Field>('')
  expect(field).toMatchObject({ declined: 3, refused: 3 })
  expect(field.rates.ref1).toBeCloseTo(3 / slips.length, 12)
  expect(field.rates.coop1).toBeCloseTo(10 / 13, 12)
  expect(field.rows.reduce((sum, row) => sum + row.refused, 0)).toBe(3)
  // One of them answers after all; another sheet comes with little more than half of its questions, a third with three.
  const whole = answersBy('ph-th', randomFrom('whole'))
  const judged = Object.keys(whole).filter((id) => /^[A-E]\d/.test(id))
  const some = (count: number) => Object.fromEntries(judged.slice(0, count).map((id) => [id, whole[id]]))
  expect((await send(others.at(-1) ?? 0, whole)).status).toBe(201)
  expect((await send(others.at(-4) ?? 0, some(Math.round(judged.length * 0.65)))).status).toBe(201)
  expect((await send(others.at(-5) ?? 0, some(3))).status).toBe(201)
  field = await get<Field>('')
  expect(field).toMatchObject({ declined: 3, refused: 2 })
  expect(field.rates.outcomes).toMatchObject({ complete: 11, partial: 1, refusal: 3 })
  expect(field.rates.rr2 - field.rates.rr1).toBeCloseTo(1 / slips.length, 12)
  expect(field.modes.reduce((sum, { count }) => sum + count, 0)).toBe(13)
  expect(field.modes.every(({ mode }) => mode === 'slip')).toBe(true)
})

test('margins rest on the chosen plan of the sample, and say so; on first assumptions only where nobody chose one', async () => {
  const first = await open()
  const { assumed } = await first.get<{ assumed: { design: string | null; rate: number } }>('/margins')
  expect(assumed).toMatchObject({ design: null, rate: 0.92 })
  const at = await drawnRound('fielding')
  type Told = { assumed: { design: string; rho: number }; margins: { kind: string; planned: number | null }[] }
  const told = (await (await at.designer(`/api/rounds/${at.id}/fieldwork/margins`)).json()) as Told
  expect(told.assumed.design).toBe('Hai trường mỗi tầng')
  const { domains } = await at.forecastOf(TWO_OF_THREE)
  expect(told.margins[0]).toMatchObject({ kind: 'all', planned: domains.find(({ column }) => column === null)?.margin })
  const changed = { ...TWO_OF_THREE.assumptions, betweenSchools: 0.1, responseRate: 0.5 }
  await at.db
    .updateTable('samplingDesign')
    .set({ assumptions: JSON.stringify(changed) })
    .execute()
  const again = (await (await at.designer(`/api/rounds/${at.id}/fieldwork/margins`)).json()) as Told
  expect(again.assumed.rho).toBeCloseTo(told.assumed.rho + 0.07, 12)
  const field = (await (await at.designer(`/api/rounds/${at.id}/fieldwork`)).json()) as {
    expectedFrom: string
    rows: { drawn: number; expected: number }[]
  }
  expect(field.expectedFrom).toBe('Hai trường mỗi tầng')
  for (const { drawn, expected } of field.rows) expect(expected).toBe(Math.round(drawn / 2))
})

// Case I05.
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
  const own = async (call = coordinator) =>
    (await (await call(`/api/rounds/${id}/fieldwork/own`)).json()) as {
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
  const atSchool = await as('coordinator', { unitId: 'u1', email: 'truong@example.vn' })
  expect((await own(atSchool)).schools).toMatchObject([{ code: schools[0], used: 6 }])
  for (const rest of ['', '/integrity', '/margins', '/classes', '/reminders.csv'])
    expect((await coordinator(`/api/rounds/${id}/fieldwork${rest}`)).status).toBe(403)
})
