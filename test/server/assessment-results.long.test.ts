import { expect, test } from 'vitest'
import type { Profile, Results } from '../../client/staff/index-results/api.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'
import { json, world } from '../world.ts'

type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>
const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T

/** What a school with nothing to be ashamed of enters; what may not arise did not. */
function fullFacts(): Map<string, unknown> {
  return new Map(
    componentsOf(units2021).map(({ id, rule, mayNotArise }) => [
      id,
      mayNotArise
        ? { kind: 'nothing_arose' }
        : rule.kind === 'yes_no'
          ? { kind: 'met', met: true }
          : rule.kind === 'on_time'
            ? { kind: 'day', day: rule.due }
            : rule.kind === 'ratio'
              ? { kind: 'ratio', numerator: 10, denominator: 10 }
              : rule.kind === 'steps' && rule.denominator
                ? { kind: 'ratio', numerator: 9, denominator: 9 }
                : { kind: 'number', value: 0 },
    ]),
  )
}

/** The units' card of 2021 with schools: one published high, one published low, one still scoring, and a fourth school without a year. */
async function province() {
  const at = await world({ now: '2021-12-01T02:00:00Z' })
  for (const id of ['u1', 'u2', 'u3', 'u9'])
    await at.db
      .insertInto('unit')
      .values({
        ...{ id, kind: 'school', code: id, name: id === 'u1' ? '=Trường u1' : `Trường ${id}`, level: null },
        ...{ validFrom: '2000-01-01', validTo: null },
      })
      .execute()
  const [designer, director, appraiser] = [await at.as('designer'), await at.as('director'), await at.as('appraiser')]
  const card = async (from: string, body: unknown, change?: (definition: typeof units2021) => unknown) => {
    const { id, definition } = await read<{ id: string; definition: typeof units2021 }>(
      designer(`/api/criteria/${from}/draft`, json('POST', body)),
    )
    if (change)
      await designer(`/api/criteria/${id}`, json('PUT', { definition: change(definition) }, { 'if-match': '"1"' }))
    const lock = change ? '"2"' : '"1"'
    const reply = await director(
      `/api/criteria/${id}/publish`,
      json('POST', { decision: 'QĐ 1' }, { 'if-match': lock }),
    )
    expect(reply.status, await reply.clone().text()).toBe(200)
    return id
  }
  const open = async (criteriaSetId: string, unitIds: string[], year: number) =>
    read<{ ids: string[] }>(
      designer(
        '/api/assessments',
        json('POST', { criteriaSetId, unitIds, scoreDueOn: `${year}-12-10`, explainDueOn: `${year}-12-20` }),
      ),
    )
  const enter = async (assessmentId: string, facts: Map<string, unknown>) => {
    for (const [componentId, fact] of facts)
      await at.db
        .insertInto('assessmentEntry')
        .values({
          ...{ assessmentId, componentId, stage: 'self', fact: JSON.stringify(fact), note: '', asked: 0 },
          ...{ writtenBy: 'unit', writtenAt: '2021-12-01' },
        })
        .execute()
  }
  const step = async (id: string, who: Caller, path: string, value: unknown = {}, method = 'POST') => {
    const { lockVersion } = await read<{ lockVersion: number }>(appraiser(`/api/assessments/${id}`))
    const reply = await who(`/api/assessments/${id}/${path}`, json(method, value, { 'if-match': `"${lockVersion}"` }))
    expect(reply.status, await reply.clone().text()).toBe(200)
  }
  /** From the lock to publication, with one line judged at each look. */
  const finish = async (id: string, unitId: string, looks: readonly unknown[] = []) => {
    const school = await at.as('assessor', { unitId, email: `${id}@example.vn` })
    await step(id, school, 'lock')
    if (looks[0]) await step(id, appraiser, 'appraisals', looks[0], 'PUT')
    await step(id, appraiser, 'ask')
    await step(id, school, 'answer')
    if (looks[1]) await step(id, appraiser, 'appraisals', looks[1], 'PUT')
    await step(id, appraiser, 'settle')
    await step(id, director, 'publish', { decision: 'QĐ 9' })
    return school
  }
  return { ...at, designer, director, appraiser, card, open, enter, step, finish }
}

const judged = (component: string, numerator: number) => ({
  ...{ component, note: 'theo minh chứng', asked: false },
  fact: { kind: 'ratio', numerator, denominator: 10 },
})

test('indexes of a card: parts, differences, places with their margin, and only the own row for a school', async () => {
  const at = await province()
  const card = await at.card('don-vi-truc-thuoc@2021.1', {})
  const { ids } = await at.open(card, ['u1', 'u2', 'u3'], 2021)
  const [one, two, three] = ids as [string, string, string]
  await at.enter(one, fullFacts())
  await at.enter(two, new Map([...fullFacts(), ['D18.1', { kind: 'ratio', numerator: 2, denominator: 10 }]]))
  await at.enter(three, new Map([...fullFacts()].slice(0, 10)))
  await at.finish(one, 'u1', [judged('D18.1', 4), judged('D18.1', 6)])
  const school = await at.finish(two, 'u2')

  const asked = await at.director('/api/assessment-results')
  expect(asked.status, await asked.clone().text()).toBe(200)
  const { table, cards } = await read<Results>(asked)
  expect(cards).toMatchObject([{ id: card, year: 2021, units: 3 }])
  // 17 components of 4 points arose: 68. Judged 4 of 10 where 80 % are wanted: 2; then 6 of 10: 3.
  expect(table?.rows.map(({ unit, state, rank, best, worst }) => [unit.id, state, rank, best, worst])).toEqual([
    ['u1', 'published', 1, 1, 2],
    ['u2', 'published', 2, 1, 2],
    ['u3', 'scoring', null, null, null],
  ])
  expect(table?.rows[0]).toMatchObject({
    self: { points: 68, most: 68, excluded: 32, share: 100, index: 100, band: 'xuat_sac' },
    first: { points: 66, index: 97.06 },
    second: { points: 67, index: 98.53 },
  })
  // A unit that is still scoring has no result of a look that nobody took.
  expect(table?.rows[2]).toMatchObject({ self: { most: expect.any(Number) }, first: null, second: null })
  // 65 of 68 points are 95.59: 2.94 less, and one component of the card weighs 4 of 100.
  expect(table?.ranking).toMatchObject({ units: 2, marginFrom: 'component', component: 4 })
  const own = await read<Results>(school('/api/assessment-results'))
  expect(own.table?.rows.map(({ unit, rank }) => [unit.id, rank])).toEqual([['u2', 2]])
  // Who has no year under a card is not shown that card first, nor at all.
  const stranger = await at.as('assessor', { unitId: 'u9', email: 'u9@example.vn' })
  expect(await read<Results>(stranger('/api/assessment-results'))).toEqual({ cards: [], table: null })
  expect((await school(`/api/assessment-results/${one}`)).status).toBe(404)

  const profile = await read<Profile>(school(`/api/assessment-results/${two}`))
  expect(profile.place).toMatchObject({ rank: 2, units: 2 })
  expect(profile.areas.map(({ second }) => second)).toContain(100)
  expect(profile.way).toBeNull()
  const csv = await (await at.director(`/api/assessment-results/file?card=${card}&format=csv`)).text()
  expect(csv.split('\r\n').slice(0, 2)).toEqual([
    expect.stringMatching(/^STT,Đơn vị,Tình trạng,Tự chấm/),
    expect.stringMatching(/^1,'=Trường u1,Đã công bố,100,97.06,98.53,-2.94,1.47,Xuất sắc,1,1,2,/),
  ])
  const xlsx = await at.director(`/api/assessment-results/file?card=${card}&format=xlsx`)
  expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
})

test('what would bring a unit into the next band does bring it there when it is entered', async () => {
  const at = await province()
  const { ids } = await at.open(await at.card('don-vi-truc-thuoc@2021.1', {}), ['u3'], 2021)
  const id = ids[0] ?? ''
  await at.enter(id, new Map([...fullFacts()].slice(0, 14)))
  const school = await at.as('assessor', { unitId: 'u3', email: 'u3@example.vn' })
  const before = await read<Profile>(school(`/api/assessment-results/${id}`))
  // Nobody has appraised: there are the own points alone, and the way starts from them.
  expect(before).toMatchObject({ last: 'self', way: { reached: true }, scores: { first: null, second: null } })
  expect(before.areas.flatMap(({ first, second }) => [first, second]).filter((value) => value !== null)).toEqual([])
  for (const { id: component, needed } of before.way?.steps ?? [])
    await at.step(id, school, 'self-scores', { component, fact: needed, note: '' }, 'PUT')
  const after = await read<Profile>(school(`/api/assessment-results/${id}`))
  expect(after.scores.self?.band).toBe(before.way?.band)
  expect(after.scores.self?.index).toBe(before.way?.index)
  expect(before.scores.self?.band).not.toBe(before.way?.band)
})

test('two years under a changed card: the indexes as they are, and beside them what was measured alike', async () => {
  const at = await province()
  const first = await at.card('don-vi-truc-thuoc@2021.1', {})
  const { ids } = await at.open(first, ['u1'], 2021)
  await at.enter(ids[0] ?? '', new Map([...fullFacts(), ['D18.1', { kind: 'ratio', numerator: 4, denominator: 10 }]]))
  await at.finish(ids[0] ?? '', 'u1')
  const later = await at.card(first, { year: 2022 }, (definition) => {
    const text = JSON.stringify(definition)
    const changed = JSON.parse(text) as typeof units2021
    // One line is asked in another way from now on, one has another name; due days moved along by themselves.
    const parts = componentsOf(changed)
    Object.assign(parts.find(({ id }) => id === 'D17.1') ?? {}, { rule: { kind: 'deduct', what: 'lần', each: 0.5 } })
    Object.assign(parts.find(({ id }) => id === 'D18.1') ?? {}, { name: 'Tên mới' })
    for (const one of parts) Object.assign(one, { name: one.name.replaceAll('2021', '2022') })
    return changed
  })
  const second = (await at.open(later, ['u1'], 2022)).ids[0] ?? ''
  const facts = fullFacts()
  for (const { id, rule } of componentsOf(units2021))
    if (rule.kind === 'on_time' && facts.get(id)) facts.set(id, { kind: 'day', day: rule.due.replace('2021', '2022') })
  facts.set('D17.1', { kind: 'number', value: 1 })
  facts.set('D18.1', { kind: 'ratio', numerator: 10, denominator: 10 })
  await at.enter(second, facts)
  // Own points are not compared with an appraised index.
  const early = await read<Profile>(at.director(`/api/assessment-results/${second}`))
  expect(early.trend[1]).toMatchObject({ year: 2022, index: null, bridge: null })
  await at.finish(second, 'u1')
  const { trend } = await read<Profile>(at.director(`/api/assessment-results/${second}`))
  expect(trend.map(({ year, state }) => [year, state])).toEqual([
    [2021, 'published'],
    [2022, 'published'],
  ])
  const alike = trend[1]?.bridge
  const arose = componentsOf(units2021).filter(({ mayNotArise, id }) => !mayNotArise && id !== 'D17.1').length
  expect(alike).toMatchObject({ from: 2021, same: arose, of: 25, rules: 1, likeAfter: 100 })
  expect(alike?.kinds).toMatchObject({ same: 22, changed: 3, new: 0, gone: 0, merged: 0, split: 0 })
  // Which they are is said: the renamed line by both names, the other by its code; a name that only names another year is none of them.
  const d17 = componentsOf(units2021).find(({ id }) => id === 'D17.1')?.name
  expect(alike?.changes).toEqual([
    {
      ...{ kind: 'changed', renamed: false, rule: true },
      ...{ before: [{ id: 'D17.1', name: d17 }], after: { id: 'D17.1', name: d17 } },
    },
    {
      ...{ kind: 'changed', renamed: true, rule: false },
      before: [{ id: 'D18.1', name: componentsOf(units2021).find(({ id }) => id === 'D18.1')?.name }],
      after: { id: 'D18.1', name: 'Tên mới' },
    },
  ])
  expect(alike?.likeBefore).toBeCloseTo(100 - 50 / arose, 1)
})
