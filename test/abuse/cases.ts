import { HOSTILE_TEXTS, RAW_BODIES } from './hostile.ts'

/** What a case may name: things that exist in the field it is sent to. */
export type Things = Readonly<{
  round: string
  draft: string
  slip: string
  otherSlip: string
  usedSlip: string
  usedId: string
  account: string
}>

export type Case = Readonly<{
  id: string
  what: string
  who?: string
  method?: string
  path: string
  headers?: Readonly<Record<string, string>>
  body?: string
  /** the statuses that are right; the first codes named must be the code of the refusal */
  status: readonly number[]
  code?: string
}>

const enc = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?')).slice(0, 5_000)
const FORM = 'ph-th@2021.1'
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Group A: addresses of the public. */
function addresses({ slip }: Things): Case[] {
  const odd = HOSTILE_TEXTS.filter((text) => !/^(|ph-th@2021\.1)$/.test(text))
  return [
    ...odd.map(
      (text): Case => ({
        id: 'A02',
        what: `form ${text.slice(0, 20)}`,
        path: `/api/forms/${enc(text)}`,
        status: [404, 414, 431, 400],
      }),
    ),
    ...odd.map(
      (text): Case => ({
        id: 'A02',
        what: `page ${text.slice(0, 20)}`,
        path: `/p/${enc(text)}`,
        status: [404, 400, 414, 431],
      }),
    ),
    ...odd.slice(0, 25).map(
      (text): Case => ({
        id: 'A07',
        what: `slip ${text.slice(0, 20)}`,
        path: `/api/slips/${enc(text)}`,
        status: [404, 400],
      }),
    ),
    ...[...slip].slice(0, 8).map(
      (letter, at): Case => ({
        id: 'A07',
        what: `slip with letter ${at} changed`,
        path: `/api/slips/${slip.slice(0, at)}${letter === '2' ? '3' : '2'}${slip.slice(at + 1)}`,
        status: [404],
        code: 'slip_unknown',
      }),
    ),
    {
      id: 'A15',
      what: 'slip in the query of the page',
      path: `/p/ph-th?slip=${slip}`,
      status: [400],
      code: 'token_in_url',
    },
    { id: 'A15', what: 'code in the query of the page', path: `/p/ph-th?token=${slip}`, status: [400, 200] },
    {
      id: 'A18',
      what: 'foreign host',
      path: '/p/ph-th',
      headers: { host: 'evil.example' },
      status: [421],
      code: 'host_unknown',
    },
    {
      id: 'A18',
      what: 'foreign host with a port',
      path: '/api/forms/ph-th',
      headers: { host: 'evil.example:443' },
      status: [421],
    },
    {
      id: 'A16',
      what: 'odd languages',
      path: '/p/ph-th',
      headers: { 'accept-language': 'km, vi;q=0.9, ../../x' },
      status: [200],
    },
    { id: 'A17', what: 'any version will do', path: '/p/ph-th', headers: { 'if-none-match': '*' }, status: [200, 304] },
  ]
}

/** Group B: a sheet with one thing wrong; none is stored. */
function sheets({ slip, usedSlip, usedId }: Things): Case[] {
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

/** Groups D and E: ways in, and things of others. */
function doors({ round, draft, account }: Things): Case[] {
  const signIn = (id: string, what: string, body: unknown, status: readonly number[]): Case => ({
    ...{ id, what, method: 'POST', path: '/api/session', status },
    body: JSON.stringify(body),
  })
  const put = (
    id: string,
    what: string,
    headers: Record<string, string>,
    body: unknown,
    status: readonly number[],
    code?: string,
  ): Case => ({
    ...{
      id,
      what,
      who: 'designer',
      method: 'PUT',
      path: `/api/rounds/${draft}/plan`,
      headers,
      body: JSON.stringify(body),
      status,
      ...(code ? { code } : {}),
    },
  })
  const foreign = [
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'http://evil.example/http://localhost',
    'file://',
  ]
  const paths = [`/api/rounds/${draft}/plan`, `/api/rounds/${round}/close`, '/api/people', '/api/account/sessions/end']
  return [
    signIn('D02', 'a wrong password', { email: 'abuse@example.vn', password: 'wrong wrong wrong' }, [401, 429]),
    signIn('D02', 'nobody of that name', { email: 'nobody@example.vn', password: 'wrong wrong wrong' }, [401, 429]),
    signIn('D04', 'a password of a megabyte', { email: 'a@b.vn', password: 'x'.repeat(1_000_000) }, [413]),
    signIn('D04', 'a password with NUL', { email: 'a@b.vn', password: 'wrong\u0000wrong wrong' }, [400, 401, 422, 429]),
    signIn('D23', 'with a role', { email: 'a@b.vn', password: 'x'.repeat(20), role: 'admin' }, [400]),
    ...[
      {},
      [],
      null,
      { email: 7, password: 7 },
      { email: ['a@b.vn'], password: 'x' },
      { email: { $ne: '' }, password: { $ne: '' } },
    ].map((body) => signIn('D01', JSON.stringify(body), body, [400])),
    ...['Bearer ', 'Basic YTpi', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.', 'Negotiate x'].map(
      (authorization): Case => ({
        id: 'D18',
        what: authorization.slice(0, 12),
        path: '/api/rounds',
        headers: { authorization },
        status: [401],
      }),
    ),
    {
      id: 'D18',
      what: 'an authorisation of 64 KB',
      path: '/api/rounds',
      headers: { authorization: 'A'.repeat(65_000) },
      status: [431],
    },
    ...['x', '../../x', 'a'.repeat(4_000), '%00', "' OR 1=1--"].map(
      (value): Case => ({
        id: 'D06',
        what: `session ${value.slice(0, 10)}`,
        path: '/api/rounds',
        headers: { cookie: `__Host-hailong=${value}` },
        status: [401, 431],
      }),
    ),
    ...foreign.flatMap((origin) =>
      paths.map(
        (path): Case => ({
          id: 'D10',
          what: `${path.slice(0, 20)} from ${origin}`,
          who: 'designer',
          method: path.endsWith('plan') ? 'PUT' : 'POST',
          path,
          headers: { origin },
          body: '{}',
          status: [403],
          code: 'cross_site',
        }),
      ),
    ),
    ...['cross-site', 'same-site'].map(
      (site): Case => ({
        id: 'D10',
        what: site,
        who: 'designer',
        method: 'POST',
        path: '/api/rounds',
        headers: { 'sec-fetch-site': site },
        body: '{}',
        status: [403],
      }),
    ),
    ...['//evil.example', '/\\evil.example', 'javascript:alert(1)', 'https://evil.example'].map(
      (next): Case => ({ id: 'D28', what: next, path: `/staff/sign-in?next=${enc(next)}`, status: [200, 404, 503] }),
    ),
    put('E07', 'without a version', {}, {}, [400, 428]),
    ...['"999"', '"x"', '*', '"-1"', 'W/"999"'].map((tag) =>
      put('E08', `version ${tag}`, { 'if-match': tag }, {}, [400, 412]),
    ),
    ...['isAdmin', 'state', 'version', 'approvedBy', 'unitId', 'id', 'decisionNumber'].map((key) =>
      put('E06', `with ${key}`, { 'if-match': '"1"' }, { [key]: 'x' }, [400]),
    ),
    ...Array.from(
      { length: 40 },
      (_, at): Case => ({
        id: 'E02',
        what: `round guessed ${at}`,
        who: 'designer',
        path: `/api/rounds/${(at * 7919).toString(16).padStart(32, '0')}`,
        status: [404],
        code: 'not_found',
      }),
    ),
    ...['coordinator', 'assessor', 'appraiser', 'auditor', 'director', 'analyst'].map(
      (who): Case => ({
        id: 'E01',
        what: `${who} makes an account`,
        who,
        method: 'POST',
        path: '/api/people',
        body: '{}',
        status: [403],
      }),
    ),
    ...['nobody', 'coordinator', 'assessor', 'appraiser'].map(
      (who): Case => ({
        id: 'E01',
        what: `${who} reads a round`,
        who,
        path: `/api/rounds/${round}`,
        status: [401, 403, 404],
      }),
    ),
    ...['PUT', 'PATCH', 'DELETE', 'POST'].map(
      (method): Case => ({
        id: 'E16',
        what: `${method} the audit chain`,
        who: 'admin',
        method,
        path: '/api/audit/verify',
        body: '{}',
        status: [404, 405],
      }),
    ),
    {
      id: 'E05',
      what: 'one account of many is not there',
      who: 'admin',
      method: 'PUT',
      path: `/api/people/${account}x`,
      body: '{}',
      status: [400, 404],
    },
  ]
}

/** Groups F and G: files that are not what they say. */
function files({ draft }: Things): Case[] {
  const kinds: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no PDF', 'hello'],
    ['a cut PDF', '%PDF-1.7\n'],
    [
      'a PDF that acts',
      '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
    ],
    [
      'a PDF that launches',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
    ],
    ['a PDF behind a lock', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>\n%%EOF'],
    ['a page of markup', '<html><script>alert(1)</script></html>'],
    ['half a ZIP', 'PK\u0003\u0004'],
    ['a GIF', 'GIF89a'],
    ['zeros', '\u0000'.repeat(500)],
    ['a polyglot', 'GIF89a%PDF-1.7\n<script>alert(1)</script>'],
  ]
  const file = (id: string, path: string, what: string, body: string, type: string): Case => ({
    ...{ id, what, who: 'designer', method: 'POST', path, body, status: [400, 404, 409, 413, 415, 422, 428] },
    headers: { 'content-type': type, 'if-match': '"1"', 'x-file-name': '..%2f..%2fx.pdf' },
  })
  const tables = [
    '',
    'x',
    'a;b\n1;2',
    '=1+1,2',
    '\u0000\u0001',
    '"unclosed',
    `${'a,'.repeat(5_000)}\n`,
    '__proto__,constructor\n1,2',
    '<script>,x\n1,2',
  ]
  return [
    ...kinds.flatMap(([what, body]) => [
      file('F02', '/api/evidence?title=x', what, body, 'application/pdf'),
      file('F10', '/api/media', what, body, 'image/png'),
      file(
        'G02',
        `/api/rounds/${draft}/frame`,
        what,
        body,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ),
      file('G02', '/api/units/import?check=1', what, body, 'application/octet-stream'),
      file('G02', '/api/instruments/import', what, body, 'application/octet-stream'),
    ]),
    ...tables.flatMap((body) => [
      file('G15', `/api/rounds/${draft}/frame`, `table ${JSON.stringify(body.slice(0, 12))}`, body, 'text/csv'),
      file('G15', '/api/units/import?check=1', `table ${JSON.stringify(body.slice(0, 12))}`, body, 'text/csv'),
    ]),
  ]
}

/** Groups H, J, L and M: what is asked for, and how. */
function asking({ round }: Things): Case[] {
  const odd = HOSTILE_TEXTS.slice(0, 40)
  const methods = ['TRACE', 'FOO', 'PROPFIND', 'PATCH', 'DELETE', 'PUT']
  const hidden = [
    '/.git/config',
    '/.env',
    '/package.json',
    '/data/hailong.sqlite',
    '/hailong.sqlite',
    '/config',
    '/main.js.map',
    '/debug',
    '/keys/master.key',
    '/server/main.js',
    '/node_modules/hono/package.json',
    '/wp-login.php',
    '/admin',
    '/backup.age',
    '/evidence/',
    '/staff/../server/main.js',
    '/staff/..%2fserver%2fmain.js',
    '/p/..%2f..%2fkeys%2fmaster.key',
    '/media/..%2f..%2fkeys%2fmaster.key',
  ]
  return [
    ...odd.map(
      (text): Case => ({
        id: 'H15',
        what: `format ${text.slice(0, 16)}`,
        who: 'analyst',
        path: `/api/rounds/${round}/export?format=${enc(text)}`,
        status: [400, 404],
      }),
    ),
    ...odd.map(
      (text): Case => ({
        id: 'J01',
        what: `looking for ${text.slice(0, 16)}`,
        who: 'designer',
        path: `/api/evidence?words=${enc(text)}`,
        status: [200, 400],
      }),
    ),
    ...['-1', '0', '1e9', 'abc', '1.5'].map(
      (limit): Case => ({
        id: 'J02',
        what: `limit ${limit}`,
        who: 'designer',
        path: `/api/rounds?limit=${limit}`,
        status: [200, 400],
      }),
    ),
    ...hidden.map((path): Case => ({ id: 'L20', what: path, path, status: [400, 404] })),
    ...methods.map(
      (method): Case => ({
        id: 'L03',
        what: method,
        method,
        path: '/api/rounds',
        ...(method === 'TRACE' ? {} : { body: '{}' }),
        status: [400, 403, 404, 405, 415, 501],
      }),
    ),
    { id: 'L02', what: 'an address of 64 KB', path: `/p/${'x'.repeat(65_000)}`, status: [414, 431] },
    {
      id: 'L02',
      what: 'a header of 64 KB',
      path: '/p/ph-th',
      headers: { 'x-long': 'y'.repeat(65_000) },
      status: [431],
    },
    {
      id: 'L09',
      what: 'an expectation of something',
      method: 'POST',
      path: '/api/declines',
      headers: { expect: 'x' },
      body: '{}',
      status: [417],
    },
    ...['bytes=9-1', 'bytes=-', 'bytes=0-0,1-1,2-2', 'lines=1-2'].map(
      (range): Case => ({ id: 'F15', what: range, path: '/p/ph-th', headers: { range }, status: [200, 206, 416] }),
    ),
    ...['x', `${'1.2.3.4, '.repeat(500)}`, '::ffff:1.2.3.4', "' OR 1"].map(
      (value): Case => ({
        id: 'M06',
        what: `forwarded ${value.slice(0, 10)}`,
        path: '/api/forms/ph-th',
        headers: { forwarded: value, 'x-real-ip': value },
        status: [200, 431],
      }),
    ),
  ]
}

export const casesOf = (things: Things): Case[] => [
  ...addresses(things),
  ...sheets(things),
  ...doors(things),
  ...files(things),
  ...asking(things),
]
