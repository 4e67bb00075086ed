import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound, step } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

// Case E13.
// Case H18.
test.for([
  [9, 403],
  [10, 200],
] as const)('rows of a round of %i sheets: %i, as a file and as they were hashed', async ([sheets, status]) => {
  const at = await world({ beginning: FIELDING })
  const { id, designer, codes } = await fieldingRound(at)
  await Promise.all(
    codes('ph-th')
      .slice(0, sheets)
      .map(async (slip, place) => {
        const answers = answersBy('ph-th', randomFrom(`few ${place}`))
        const body = { id: sheetId(place), slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
        expect((await at.app.request('/api/responses', json('POST', body))).status).toBe(201)
      }),
  )
  await step(designer, id, 'close')
  await step(designer, id, 'freeze')
  const analyst = await at.as('analyst')
  for (const path of ['export?format=csv', 'dataset/rows.csv']) {
    const reply = await analyst(`/api/rounds/${id}/${path}`)
    expect(`${path} ${reply.status}`).toBe(`${path} ${status}`)
    if (status === 403) expect(await reply.json()).toMatchObject({ code: 'too_few', detail: { least: 10 } })
  }
  const { dataset } = (await (await analyst(`/api/rounds/${id}/dataset`)).json()) as {
    dataset: { rowCount: number; rowsMayLeave: boolean }
  }
  expect(dataset).toMatchObject({ rowCount: sheets, rowsMayLeave: status === 200 })
  const taken = (await at.db.selectFrom('auditEntry').select(['action', 'detail']).execute()).filter(
    ({ action }) => action === 'dataset.export',
  )
  expect(taken.map(({ detail }) => JSON.parse(detail))).toEqual(
    status === 200 ? [{ format: 'csv' }, { format: 'rows' }] : [],
  )
})

// Case N07.
test('whose role is taken away while a file is made has that file on record and gets no second one', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer, codes } = await fieldingRound(at)
  await Promise.all(
    codes('ph-th')
      .slice(0, 12)
      .map((slip, place) => {
        const answers = answersBy('ph-th', randomFrom(`gone ${place}`))
        const body = { id: sheetId(place), slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
        return at.app.request('/api/responses', json('POST', body))
      }),
  )
  await step(designer, id, 'close')
  await step(designer, id, 'freeze')
  const analyst = await at.as('analyst', { email: 'chi@so.vn' })
  const admin = await at.as('admin')
  const { people } = (await (await admin('/api/people')).json()) as {
    people: { id: string; email: string; name: string; version: number }[]
  }
  const person = people.find(({ email }) => email === 'chi@so.vn')
  if (!person) throw new Error('the analyst is not among the people')
  const grants = [{ role: 'auditor', unitId: null }]
  const change = json('PUT', { name: person.name, grants }, { 'if-match': `"${person.version}"` })
  const file = () => analyst(`/api/rounds/${id}/export?format=csv`)
  // Cases H19 and M05: one is made after the other, some may wait, and the others are told when to come again.
  const many = await Promise.all(Array.from({ length: 50 }, file))
  const later = many.filter(({ status }) => status === 429)
  const made = many.filter(({ status }) => status === 200)
  expect(made.length + later.length).toBe(50)
  // Who comes while the first ones leave finds their places free; how many there are is proved in in-turn.test.ts.
  expect(made.length).toBeGreaterThanOrEqual(17)
  for (const reply of later)
    expect([reply.headers.get('retry-after'), (await reply.json()).code]).toEqual(['10', 'slow_down'])
  const [first, taken] = await Promise.all([file(), admin(`/api/people/${person.id}`, change)])
  expect(taken.status).toBe(200)
  const second = await file()
  expect(second.status).toBe(401)
  // Every file that left is on record, and no file left without.
  const left = [...many, first, second].filter(({ status }) => status === 200)
  const onRecord = await at.db.selectFrom('auditEntry').select('actor').where('action', '=', 'dataset.export').execute()
  expect(onRecord.map(({ actor }) => actor)).toEqual(left.map(() => person.id))
})
