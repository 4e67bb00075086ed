import { type Case, enc, type Things } from './case.ts'
import { HOSTILE_TEXTS } from './hostile.ts'

/** Group A: addresses of the public. */
export function addresses({ slip }: Things): Case[] {
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
