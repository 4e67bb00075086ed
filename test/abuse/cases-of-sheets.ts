import { type Case, FORM, type Things, uuid } from './case.ts'
import { RAW_BODIES } from './hostile.ts'

/** Group B: a sheet with one thing wrong; none is stored. */
export function sheets({ slip, usedSlip, usedId }: Things): Case[] {
  const send = (
    id: string,
    what: string,
    more: object,
    code?: string,
    status: readonly number[] = [400, 422],
  ): Case => ({
    ...{ id, what, method: 'POST', path: '/api/responses', status, ...(code ? { code } : {}) },
    body: JSON.stringify({ id: uuid(7), slip, form: FORM, language: 'vi', consent: '1', answers: { A1: 4 }, ...more }),
  })
  const answer = (id: string, what: string, answers: unknown, code = 'answer_invalid') =>
    send(id, what, { answers }, code)
  const raw = (id: string, body: string, status: readonly number[] = [400, 413, 415, 422]): Case => ({
    ...{ id, what: `raw ${JSON.stringify(body.slice(0, 24))}`, method: 'POST', path: '/api/responses', body, status },
  })
  const sheet = `{"id":"${uuid(7)}","slip":"${slip}","form":"${FORM}","language":"vi","consent":"1","answers":`
  const wrongScale = [0, -1, 6, 3.7, 1e308, 2 ** 53 + 2, '3', '4 ', '٣', [4], { v: 4 }, true, '__proto__', '']
  return [
    ...RAW_BODIES.map((body) => raw('B01', body)),
    ...['1e400', 'NaN', 'Infinity', '01', '+1', '0x1', '-', '9007199254740993', '1'.repeat(400)].map((number) =>
      raw('B12', `${sheet}{"A1":${number}}}`),
    ),
    raw('B03', `${sheet}{"A1":1,"A1":9}}`),
    raw('B04', `${sheet}${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
    raw('B06', `${sheet}{"F9":"${'x'.repeat(70_000)}"}}`, [413]),
    ...wrongScale.map((value) => answer('B14', `A1 = ${JSON.stringify(value)}`, { A1: value })),
    ...['Z9', 'a1', 'A1 ', 'A1\u0000', 'constructor', 'toString', 'hasOwnProperty', 'А1'].map((key) =>
      answer('B20', `question ${JSON.stringify(key)}`, { [key]: 4 }),
    ),
    raw('B19', `${sheet}{"__proto__":4}}`),
    ...['x', 'Male', 'male ', 'mаle', 1, ['male'], { male: true }, ''].map((value) =>
      answer('B16', `T2 = ${JSON.stringify(value)}`, { T2: value }),
    ),
    ...['\u0000', 'a\u0000b', '\ud800', 'x'.repeat(20_000)].map((value) =>
      answer('B11', `words ${JSON.stringify(value.slice(0, 8))}`, { A1: 4, G1: value }),
    ),
    ...['-1', '101', 'x', '', 1e9].map((value) => answer('B14', `F2 = ${value}`, { F2: value })),
    ...['', 'x', uuid(0).replace('-4000-', '-1000-'), '0'.repeat(36), 'x'.repeat(5_000), null, 7].map((id) =>
      send('B42', `id ${String(id).slice(0, 12)}`, { id }),
    ),
    send('B43', 'no id', { id: undefined }),
    send('B47', 'no consent', { consent: undefined }),
    send('B47', 'another consent', { consent: '99' }, 'answer_invalid'),
    send('B47', 'consent of a word', { consent: 'yes' }, 'answer_invalid'),
    ...['ph-th', 'ph-th@9999.1', 'ph-mn@2021.1', 'hs-thpt@2021.1', '../ph-th@2021.1', `${FORM} `].map((form) =>
      send('B49', `form ${form}`, { form }, undefined, [400, 409, 422]),
    ),
    ...['xx', 'VI', '', null, ['vi']].map((language) =>
      send('B50', `language ${JSON.stringify(language)}`, { language }),
    ),
    ...['', 'x', 'x'.repeat(300), null, 7, { $ne: null }, '0000000000000001'].map((code) =>
      send('A08', `slip ${JSON.stringify(code).slice(0, 14)}`, { slip: code }, undefined, [400, 404]),
    ),
    send('A10', 'a used slip with a new id', { slip: usedSlip }, 'slip_used', [409]),
    send(
      'B41',
      'an id that is there with other content',
      { id: usedId, answers: { A1: 1, A2: 1 } },
      'idempotency_conflict',
      [409],
    ),
    ...['isAdmin', 'school', 'unitId', 'drawUnitId', 'createdAt', 'day', 'flags', 'mode', 'weight', 'roundId'].map(
      (key) => send('B58', `with ${key}`, { [key]: 'x' }, 'body_invalid'),
    ),
    ...[[], null, 7, 'x', { 0: 1, length: 1e9 }].map((answers) =>
      send('B53', `answers ${JSON.stringify(answers)}`, { answers }),
    ),
    ...[
      'text/plain',
      'application/xml',
      '',
      'application/json; charset=utf-16',
      'multipart/form-data',
      'text/json',
    ].map(
      (type): Case => ({
        ...send('B08', `type ${type}`, {}, undefined, [400, 415]),
        headers: { 'content-type': type },
      }),
    ),
  ]
}
