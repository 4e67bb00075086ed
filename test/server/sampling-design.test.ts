import { expect, test } from 'vitest'
import { allocate, roundAllocation } from '../../analysis/plan/allocation.ts'
import { clusterEffect, mixedEffect } from '../../analysis/plan/cluster-effect.ts'
import { forecast } from '../../analysis/plan/precision.ts'
import { FIRST_PLAN, type SamplingPlan } from '../../server/plan/plan.ts'
import { FIRST_ASSUMPTIONS } from '../../server/sample/design.ts'
import type { DesignForecast } from '../../server/sample/forecast-design.ts'
import { json } from '../world.ts'
import { etag, FRAME } from './journey.ts'
import { draftingRound } from './sampling-round.ts'

const TABLE = {
  'mn|Kế Sách': { schools: 2, classes: 2, pupils: 10 },
  'mn|Mỹ Tú': { schools: 3, classes: 1, pupils: 20 },
  'th|Kế Sách': { schools: 2, classes: 3, pupils: 10 },
  'th|Mỹ Tú': { schools: 2, classes: 2, pupils: 15 },
}
const PLAN: SamplingPlan = { ...FIRST_PLAN, reserves: 1, table: TABLE }
const COSTS = { ...FIRST_ASSUMPTIONS, schoolCost: 200_000, classCost: 30_000, slipCost: 4_000, fixedCost: 1_000_000 }

test('the forecast of a table is what the analysis gives when it is called directly', async () => {
  const { forecastOf } = await draftingRound()
  const shown = await forecastOf({ plan: PLAN, assumptions: COSTS })
  expect(shown.strata.map(({ line, schools }) => [line, schools])).toEqual([
    ['mn|Kế Sách', 2],
    ['mn|Mỹ Tú', 3],
    ['th|Kế Sách', 2],
    ['th|Mỹ Tú', 2],
  ])
  const planned = shown.strata.map(({ name, schools, population, pupils, classes, slips }) => ({
    name,
    schools,
    population,
    pupils,
    answers: slips * COSTS.responseRate,
    effect: clusterEffect(classes / schools, (slips * COSTS.responseRate) / classes, {
      betweenSchools: COSTS.betweenSchools,
      betweenClasses: COSTS.betweenClasses,
    }),
  }))
  for (const [column, value, members] of [
    [null, '', planned],
    ['level', 'mn', planned.slice(0, 2)],
    ['level', 'th', planned.slice(2)],
    ['area', 'Mỹ Tú', [planned[1], planned[3]]],
  ] as const) {
    const direct = forecast(members, { rate: COSTS.rate, target: 0.9, designEffect: mixedEffect(members) })
    const row = shown.domains.find((domain) => domain.column === column && domain.value === value)
    expect(row).toMatchObject({
      schools: direct.schools,
      answers: direct.answers,
      df: direct.df,
      margin: direct.margin,
      provableRate: direct.provableRate,
      lonely: direct.lonely.length,
    })
  }
  expect(shown.domains).toHaveLength(5)
})

test('public and private schools can be strata of their own, as the list says and with what it does not say apart', async () => {
  const kinds = ['public', 'private', undefined] as const
  const { forecastOf, db } = await draftingRound(
    FRAME.map((row, place) => {
      const ownership = kinds[Math.floor(place / 2) % 3]
      return ownership ? { ...row, ownership } : row
    }),
  )
  const plan: SamplingPlan = { ...FIRST_PLAN, strata: ['level', 'ownership'], schoolsPerStratum: 2 }
  const { strata, domains } = await forecastOf({ plan, assumptions: COSTS })
  const said = strata.map(({ values, population }) => [values.join(), population])
  expect(said.sort()).toEqual(
    ['mn', 'th'].flatMap((level) => ['private', 'public', 'unknown'].map((kind) => [`${level},${kind}`, 2])),
  )
  expect(domains.filter(({ column }) => column === 'ownership').map(({ value }) => value)).toEqual([
    'private',
    'public',
    'unknown',
  ])
  const wrong = db.updateTable('frameRow').set({ ownership: 'state' } as never)
  await expect(wrong.execute()).rejects.toThrow()
})

test('pupils of a stratum are those of the frame, and the cost adds up from whole counts', async () => {
  const { forecastOf } = await draftingRound()
  const { strata, totals } = await forecastOf({ plan: PLAN, assumptions: COSTS })
  for (const { values, pupils, population } of strata) {
    const own = FRAME.filter(({ level, area }) => level === values[0] && area === values[1])
    expect(population).toBe(own.length)
    expect(pupils).toBe(own.reduce((sum, row) => sum + row.pupils, 0))
  }
  // A second path: nothing but the shown counts and the prices.
  let cost = 1_000_000
  for (const { schools, classes, slips } of strata) cost += schools * 200_000 + classes * 30_000 + slips * 4_000
  expect(totals.cost).toBe(cost)
  expect(totals.schools).toBe(9)
  expect(totals.classes).toBe(2 * 2 + 3 * 1 + 2 * 3 + 2 * 2)
  expect(totals.slips).toBe(2 * 2 * 10 + 3 * 20 + 6 * 10 + 4 * 15)
})

test('a cell that asks for more narrows the margin of its domains and of no other', async () => {
  const { forecastOf } = await draftingRound()
  const before = await forecastOf({ plan: PLAN, assumptions: COSTS })
  const more = { ...PLAN, table: { ...TABLE, 'mn|Kế Sách': { schools: 3, classes: 2, pupils: 10 } } }
  const after = await forecastOf({ plan: more, assumptions: COSTS })
  const margin = (of: DesignForecast, value: string) => of.domains.find((domain) => domain.value === value)?.margin ?? 0
  for (const value of ['', 'mn', 'Kế Sách']) expect(margin(after, value)).toBeLessThan(margin(before, value))
  for (const value of ['th', 'Mỹ Tú']) expect(margin(after, value)).toBe(margin(before, value))
})

test('an allocation by a rule is what the analysis gives, and never more than there is', async () => {
  const { call, forecastOf } = await draftingRound()
  const { strata } = await forecastOf({ plan: PLAN, assumptions: COSTS })
  const population = strata.map((stratum) => stratum.population)
  for (const rule of ['equal', 'proportional', 'neyman'] as const) {
    const { table } = (await (
      await call('designs/allocate', { plan: PLAN, assumptions: COSTS, allocation: { rule, schools: 10 } })
    ).json()) as { table: typeof TABLE }
    const sd = Math.sqrt(COSTS.rate * (1 - COSTS.rate))
    const { real } = allocate(
      strata.map(({ name, pupils }) => ({ name, population: pupils, sd })),
      10,
      { rule },
    )
    expect(Object.values(table).map(({ schools }) => schools)).toEqual(roundAllocation(real, population, 10))
    expect(Object.values(table).map(({ pupils }) => pupils)).toEqual([10, 20, 10, 15])
  }
})

test('the joint allocation keeps its budget, and the cheapest one reaches the margins that were asked', async () => {
  const { call, forecastOf } = await draftingRound()
  const plan = { ...PLAN, table: TABLE }
  const allocated = async (allocation: unknown, of = plan) => {
    const reply = await call('designs/allocate', { plan: of, assumptions: COSTS, allocation })
    return { status: reply.status, body: (await reply.json()) as { table: typeof TABLE; errors?: { code: string }[] } }
  }
  const budget = 6_000_000
  const within = await allocated({ rule: 'joint_budget', budget, margins: { all: 0.03, level: 0.05 } })
  const { totals } = await forecastOf({ plan: { ...plan, table: within.body.table }, assumptions: COSTS })
  expect(totals.cost).toBeLessThanOrEqual(budget * 1.02)
  expect(totals.cost).toBeGreaterThan(budget * 0.85)
  const never = await allocated({ rule: 'joint_margins', margins: { all: 0.002 } })
  expect(never.status).toBe(200)
  expect(Object.values(never.body.table).map(({ schools }) => schools)).toEqual([3, 3, 3, 3])
  const poor = await allocated({ rule: 'joint_budget', budget: 1_000_001, margins: { all: 0.03 } })
  expect(poor.status).toBe(422)
  expect(poor.body.errors?.[0]?.code).toBe('allocation_infeasible')
})

test('three plans stand side by side, one is chosen, and the round is drawn by it', async () => {
  const { call, id, designer, view, step, advance } = await draftingRound()
  const small = { ...PLAN, table: { ...TABLE, 'th|Kế Sách': { schools: 2, classes: 1, pupils: 5 } } }
  const names = ['Tối thiểu', 'Vừa', 'Nhiều trường']
  const ids: string[] = []
  for (const [at, plan] of [
    small,
    PLAN,
    { ...PLAN, strata: ['level'], table: { mn: TABLE['mn|Kế Sách'], th: TABLE['th|Mỹ Tú'] } },
  ].entries()) {
    const reply = await call('designs', { name: names[at], plan, assumptions: COSTS })
    expect(reply.status).toBe(201)
    advance(60_000)
    ids.push(((await reply.json()) as { id: string }).id)
  }
  expect((await call('designs', { name: 'vừa', plan: PLAN, assumptions: COSTS })).status).toBe(422)
  const before = await view()
  expect(before.designs.map(({ name, inUse }) => [name, inUse])).toEqual(names.map((name) => [name, false]))
  expect(before.designs[0].totals?.slips).toBeLessThan(before.designs[1].totals?.slips ?? 0)
  await step(`designs/${ids[1]}/choose`)
  expect((await view()).designs.map(({ inUse }) => inUse)).toEqual([false, true, false])
  await step('submit')
  await step('approve', { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' })
  await step('sample', { seed: 'one' })
  const { draw } = (await (await designer(`/api/rounds/${id}/sample`)).json()) as {
    draw: {
      strata: { name: string; sampled: number }[]
      schools: { stratum: string; reserve: boolean; classes: { numbers: number[] }[] }[]
    }
  }
  expect(draw.strata.map(({ name, sampled }) => [name, sampled])).toEqual(
    Object.entries(TABLE).map(([name, { schools }]) => [name, schools]),
  )
  for (const { stratum, classes } of draw.schools) {
    const asked = TABLE[stratum as keyof typeof TABLE]
    expect(classes).toHaveLength(asked.classes)
    expect(classes.every(({ numbers }) => numbers.length <= asked.pupils)).toBe(true)
  }
  const check = await designer(`/api/rounds/${id}/sample/check`)
  expect(await check.json()).toEqual({ same: true })
  expect((await call('designs', { name: 'Sau', plan: PLAN, assumptions: COSTS })).status).toBe(409)
})

test('a plan that does not fit the frame is not chosen, and each place is named', async () => {
  const { call, id, designer, view } = await draftingRound()
  const { 'th|Mỹ Tú': _, ...table } = TABLE
  const plan = {
    ...PLAN,
    table: { ...table, 'thpt|Kế Sách': TABLE['mn|Mỹ Tú'], 'mn|Mỹ Tú': { schools: 4, classes: 1, pupils: 20 } },
    excluded: [{ code: 'S99', reason: 'Đã giải thể' }],
    takeAll: [{ code: 'S99', reason: 'Trường điểm' }],
  }
  const { id: made } = (await (await call('designs', { name: 'Sai', plan, assumptions: COSTS })).json()) as {
    id: string
  }
  const before = await view()
  const reply = await designer(`/api/rounds/${id}/designs/${made}/choose`, json('POST', {}, await etag(designer, id)))
  expect(reply.status).toBe(422)
  const { errors } = (await reply.json()) as { errors: { code: string; detail: { name: string } }[] }
  expect(errors.map(({ code, detail }) => `${code} ${detail.name}`)).toEqual([
    'line_without_stratum thpt|Kế Sách',
    'more_than_there_are mn|Mỹ Tú',
    'stratum_without_line th|Mỹ Tú',
    'school_unknown S99',
    'school_unknown S99',
    'taken_and_excluded S99',
  ])
  expect(await view()).toEqual(before)
})

test('of two people who change one plan, the second is told and the first change stays', async () => {
  const { call, id, designer, view } = await draftingRound()
  const { id: made } = (await (await call('designs', { name: 'A', plan: PLAN, assumptions: COSTS })).json()) as {
    id: string
  }
  const put = (name: string) =>
    designer(
      `/api/rounds/${id}/designs/${made}`,
      json('PUT', { name, plan: PLAN, assumptions: COSTS }, { 'if-match': '"1"' }),
    )
  const replies = await Promise.all([put('B'), put('C')])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
  expect((await view()).designs).toMatchObject([{ name: replies[0].status === 200 ? 'B' : 'C', version: 2 }])
  const drop = (version: number) =>
    designer(`/api/rounds/${id}/designs/${made}`, { method: 'DELETE', headers: { 'if-match': `"${version}"` } })
  expect((await drop(1)).status).toBe(412)
  expect((await drop(2)).status).toBe(200)
  expect((await view()).designs).toEqual([])
})

test('schools that are always taken and schools that are left out keep their places in the draw', async () => {
  const { call, step, designer, id, forecastOf } = await draftingRound()
  const plan: SamplingPlan = {
    ...PLAN,
    table: { ...TABLE, 'mn|Mỹ Tú': { schools: 1, classes: 1, pupils: 20 } },
    takeAll: [{ code: 'S1', reason: 'Trường trọng điểm của huyện' }],
    excluded: [{ code: 'S12', reason: 'Đang sửa chữa lớn, học sinh học nhờ nơi khác' }],
  }
  const shown = await forecastOf({ plan, assumptions: COSTS })
  expect(shown.strata.map(({ line, takeAll, population, schools }) => [line, takeAll, population, schools])).toEqual([
    ['mn|Kế Sách', true, 1, 1],
    ['mn|Kế Sách', false, 2, 2],
    ['mn|Mỹ Tú', false, 3, 1],
    ['th|Kế Sách', false, 3, 2],
    ['th|Mỹ Tú', false, 2, 2],
  ])
  expect(shown.totals.lonely).toBe(1)
  const { id: made } = (await (await call('designs', { name: 'A', plan, assumptions: COSTS })).json()) as { id: string }
  await step(`designs/${made}/choose`)
  await step('submit')
  await step('approve', { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' })
  for (const seed of ['one', 'two', 'three']) {
    await step('sample', { seed })
    const { draw } = (await (await designer(`/api/rounds/${id}/sample`)).json()) as {
      draw: { schools: { code: string; certainty: boolean; reserve: boolean }[] }
    }
    expect(draw.schools.find(({ code }) => code === 'S1')).toMatchObject({ certainty: true, reserve: false })
    expect(draw.schools.some(({ code }) => code === 'S12')).toBe(false)
    expect(await (await designer(`/api/rounds/${id}/sample/check`)).json()).toEqual({ same: true })
  }
})

test('what is no plan is refused with its place before anything is computed', async () => {
  const { call } = await draftingRound()
  for (const [wrong, pointer] of [
    [{ plan: { ...PLAN, strata: ['level', 'level'] } }, '/plan/strata'],
    [
      { plan: { ...PLAN, table: { 'mn|Kế Sách': { schools: 0, classes: 1, pupils: 1 } } } },
      '/plan/table/mn|Kế Sách/schools',
    ],
    [{ plan: { ...PLAN, excluded: [{ code: 'S1', reason: ' ' }] } }, '/plan/excluded/0/reason'],
    [
      {
        plan: {
          ...PLAN,
          takeAll: [
            { code: 'S1', reason: 'a' },
            { code: 'S1', reason: 'b' },
          ],
        },
      },
      '/plan/takeAll',
    ],
    [{ assumptions: { ...COSTS, rate: 1 } }, '/assumptions/rate'],
    [{ assumptions: { ...COSTS, slipCost: 0.5 } }, '/assumptions/slipCost'],
  ] as const) {
    const reply = await call('designs/forecast', { plan: PLAN, assumptions: COSTS, ...wrong })
    expect(reply.status).toBe(400)
    expect(((await reply.json()) as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(
      pointer,
    )
  }
})
