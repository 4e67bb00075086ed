import { expect, test } from 'vitest'
import type { Fact } from '../../surveys/assessment.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'
import { json, world } from '../world.ts'

/** A whole year of 40 schools and what is refused on the way, over HTTP: from the card to the last remedy. */
type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>
type Year = {
  id: string
  state: string
  lockVersion: number
  own: boolean
  lost: string[]
  missing: string[]
  steps: { step: string; by: string | null }[]
  extras: { itemId: string; stage: string; points: number }[]
  remedies: { componentId: string; state: string; lockVersion: number; due: { state: string } }[]
  scores: Record<string, { index: number; points: number; bonus: number; penalty: number; band: string } | null>
}
type Row = {
  id: string
  unitId: string
  state: string
  entered: number
  index: number | null
  due: { score: { state: string } }
}
type Todo = { kind: string; object: string; count: number; due: { state: string } | null }
const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const code = async (reply: Response | Promise<Response>) => {
  const body = await read<{ code: string; errors?: { pointer: string; code: string }[] }>(reply)
  return [body.code, ...(body.errors ?? []).map((one) => `${one.pointer} ${one.code}`)].join(' ')
}
const SCHOOLS = 40
const unit = (number: number) => `truong${number}`

/** Every school does all of its work, but for the share of one ratio, which is its number. */
function factOf(rule: Rule, mayNotArise: boolean, number: number): Fact {
  if (mayNotArise) return { kind: 'nothing_arose' }
  if (rule.kind === 'yes_no') return { kind: 'met', met: true }
  if (rule.kind === 'on_time') return { kind: 'day', day: rule.due }
  if (rule.kind === 'ratio')
    return { kind: 'ratio', numerator: rule.outOf ?? number, denominator: rule.outOf ?? SCHOOLS }
  if (rule.kind === 'steps' && rule.denominator) return { kind: 'ratio', numerator: 9, denominator: 9 }
  return { kind: 'number', value: 0 }
}

async function province() {
  const at = await world({ now: '2021-12-10T16:50:00Z' })
  await at.db
    .insertInto('unit')
    .values(
      Array.from({ length: SCHOOLS }, (_, place) => ({
        ...{ id: unit(place + 1), kind: 'school', code: unit(place + 1), name: `Trường ${place + 1}`, level: 'thpt' },
        ...{ validFrom: '2000-01-01', validTo: null },
      })),
    )
    .execute()
  const designer = await at.as('designer')
  const director = await at.as('director')
  const appraiser = await at.as('appraiser')
  const draft = await read<{ id: string; definition: CriteriaSet }>(
    designer('/api/criteria/don-vi-truc-thuoc@2021.1/draft', json('POST', {})),
  )
  const withExtras: CriteriaSet = {
    ...draft.definition,
    bonus: {
      ceiling: 2,
      items: [
        { id: 'T1', name: 'Sáng kiến cải cách hành chính được công nhận cấp tỉnh', most: 2 },
        { id: 'T2', name: 'Được khen thưởng về cải cách hành chính', most: 1 },
      ],
    },
    penalty: { ceiling: 3, items: [{ id: 'P1', name: 'Có cán bộ bị kỷ luật liên quan giải quyết thủ tục', most: 3 }] },
  }
  const saved = await designer(
    `/api/criteria/${draft.id}`,
    json('PUT', { definition: withExtras }, { 'if-match': '"1"' }),
  )
  expect(saved.status).toBe(200)
  const todo = (who: Caller) => read<{ todo: Todo[] }>(who('/api/assessments/todo')).then((body) => body.todo)
  expect((await todo(director)).map(({ kind }) => kind)).toEqual(['publish_card'])
  await director(`/api/criteria/${draft.id}/publish`, json('POST', { decision: 'QĐ 1' }, { 'if-match': '"2"' }))
  const opened = await designer(
    '/api/assessments',
    json('POST', {
      ...{ criteriaSetId: draft.id, scoreDueOn: '2021-12-10', explainDueOn: '2021-12-20' },
      unitIds: Array.from({ length: SCHOOLS }, (_, place) => unit(place + 1)),
    }),
  )
  expect(opened.status).toBe(201)
  const list = async (who: Caller) => (await read<{ assessments: Row[] }>(who('/api/assessments'))).assessments
  const ids = new Map((await list(designer)).map((row) => [row.unitId, row.id]))
  const idOf = (number: number) => ids.get(unit(number)) ?? ''
  const send = async (who: Caller, number: number, method: string, path: string, value: unknown, lock: number) =>
    who(`/api/assessments/${idOf(number)}/${path}`, json(method, value, { 'if-match': `"${lock}"` }))
  const view = (who: Caller, number: number) => read<Year>(who(`/api/assessments/${idOf(number)}`))
  return { ...at, designer, director, appraiser, card: withExtras, list, todo, idOf, send, view }
}

test('forty schools walk through their year: own scores, appraisal, explanation, publication, remedies', async () => {
  const at = await province()
  const { designer, director, appraiser, card, list, todo, send, view } = at
  const school = new Map<number, Caller>()
  for (let number = 1; number <= SCHOOLS; number++)
    school.set(number, await at.as('assessor', { unitId: unit(number), email: `t${number}@truong.vn` }))
  const of = (number: number) => school.get(number) as Caller

  // The whole card is entered by the first school; the others enter the one line they differ in, and what is missing is 0.
  const components = componentsOf(card)
  let lock = 1
  for (const { id, rule, mayNotArise } of components) {
    const fact = factOf(rule, mayNotArise, SCHOOLS)
    const entered = await send(of(1), 1, 'PUT', 'self-scores', { component: id, fact, note: '' }, lock)
    lock = (await read<Year>(entered)).lockVersion
  }
  expect((await todo(of(1))).map(({ kind, count }) => [kind, count])).toEqual([['score', 0]])
  expect((await todo(of(2))).map(({ kind }) => kind)).toEqual(['line', 'line', 'line', 'score'])
  for (let number = 2; number <= SCHOOLS; number++) {
    const fact = { kind: 'ratio', numerator: number, denominator: SCHOOLS }
    const entered = await send(of(number), number, 'PUT', 'self-scores', { component: 'D18.1', fact, note: '' }, 1)
    expect(entered.status).toBe(200)
  }
  expect((await list(of(2))).map(({ unitId }) => unitId)).toEqual([unit(2)])

  // Bonus is asked for with its reason, within what the item allows; a penalty is not the unit's to write.
  const extra = (who: Caller, path: string, item: string, points: number | null, note: string, version: number) =>
    send(who, 1, 'PUT', path, { item, points, note }, version)
  expect(await code(extra(of(1), 'own-extras', 'T1', 2.5, 'QĐ 5', lock))).toBe('input_invalid /points extra_above_most')
  expect(await code(extra(of(1), 'own-extras', 'T1', 2, '', lock))).toBe('input_invalid /note reason_needed')
  expect(await code(extra(of(1), 'own-extras', 'P1', 1, 'x', lock))).toBe('input_invalid /item penalty_by_appraiser')
  expect(await code(extra(of(1), 'own-extras', 'D18.1', 1, 'x', lock))).toBe('input_invalid /item extra_unknown')
  expect((await extra(appraiser, 'own-extras', 'T1', 1, 'x', lock)).status).toBe(403)
  lock = (await read<Year>(extra(of(1), 'own-extras', 'T1', 2, 'QĐ 55/QĐ-UBND công nhận sáng kiến', lock))).lockVersion
  const asked = await read<Year>(extra(of(1), 'own-extras', 'T2', 1, 'Giấy khen số 9', lock))
  // Two items come to 3 points, the ceiling is 2; the index stays within 100.
  expect(asked.scores.self).toMatchObject({ bonus: 2, index: 100 })
  lock = asked.lockVersion

  // Late is who has not locked when the due day has ended in Vietnam.
  expect((await list(designer)).every(({ due }) => due.score.state === 'soon')).toBe(true)
  at.advance(15 * 60_000)
  expect((await list(designer)).every(({ due }) => due.score.state === 'late')).toBe(true)
  for (let number = 1; number <= SCHOOLS; number++) {
    const locked = await send(of(number), number, 'POST', 'lock', {}, number === 1 ? lock : 2)
    expect(locked.status, unit(number)).toBe(200)
  }
  lock += 1
  expect(await code(extra(of(1), 'own-extras', 'T1', 1, 'x', lock))).toBe('step_not_possible')
  expect((await todo(appraiser)).filter(({ kind }) => kind === 'appraise_first')).toHaveLength(SCHOOLS)

  // A word against the unit's needs its reason; the penalty is the appraiser's.
  const judge = (number: number, value: object, version: number) =>
    send(
      appraiser,
      number,
      'PUT',
      'appraisals',
      { component: 'D18.1', note: '', fact: null, asked: false, ...value },
      version,
    )
  const half = { kind: 'ratio', numerator: 20, denominator: SCHOOLS }
  expect(await code(judge(1, { fact: half }, lock))).toBe('input_invalid /note reason_needed')
  expect(await code(judge(1, { asked: true }, lock))).toBe('input_invalid /note reason_needed')
  const judged = await read<Year>(judge(1, { fact: half, asked: true, note: 'Danh sách chỉ có 20 người' }, lock))
  const punished = await read<Year>(extra(appraiser, 'extras', 'P1', 3, 'Kết luận thanh tra số 3', judged.lockVersion))
  expect(punished.scores).toMatchObject({ self: { penalty: 0 }, first: { bonus: 2, penalty: 3 } })
  const taken = await read<Year>(extra(appraiser, 'extras', 'T1', 0, 'Sáng kiến của năm trước', punished.lockVersion))
  expect(taken.scores.first).toMatchObject({ bonus: 1 })
  lock = taken.lockVersion
  const walk = async (number: number, steps: readonly [Caller, string][], version: number) => {
    let at = version
    for (const [who, step] of steps) {
      const reply = await send(who, number, 'POST', step, step === 'publish' ? { decision: 'QĐ 99' } : {}, at)
      expect(reply.status, `${unit(number)} ${step}`).toBe(200)
      at = (await read<Year>(reply)).lockVersion
    }
    return at
  }
  lock = await walk(1, [[appraiser, 'ask']], lock)
  expect((await todo(of(1))).map(({ kind, count }) => [kind, count])).toEqual([['explain', 1]])
  const told = await send(of(1), 1, 'PUT', 'explanations', { component: 'D18.1', note: 'Có 12 người học ở tỉnh' }, lock)
  lock = await walk(1, [[of(1), 'answer']], (await read<Year>(told)).lockVersion)
  const second = await judge(1, { fact: { ...half, numerator: 32 }, note: 'Chấp nhận 12 người' }, lock)
  lock = (await read<Year>(second)).lockVersion
  await walk(
    1,
    [
      [appraiser, 'settle'],
      [director, 'publish'],
    ],
    lock,
  )
  for (let number = 2; number <= SCHOOLS; number++)
    await walk(
      number,
      [
        [appraiser, 'ask'],
        [of(number), 'answer'],
        [appraiser, 'settle'],
      ].slice(0, number === SCHOOLS ? 2 : 3) as [Caller, string][],
      3,
    )
  // The director publishes all of them under one decision, or none: the last one is not there yet.
  const publishAll = async (versions: (number: number) => number) =>
    director(
      '/api/assessments/publish',
      json('POST', {
        decision: 'QĐ 99',
        years: Array.from({ length: SCHOOLS - 1 }, (_, place) => ({
          id: at.idOf(place + 2),
          lockVersion: versions(place + 2),
        })),
      }),
    )
  const early = await publishAll((number) => (number === SCHOOLS ? 5 : 6))
  expect(await code(early)).toBe(`input_invalid /years/${SCHOOLS - 2} year_step_not_possible`)
  expect((await list(director)).filter(({ state }) => state === 'published')).toHaveLength(1)
  await walk(SCHOOLS, [[appraiser, 'settle']], 5)
  expect(await code(publishAll((number) => (number === 7 ? 4 : 6)))).toBe('input_invalid /years/5 year_stale')
  expect((await publishAll(() => 6)).status).toBe(200)

  const done = await view(of(1), 1)
  expect([done.state, done.own, done.steps.map(({ step, by }) => [step, by])]).toEqual([
    'published',
    true,
    [
      ['open', 'designer'],
      ['lock', 'assessor'],
      ['ask', 'appraiser'],
      ['answer', 'assessor'],
      ['settle', 'appraiser'],
      ['publish', 'director'],
    ],
  ])
  // 32 of 40 is the 80 percent that are wanted: all points; bonus 1, penalty 3: 100 + 1 - 3.
  expect(done.scores.second).toMatchObject({ bonus: 1, penalty: 3, index: 98, band: 'xuat_sac' })
  expect(done.lost).toEqual([])
  const rows = await list(director)
  expect(rows.map(({ state }) => state)).toEqual(Array(SCHOOLS).fill('published'))
  // By hand: one line of 25 was entered, 4 points x (number / 40) / 0.8, and nothing at all is 0 of 100.
  for (const number of [2, 16, 32, 40])
    expect(rows.find(({ unitId }) => unitId === unit(number))?.index, unit(number)).toBe(Math.min(4, (4 * number) / 32))

  await remedied(at, of(2))
}, 60_000)

type Province = Awaited<ReturnType<typeof province>>

/** What the second school does about a line it lost points in, to its end. */
async function remedied({ send, view, todo, appraiser, idOf, db }: Province, own: Caller) {
  const year = await view(own, 2)
  expect(year.lost).toHaveLength(25)
  const plan = (value: object, version = 0) =>
    send(
      own,
      2,
      'PUT',
      'remedies',
      { component: 'D04.1', measure: 'Viết tin hằng tháng', lead: 'Phó hiệu trưởng', dueOn: '2022-02-10', ...value },
      version,
    )
  expect(await code(plan({ component: 'X' }))).toBe('input_invalid /component nothing_lost')
  expect(await code(plan({ dueOn: '2021-01-01' }))).toBe('input_invalid /dueOn due_before_publication')
  expect((await plan({}, 3)).status).toBe(412)
  expect((await plan({})).status).toBe(200)
  expect((await todo(own)).map(({ kind, count, due }) => [kind, count, due?.state])).toEqual([
    ['remedy', 1, 'ahead'],
    ['plan_remedy', 24, undefined],
  ])
  const finish = (value: object, version: number) =>
    send(
      own,
      2,
      'POST',
      'remedies/done',
      { component: 'D04.1', doneOn: '2021-12-11', proof: 'Báo cáo số 7', evidenceId: null, ...value },
      version,
    )
  expect(await code(finish({ doneOn: '2021-12-20' }, 1))).toBe('input_invalid /doneOn day_ahead')
  expect(await code(finish({ evidenceId: 'khong-co' }, 1))).toBe('input_invalid /evidenceId paper_unknown')
  expect((await finish({}, 1)).status).toBe(200)
  const decide = (who: Caller, value: object, version: number) =>
    send(who, 2, 'POST', 'remedies/decide', { component: 'D04.1', accept: true, answer: '', ...value }, version)
  expect((await todo(appraiser)).map(({ kind, object }) => [kind, object])).toEqual([['check_remedy', idOf(2)]])
  expect(await code(decide(appraiser, { accept: false }, 2))).toBe('input_invalid /answer reason_needed')
  expect((await decide(appraiser, { accept: false, answer: 'Chưa có đường dẫn tin, bài' }, 2)).status).toBe(200)
  expect((await finish({ proof: 'Báo cáo số 8 kèm đường dẫn' }, 3)).status).toBe(200)
  expect((await decide(own, {}, 4)).status).toBe(403)
  const accepted = await read<Year>(decide(appraiser, {}, 4))
  expect(accepted.remedies).toMatchObject([{ state: 'accepted', due: { state: 'done' } }])
  expect(await code(plan({}, 5))).toBe('step_not_possible')
  await expect(db.updateTable('remedy').set({ measure: 'khác' }).execute()).rejects.toThrow(/never changed/)
}

test('before publication there is no remedy, and points beside the card stand still once the look is over', async () => {
  const { send, db, as, idOf, appraiser } = await province()
  const own = await as('assessor', { unitId: unit(1) })
  const plan = { component: 'D18.1', measure: 'x', lead: 'y', dueOn: '2022-01-01' }
  expect(await code(send(own, 1, 'PUT', 'remedies', plan, 0))).toBe('step_not_possible')
  expect((await send(own, 1, 'PUT', 'own-extras', { item: 'T1', points: 1, note: 'QĐ 5' }, 1)).status).toBe(200)
  expect((await send(own, 1, 'POST', 'lock', {}, 2)).status).toBe(200)
  await expect(db.updateTable('assessmentExtra').set({ hundredths: 200 }).execute()).rejects.toThrow(/closed/)
  const early = { assessmentId: idOf(1), componentId: 'D18.1', state: 'planned', lockVersion: 1, measure: 'x' }
  await expect(
    db
      .insertInto('remedy')
      .values({
        ...{ ...early, lead: 'y', dueOn: '2022-01-01', doneOn: null, proof: '', evidenceId: null, answer: '' },
        ...{ writtenBy: 'x', writtenAt: 'x', decidedBy: null, decidedAt: null },
      })
      .execute(),
  ).rejects.toThrow(/not published/)
  const insider = await as('appraiser', { unitId: unit(1), email: 'trong@truong.vn' })
  const value = { item: 'P1', points: 1, note: 'Kết luận số 3' }
  expect(await code(send(insider, 1, 'PUT', 'extras', value, 3))).toBe('own_unit')
  expect((await send(appraiser, 1, 'PUT', 'extras', value, 3)).status).toBe(200)
})
