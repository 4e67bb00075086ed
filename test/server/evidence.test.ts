import { readdir, stat, truncate, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { scanPdf } from '../../server/evidence/pdf-scan.ts'
import { makeServer } from '../../server/http/listen.ts'
import { json, world } from '../world.ts'
import { makePdf, objectStream, streamOf } from './make-pdf.ts'

const ABOUT = new URLSearchParams({
  number: '45/QĐ-SGDĐT',
  issuedOn: '2021-03-15',
  issuer: 'Sở Giáo dục và Đào tạo',
  abstract: 'Về việc ban hành kế hoạch cải cách hành chính',
})

async function office() {
  const at = await world()
  const admin = await at.as('admin')
  const send = (bytes: Uint8Array, headers: Record<string, string> = {}) =>
    admin(`/api/evidence?${ABOUT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', ...headers },
      body: new Uint8Array(bytes),
    })
  const files = () => readdir(join(at.dataDir, 'evidence')).catch(() => [])
  return { ...at, admin, send, files }
}

test('a paper is kept under a name nobody chose, and opens as a download and nothing else', async () => {
  const { send, files, admin, db, as } = await office()
  const bytes = makePdf()
  const kept = await send(bytes, { 'x-file-name': encodeURIComponent('..\\Quyết định "45"\r\n.pdf') })
  expect(kept.status, await kept.clone().text()).toBe(201)
  const { id } = (await kept.json()) as { id: string }
  expect(await files()).toEqual([`${id}.pdf`])
  const listed = (await (await admin('/api/evidence')).json()) as { evidence: Record<string, unknown>[] }
  expect(listed.evidence).toMatchObject([
    { id, number: '45/QĐ-SGDĐT', fileName: 'Quyết định 45.pdf', size: bytes.length },
  ])
  const opened = await admin(`/api/evidence/${id}/file`)
  // Case F21: not a byte changes, so what a PDF says of who made it stays, for those within reach.
  expect(Buffer.from(await opened.arrayBuffer()).equals(bytes)).toBe(true)
  expect(opened.headers.get('content-disposition')).toBe(
    `attachment; filename="minh-chung-${id.slice(0, 8)}.pdf"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%2045.pdf`,
  )
  expect(opened.headers.get('content-security-policy')).toContain('sandbox')
  expect(opened.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await (await as('analyst'))(`/api/evidence/${id}/file`)).status).toBe(403)
  const withdraw = (tag: string) => admin(`/api/evidence/${id}/withdraw`, json('POST', {}, { 'if-match': tag }))
  expect((await withdraw('"7"')).status).toBe(412)
  expect((await withdraw('"1"')).status).toBe(200)
  expect((await admin(`/api/evidence/${id}/file`)).status).toBe(404)
  const trail = await db.selectFrom('auditEntry').select('action').where('object', '=', id).execute()
  expect(trail.map(({ action }) => action)).toEqual(['evidence.keep', 'evidence.open', 'evidence.withdraw'])
})

const script = '<< /S /JavaScript /JS (app.alert(1)) >>'
const REFUSED: Readonly<Record<string, readonly [Buffer, string]>> = {
  'no PDF': [Buffer.from('<html>'), 'pdf_not'],
  'a PDF behind something else': [Buffer.concat([Buffer.from('MZ'), makePdf()]), 'pdf_not'],
  'cut off': [makePdf().subarray(0, -60), 'pdf_cut'],
  'something behind its end': [Buffer.concat([makePdf(), Buffer.from('PK\x03\x04')]), 'pdf_cut'],
  encrypted: [makePdf({ trailer: '/Encrypt 4 0 R' }), 'pdf_encrypted'],
  'a script': [makePdf({ more: [script] }), 'pdf_active'],
  'a script written with signs': [
    makePdf({ more: [script.replace('JavaScript', 'J#61v#61Script').replace('/JS', '/#4a#53')] }),
    'pdf_active',
  ],
  'opens with an act': [makePdf({ catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>' }), 'pdf_active'],
  'starts a program': [makePdf({ more: ['<< /S /Launch /F (cmd.exe) >>'] }), 'pdf_active'],
  'carries a file': [makePdf({ catalog: '/Names << /EmbeddedFiles 4 0 R >>' }), 'pdf_active'],
  'acts when a page is shown': [makePdf({ catalog: '/AA << /WC 4 0 R >>' }), 'pdf_active'],
  'a form of its own kind': [makePdf({ catalog: '/AcroForm << /XFA 4 0 R >>' }), 'pdf_active'],
  'a link to a file of the reader': [makePdf({ more: ['<< /S /URI /URI (file:///etc/passwd) >>'] }), 'pdf_active'],
  'a link to a script': [makePdf({ more: ['<< /S /URI /URI (javascript:app.alert) >>'] }), 'pdf_active'],
  'a link nobody can read': [makePdf({ more: ['<< /S /URI /URI <66696C653A2F2F> >>'] }), 'pdf_active'],
  'a link behind a remark': [makePdf({ more: ['<< /S /URI /URI%x\n(\\146ile:///etc/passwd) >>'] }), 'pdf_active'],
  'a link that stands elsewhere': [
    makePdf({ more: ['<< /S /URI /URI 4 0 R >>', '(file:///etc/passwd)'] }),
    'pdf_active',
  ],
  'a stream whose content is a file': [
    makePdf({ more: [streamOf('/F (/etc/passwd)', Buffer.from(''))] }),
    'pdf_active',
  ],
  'another document, between remarks that claim to be a stream': [
    makePdf({ more: ['null\n%>>stream\n', '<< /S /GoToR /F (//x/y) >>', 'null\n%endstream\n'] }),
    'pdf_active',
  ],
  'a form of its own kind, inside the bytes of a stream': [
    makePdf({ more: [streamOf('', Buffer.from('7 0 obj << /XFA 4 0 R >> endobj'))] }),
    'pdf_active',
  ],
  'objects in a stream that does not say so': [
    makePdf({ more: [streamOf('/N 1 /First 4 /Filter /FlateDecode', deflateSync(Buffer.from(`9 0 ${script}`)))] }),
    'pdf_active',
  ],
  'objects packed in a way that stands elsewhere': [
    makePdf({
      more: [
        streamOf('/Type /ObjStm /N 1 /First 4 /Filter 5 0 R', deflateSync(Buffer.from(`9 0 ${script}`))),
        '/FlateDecode',
      ],
    }),
    'pdf_unreadable',
  ],
  'a script inside an object stream': [makePdf({ more: [objectStream(script)] }), 'pdf_active'],
  'a script behind what claims to be a stream': [makePdf({ more: [`(stream\n) ${script} (endstream)`] }), 'pdf_active'],
  'objects packed in a way nobody can look into': [
    makePdf({ more: [streamOf('/Type /ObjStm /Filter /LZWDecode', Buffer.from('x'))] }),
    'pdf_unreadable',
  ],
  'objects under a predictor': [
    makePdf({
      more: [
        streamOf('/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>', deflateSync(Buffer.from('x'))),
      ],
    }),
    'pdf_unreadable',
  ],
}

// Cases F02, F03 and F04.
test.each(Object.keys(REFUSED))('%s: refused by name', async (name) => {
  const [bytes, code] = REFUSED[name]
  expect(await scanPdf(bytes)).toBe(code)
})

// Case F06.
test('objects that unpack without end are cut short', async () => {
  const bomb = deflateSync(Buffer.alloc(4_000_000))
  expect(bomb.length).toBeLessThan(10_000)
  const document = makePdf({ more: [streamOf('/Type /ObjStm /Filter /FlateDecode', bomb)] })
  expect(await scanPdf(document, 1_000_000)).toBe('pdf_inside_too_large')
  expect(await scanPdf(document)).toBeUndefined()
})

test('what ordinary programs write is taken: a place to open at, links, pictures, packed objects', async () => {
  expect(await scanPdf(makePdf({ catalog: '/OpenAction [3 0 R /XYZ null null 0] /Lang (vi-VN)' }))).toBeUndefined()
  expect(
    await scanPdf(
      makePdf({
        catalog: '/URI << /Base (https://soctrang.gov.vn/) >>',
        more: [
          '<< /URI (https://soctrang.gov.vn) /S /URI >>',
          '<< /S /URI /URI(mailto:so@soctrang.gov.vn) >>',
          '<< /S/URI/URI (van-ban/12.pdf) >>',
          objectStream('<< /Type /Font >>'),
        ],
      }),
    ),
  ).toBeUndefined()
  // The short names may stand in compressed bytes by chance.
  expect(await scanPdf(makePdf({ more: [streamOf('/Type /XObject', Buffer.from('x/JS /AA y'))] }))).toBeUndefined()
  // Four bytes such as these stand in packed bytes by chance; with what an act says behind them they do not.
  const packed = (text: string) => makePdf({ more: [streamOf('/Type /XObject', Buffer.from(text, 'latin1'))] })
  expect(await scanPdf(packed('\x93/JS(\x9c\xe1Q\x04\xb7 7\xff /AA<\xc2\x11'))).toBeUndefined()
  expect(await scanPdf(packed('\x93/JS (app.alert(1)) \xff'))).toBe('pdf_active')
  expect(await scanPdf(packed('\x93/AA << /O 4 0 R >>'))).toBe('pdf_active')
})

// Cases F04 and F05.
test('what is refused, too long or too much leaves nothing behind', async () => {
  const { send, files, admin, db, dataDir } = await office()
  const refused = await send(makePdf({ more: [script] }))
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'evidence_refused'])
  expect((await send(Buffer.alloc(0))).status).toBe(422)
  expect((await send(new Uint8Array(30_000_001))).status).toBe(413)
  // What comes in pieces is on disk before its end is there: nothing of it is gathered in memory.
  let onDisk = 0
  async function* piecesOf(count: number) {
    for (let sent = 0; sent < count; sent++) {
      if (sent === 29) for (const name of await files()) onDisk += (await stat(join(dataDir, 'evidence', name))).size
      yield new Uint8Array(1_000_000)
    }
  }
  const pieces = Readable.toWeb(Readable.from(piecesOf(40)))
  const endless = {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: pieces as unknown as BodyInit,
    duplex: 'half',
  }
  expect((await admin(`/api/evidence?${ABOUT}`, endless as RequestInit)).status).toBe(413)
  expect(onDisk).toBeGreaterThan(1_000_000)
  expect((await admin('/api/evidence?number=1', { method: 'POST', body: makePdf() as BodyInit })).status).toBe(400)
  expect(
    (await admin(`/api/evidence?${ABOUT}&unit=none`, { method: 'POST', body: makePdf() as BodyInit })).status,
  ).toBe(404)
  expect(await files()).toEqual([])
  expect(await db.selectFrom('evidence').selectAll().execute()).toEqual([])
})

test('of a file that was changed or cut on disk the reader never gets the end', async () => {
  const { send, admin, dataDir, app, deps } = await office()
  const { id } = (await (await send(makePdf({ more: [streamOf('', Buffer.alloc(300_000, 32))] }))).json()) as {
    id: string
  }
  const server = makeServer(app, deps.config)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const read = async () => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/evidence/${id}/file`, { headers: { cookie: admin.cookie } })
    return (await reply.arrayBuffer()).byteLength
  }
  const size = await read()
  expect(size).toBeGreaterThan(300_000)
  const path = join(dataDir, 'evidence', `${id}.pdf`)
  await truncate(path, 200_000)
  const cut = await admin(`/api/evidence/${id}/file`)
  expect([cut.status, ((await cut.json()) as { code: string }).code]).toEqual([409, 'evidence_damaged'])
  await writeFile(path, Buffer.alloc(size))
  await expect(read()).rejects.toThrow()
})
