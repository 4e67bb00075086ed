import { type Case, enc, type Things } from './case.ts'

/** Groups D and E: ways in, and things of others. */
export function doors({ round, draft, account }: Things): Case[] {
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
