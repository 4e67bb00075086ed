import { expect, test } from 'vitest'
import { oddPlace } from '../../server/http/odd-json.ts'
import { readJsonForm } from '../../server/instruments/read-import.ts'
import { json, world } from '../world.ts'

/** A value as somebody sends it: `toString` in a JSON text is an entry like any other. */
const LENGTH = JSON.parse('{"length":{"toString":1}}') as object

test('a length that cannot be compared with a number is refused at its place, on public and on staff routes', async () => {
  const { app, as } = await world()
  const sheet = {
    id: crypto.randomUUID(),
    slip: LENGTH,
    form: 'ph-th@2021.1',
    language: 'vi',
    consent: '1',
    answers: {},
  }
  const designer = await as('designer')
  const replies = await Promise.all([
    app.request('/api/responses', json('POST', sheet)),
    designer('/api/rounds', json('POST', { year: 2021, name: { length: [[LENGTH]] } })),
  ])
  const places = ['/slip/length', '/name/length']
  for (const [at, reply] of replies.entries()) {
    const { code, errors } = (await reply.json()) as { code: string; errors: unknown }
    expect([reply.status, code, errors]).toEqual([400, 'body_invalid', [{ pointer: places[at], code: 'shape' }]])
  }
})

test('a place that can be meant is none of these', () => {
  for (const value of [LENGTH, { length: [LENGTH] }, [{ a: LENGTH }]]) expect(oddPlace(value)).toMatch(/\/length$/)
  // A question may have such a name, and a table of answers such a row.
  for (const value of [{ length: { width: 4 } }, { length: 3 }, { toString: 'x' }, { size: { toString: 1 } }])
    expect(oddPlace(value)).toBeUndefined()
})

test('a file with such a form is told so, too', () => {
  const file = new TextEncoder().encode('{"title":{"vi":{"length":{"toString":1}}}}')
  expect(readJsonForm(file).issues).toEqual([{ path: '/title/vi/length', code: 'definition_custom' }])
})
