import { type Case, enc, type Things } from './case.ts'
import { HOSTILE_TEXTS } from './hostile.ts'

/** Groups H, J, L and M: what is asked for, and how. */
export function asking({ round }: Things): Case[] {
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
        path: `/api/evidence?q=${enc(text)}`,
        status: [200, 400],
      }),
    ),
    ...['-1', '0', '1e9', 'abc', '1.5'].map(
      (limit): Case => ({
        id: 'J02',
        what: `limit ${limit}`,
        who: 'designer',
        path: `/api/evidence?limit=${limit}`,
        status: [400],
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
        status: [405, 501],
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
