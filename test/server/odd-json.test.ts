import { expect, test } from 'vitest'
import { oddPlace, unkeptPlace } from '../../server/http/odd-json.ts'
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

test('a text no database, document or workbook can hold is refused at its place, by everybody and alike on both databases', async () => {
  const { app, as } = await world()
  const designer = await as('designer')
  for (const bad of ['a\u0000b', 'a\ud800b', 'a\u0001b']) {
    const law = { number: '1', title: bad, issuer: 'x', effectiveOn: '2026-01-01', affects: 'x', lead: '', note: '' }
    const asked = [
      [app.request('/api/session', json('POST', { email: `${bad}@so.vn`, password: 'x' })), '/email'],
      [app.request('/api/declines', json('POST', { form: bad })), '/form'],
      [app.request('/api/pressure', json('POST', { form: 'ph-th', slip: bad })), '/slip'],
      [designer('/api/devices', json('POST', { label: bad })), '/label'],
      [
        designer('/api/iso', json('POST', { kind: 'law', year: 2026, content: { ...law, enteredOn: null } })),
        '/content/title',
      ],
      [designer('/api/devices', json('POST', { label: 'x', [bad]: 1 })), ''],
    ] as const
    for (const [coming, pointer] of asked) {
      const reply = await coming
      const { code, errors } = (await reply.json()) as { code: string; errors: unknown }
      expect([reply.status, code, errors]).toEqual([400, 'body_invalid', [{ pointer, code: 'char_forbidden' }]])
    }
  }
  const codeAt = async (path: string) => ((await (await designer(path)).json()) as { code: string }).code
  expect(await codeAt('/api/rounds/a%00b')).toBe('not_found')
  expect(await codeAt('/api/instruments/%00/history')).toBe('not_found')
  expect(await codeAt('/api/evidence?q=a%00b')).toBe('query_invalid')
  // Lines and tabs are what people type.
  expect(unkeptPlace({ note: 'một\r\n\thai', list: ['😀', 'ខ្មែរ\u200b'] })).toBeUndefined()
  expect(readJsonForm(new TextEncoder().encode('{"title":{"vi":"a\\u0000b"}}')).issues).toEqual([
    { path: '/title/vi', code: 'char_forbidden' },
  ])
})
