import type { Case, Things } from './case.ts'

/** Groups F and G: files that are not what they say. */
export function files({ draft }: Things): Case[] {
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
