import { expect, test } from 'vitest'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { USUAL_OPTIONS } from '../../surveys/criteria/rater-form.ts'
import type { units2021 } from '../../surveys/criteria/units-2021.ts'
import { json, world } from '../world.ts'
import { builtFolder } from './built-program.ts'

const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const code = async (reply: Response | Promise<Response>) => {
  const body = await read<{ code: string; errors?: { code: string }[] }>(reply)
  return [body.code, ...(body.errors ?? []).map((one) => one.code)].join(' ')
}
type Round = {
  id: string
  state: string
  lockVersion: number
  raters: { id: string; name: string; state: string }[]
  results: { unitId: string; componentId: string; answered: number | null; mean: number | null }[]
}

/** A card whose D25.1 takes its points from raters, two schools with their year open, and a form for it. */
async function council() {
  const at = await world({ now: '2021-12-01T02:00:00Z', clientDir: await builtFolder() })
  for (const id of ['u1', 'u2'])
    await at.db
      .insertInto('unit')
      .values({
        ...{ id, kind: 'school', code: id, name: `Trường ${id}`, level: null },
        ...{ validFrom: '2000-01-01', validTo: null },
      })
      .execute()
  const [designer, director] = [await at.as('designer'), await at.as('director')]
  type Card = { id: string; definition: typeof units2021 }
  const card = await read<Card>(designer('/api/criteria/don-vi-truc-thuoc@2021.1/draft', json('POST', {})))
  const { definition } = card
  const index = { kind: 'index', index: 'danh_gia_lanh_dao', name: 'Đánh giá của lãnh đạo', scale: 100 }
  Object.assign(componentsOf(definition).find(({ id }) => id === 'D25.1') ?? {}, {
    rule: { ...index, target: 100, floor: 0, strict: false, between: 'of_hundred' },
  })
  await designer(`/api/criteria/${card.id}`, json('PUT', { definition }, { 'if-match': '"1"' }))
  await director(`/api/criteria/${card.id}/publish`, json('POST', { decision: 'QĐ 1' }, { 'if-match': '"2"' }))
  const opened = json('POST', {
    ...{ criteriaSetId: card.id, unitIds: ['u1', 'u2'], scoreDueOn: '2021-12-10', explainDueOn: '2021-12-20' },
  })
  const { ids } = await read<{ ids: string[] }>(designer('/api/assessments', opened))
  const form = {
    ...{ title: 'Phiếu lãnh đạo', lead: '', options: USUAL_OPTIONS, units: ['u1', 'u2'], least: 3 },
    items: [{ component: 'D25.1', text: 'Trang thông tin của đơn vị' }],
  }
  const begin = (change: object = {}) =>
    designer('/api/rater-rounds', json('POST', { criteriaSetId: card.id, form: { ...form, ...change } }))
  const round = await read<Round>(begin())
  const view = () => read<Round>(designer(`/api/rater-rounds/${round.id}`))
  const send = async (who: typeof designer, path: string, value: unknown = {}, method = 'POST') =>
    who(`/api/rater-rounds/${round.id}/${path}`, json(method, value, { 'if-match': `"${(await view()).lockVersion}"` }))
  const codes = async () => {
    const text = await (await designer(`/api/rater-rounds/${round.id}/codes`)).text()
    return text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').at(-1) ?? '')
  }
  const post = (path: string, fields: Record<string, string>) =>
    at.app.request(`/danh-gia${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:8080' },
      body: new URLSearchParams(fields).toString(),
    })
  const PEOPLE = ['An', 'Bình', 'Chi', 'Dũng'].map((name, at) => ({
    ...{ name, office: 'Phòng', unitId: at === 3 ? 'u2' : null },
  }))
  return { ...at, designer, director, card, ids, begin, round, view, send, codes, post, people: PEOPLE }
}

test('raters answer with a code; who has is seen, what they said is joined to nobody, and the mean joins the score', async () => {
  const { send, codes, post, view, people, designer, director, db, ids, round, as, card } = await council()
  expect((await send(designer, 'raters', { raters: people }, 'PUT')).status).toBe(200)
  const [first = '', second = '', third = '', fourth = ''] = await codes()
  expect(await (await post('', { code: first })).text()).toContain('chưa mở')
  expect((await send(director, 'open')).status).toBe(200)
  const sheet = await (await post('', { code: first })).text()
  expect([sheet.includes('Trường u1'), sheet.includes('Trường u2'), sheet.includes('Không có ý kiến')]).toEqual([
    true,
    true,
    true,
  ])
  // Whoever belongs to a school is not asked about it.
  expect(await (await post('', { code: fourth })).text()).not.toContain('Trường u2')
  expect((await post('/gui', { code: first, u0i0: '', u1i0: '' })).status).toBe(422)
  expect((await post('/gui', { code: first, u0i0: 'z' })).status).toBe(422)
  expect((await post('/gui', { code: first, u0i0: 'a', u1i0: 'a' })).status).toBe(201)
  expect((await post('/gui', { code: first, u0i0: 'd', u1i0: 'd' })).status).toBe(409)
  expect((await post('/gui', { code: second, u0i0: 'b', u1i0: '' })).status).toBe(201)
  expect((await post('/gui', { code: fourth.toLowerCase(), u0i0: 'c' })).status).toBe(201)
  expect((await post('/gui', { code: 'K7M2-4QXR-9B3T-WY5C', u0i0: 'a' })).status).toBe(404)
  const open = await view()
  expect(open.raters.map(({ name, state }) => [name, state])).toEqual([
    ['An', 'used'],
    ['Bình', 'used'],
    ['Chi', 'made'],
    ['Dũng', 'used'],
  ])
  expect(open.results).toEqual([])
  const stored = await db.selectFrom('raterAnswer').selectAll().execute()
  expect(stored.map((row) => Object.keys(row).sort())).toEqual(
    Array(4).fill(['answers', 'id', 'raterRoundId', 'unitId']),
  )
  const trail = await db.selectFrom('auditEntry').select('action').where('object', '=', round.id).execute()
  expect(trail.map(({ action }) => action)).toEqual(['raters.create', 'raters.list', 'raters.codes', 'raters.open'])

  // An asking that goes on holds the publication back; closed, the mean of 100, 60 and 20 is 60 percent of 4 points.
  for (const id of ids) await db.updateTable('assessment').set({ state: 'settled' }).where('id', '=', id).execute()
  const publish = async (id: string) => {
    const { lockVersion } = await read<{ lockVersion: number }>(director(`/api/assessments/${id}`))
    return director(
      `/api/assessments/${id}/publish`,
      json('POST', { decision: 'QĐ' }, { 'if-match': `"${lockVersion}"` }),
    )
  }
  expect(await code(publish(ids[0] ?? ''))).toBe('step_not_possible being_rated')
  const closed = await read<Round>(send(director, 'close'))
  expect(closed.results).toMatchObject([
    { unitId: 'u1', componentId: 'D25.1', answered: 3, mean: 60 },
    { unitId: 'u2', componentId: 'D25.1', answered: null, mean: null },
  ])
  expect((await post('/gui', { code: third, u0i0: 'a' })).status).toBe(410)
  // What raters gave nobody enters or appraises any more, and no unit is told that it waits for it.
  await db
    .updateTable('assessment')
    .set({ state: 'scoring' })
    .where('id', '=', ids[1] ?? '')
    .execute()
  const school = await as('assessor', { unitId: 'u2', email: 'truong-u2@example.vn' })
  const typed = { component: 'D25.1', fact: { kind: 'number', value: 100 }, note: '' }
  const { lockVersion } = await read<{ lockVersion: number }>(school(`/api/assessments/${ids[1]}`))
  const wrote = school(`/api/assessments/${ids[1]}/self-scores`, json('PUT', typed, { 'if-match': `"${lockVersion}"` }))
  expect(await code(wrote)).toBe('input_invalid component_rated')
  const { todo } = await read<{ todo: { kind: string; count: number }[] }>(school('/api/assessments/todo'))
  const lines = componentsOf(card.definition).length
  expect(todo.filter(({ kind }) => kind === 'score').map(({ count }) => count)).toEqual([lines - 1])
  type Year = {
    missing: string[]
    rated: string[]
    scores: { second: { areas: { criteria: { components: object[] }[] }[] } }
  }
  const leafOf = async (id: string) => {
    const year = await read<Year>(director(`/api/assessments/${id}`))
    expect(year.missing).not.toContain('D25.1')
    expect(year.rated).toEqual(['D25.1'])
    return year.scores.second.areas.at(-1)?.criteria.at(-1)?.components[0]
  }
  expect(await leafOf(ids[0] ?? '')).toMatchObject({ state: 'scored', points: 2.4, most: 4, achieved: 60 })
  expect(await leafOf(ids[1] ?? '')).toMatchObject({ state: 'excluded', points: 0, most: 0, reason: 'too_few' })
  expect((await publish(ids[0] ?? '')).status).toBe(200)
  for (const change of [
    db
      .updateTable('raterResult')
      .set({ hundredths: 10_000 } as never)
      .execute(),
    db.deleteFrom('raterAnswer').execute(),
    db.updateTable('raterRound').set({ state: 'open' }).execute(),
  ])
    await expect(change).rejects.toThrow(/raters:/)
})

test('what cannot be asked is refused by name; a lost code is replaced; who wrote it does not open it', async () => {
  const { begin, send, codes, post, people, designer, director, view, as, card } = await council()
  expect(await code(begin({ items: [{ component: 'D24.1', text: 'x' }] }))).toBe('input_invalid component_not_index')
  expect(await code(begin({ items: [{ component: 'X', text: 'x' }] }))).toBe('input_invalid component_unknown')
  expect(await code(begin({ units: ['u1', 'u1'] }))).toBe('input_invalid twice')
  expect(await code(begin({ units: ['u9'] }))).toBe('input_invalid year_not_open')
  expect((await begin({ least: 2 })).status).toBe(400)
  await send(designer, 'raters', { raters: people.slice(0, 2) }, 'PUT')
  expect(await code(send(director, 'open'))).toBe('input_invalid raters_too_few')
  await send(designer, 'raters', { raters: people }, 'PUT')
  const admin = await as('admin')
  await send(admin, 'raters', { raters: people }, 'PUT')
  expect(await code(send(admin, 'open'))).toBe('four_eyes')
  expect((await send(director, 'open')).status).toBe(200)
  expect(await code(send(designer, 'raters', { raters: people }, 'PUT'))).toBe('step_not_possible')
  const before = await codes()
  const lost = (await view()).raters.find(({ name }) => name === 'An')?.id
  expect((await send(designer, `raters/${lost}/renew`)).status).toBe(200)
  const after = await codes()
  const old = before.find((one) => !after.includes(one)) ?? ''
  expect([after.length, (await post('', { code: old })).status]).toEqual([4, 410])
  const twice = await read<Round>(begin())
  const list = json('PUT', { raters: people }, { 'if-match': '"1"' })
  await designer(`/api/rater-rounds/${twice.id}/raters`, list)
  expect(await code(director(`/api/rater-rounds/${twice.id}/open`, json('POST', {}, { 'if-match': '"2"' })))).toBe(
    'input_invalid asked_already',
  )
  const choices = await read<{ components: { id: string }[] }>(designer(`/api/rater-rounds/choices?card=${card.id}`))
  expect(choices.components.map(({ id }) => id)).toEqual(['D25.1'])
  expect((await (await as('assessor', { unitId: 'u1' }))('/api/rater-rounds')).status).toBe(403)
})

test('what is asked is changed as a draft, and stays from the opening on; nobody who wrote in it opens it', async () => {
  const { as, send, view, round, people, designer, director, db } = await council()
  const { form } = await read<{ form: { options: object[]; items: object[] } }>(
    designer(`/api/rater-rounds/${round.id}`),
  )
  const option = (value: string, vi: string, worth: number) => ({ value, text: { vi }, worth })
  const save = (who: typeof designer, change: object) => send(who, 'form', { form: { ...form, ...change } }, 'PUT')
  const three = [option('a', 'Đạt', 100), option('b', 'Đạt một phần', 37.5), option('c', 'Chưa đạt', 0)]
  expect(await code(save(designer, { options: [option('a', 'Tốt', 50), option('b', 'Khá', 50)] }))).toBe(
    'input_invalid worth_same',
  )
  expect(await code(save(designer, { options: [option('a', 'Tốt', 100), option('b', ' tốt', 0)] }))).toBe(
    'input_invalid option_twice',
  )
  expect(await code(save(designer, { options: [option('a', 'Tốt', 101), option('b', 'Khá', 0)] }))).toMatch(/invalid/)
  const admin = await as('admin')
  expect((await save(admin, { options: three })).status).toBe(200)
  // The administrator wrote in it, and somebody else after him: he is one of its authors all the same.
  expect((await send(designer, 'raters', { raters: people }, 'PUT')).status).toBe(200)
  expect(await code(send(admin, 'open'))).toBe('four_eyes')
  const waiting = async (who: typeof designer) =>
    (await read<{ todo: { kind: string }[] }>(who('/api/todo'))).todo.filter(({ kind }) => kind === 'raters_open')
      .length
  expect([await waiting(admin), await waiting(director)]).toEqual([0, 1])
  expect((await send(director, 'open')).status).toBe(200)
  expect(await waiting(director)).toBe(0)
  expect(await code(save(designer, { options: three }))).toBe('step_not_possible')
  expect((await view()) as unknown).toMatchObject({ form: { options: three } })
  await expect(db.updateTable('raterRound').set({ form: '{}' }).where('id', '=', round.id).execute()).rejects.toThrow(
    /stays once it is open/,
  )
})
