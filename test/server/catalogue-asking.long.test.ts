import { setImmediate as others } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { faultsOf } from '../abuse/oracle.ts'
import { watchOf } from '../abuse/surroundings.ts'
import { processorTime } from '../processor-time.ts'
import { json, world } from '../world.ts'
import { etag, ROUND } from './journey.ts'

type Parameter = Readonly<{
  name: string
  in: string
  schema: Readonly<{ type?: string; enum?: unknown; pattern?: unknown }>
}>
type Document = Readonly<{ paths: Record<string, { get?: { parameters?: readonly Parameter[] } }> }>

const STATEMENTS = ["' OR '1'='1", '1; DROP TABLE response--', "x' UNION SELECT id, passwordHash, 1 FROM account--"]

/** A round on a database that counts what is stored; every question as whoever may ask most. */
async function asking() {
  const at = await world({ onSqlite: true })
  const admin = await at.as('admin')
  const { id } = (await (await admin('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const { changes } = await watchOf(at.db)
  const ask = async (address: string, who = admin) => {
    await others()
    const reply = await who(address)
    const text = await reply.text()
    return {
      address,
      status: reply.status,
      text,
      faults: faultsOf({ status: reply.status, headers: reply.headers, text }, address),
    }
  }
  return { ...at, id, admin, changes, ask }
}

test('what is put into an address is looked for and never carried out', async () => {
  const { app, id, changes, ask } = await asking()
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as Document
  const asked: string[] = []
  // Case J01: every text of every question, and every place of an address.
  for (const [path, { get }] of Object.entries(paths)) {
    if (!get || path.startsWith('/staff')) continue
    const turn = asked.length % STATEMENTS.length
    if (path.includes('{')) asked.push(path.replace(/\{\w+\}/g, encodeURIComponent(STATEMENTS[turn] ?? '')))
    for (const statement of STATEMENTS) {
      const said = encodeURIComponent(statement)
      for (const { name, schema } of get.parameters?.filter((one) => one.in === 'query') ?? [])
        if (schema.type === 'string' && !schema.enum && !schema.pattern)
          asked.push(`${path.replace(/\{\w+\}/g, path.startsWith('/api/rounds') ? id : 'x')}?${name}=${said}`)
    }
  }
  expect(asked.length).toBeGreaterThan(100)
  const before = await changes()
  for (const address of asked) {
    const { status, faults } = await ask(address)
    expect([address, faults]).toEqual([address, []])
    expect([200, 302, 303, 400, 403, 404, 503], `${address} ${status}`).toContain(status)
  }
  expect(await changes()).toBe(before)
}, 60_000)

test('what cannot be meant is refused, what nobody asks for changes nothing, and no file comes by its path or under a typed name', async () => {
  const { id, admin, as, changes, ask } = await asking()
  const designer = await as('designer', { email: 'other@example.vn' })
  const before = await changes()
  const papers = (query: string) => ask(`/api/evidence?${query}`, designer)
  // Case J02.
  for (const wrong of ['-1', '0', '1e9', 'abc', '1.5', '', '101', 'NaN'])
    expect([wrong, (await papers(`limit=${wrong}`)).status]).toEqual([wrong, 400])
  for (const wrong of ['-1', '1e9', 'abc', '1.5']) expect((await papers(`offset=${wrong}`)).status).toBe(400)
  // Case J08: the furthest place there is, and one behind it.
  const far = await papers('offset=100000')
  expect([far.status, JSON.parse(far.text)]).toEqual([200, { evidence: [], more: false }])
  expect((await papers('offset=1000000000')).status).toBe(400)
  // Cases J05 and J07.
  for (const word of [
    '%',
    '_',
    '\\',
    '%%%%',
    'a%b',
    '',
    '   ',
    '(a+)+$',
    '.*',
    '[',
    '😀',
    'ភាសាខ្មែរ',
    'quyết định'.normalize('NFD'),
  ]) {
    const { status, text } = await papers(`q=${encodeURIComponent(word)}`)
    expect([word, status, JSON.parse(text)]).toEqual([word, 200, { evidence: [], more: false }])
  }
  const ms = processorTime()
  expect((await papers(`q=${'%25'.repeat(10_000)}`)).status).toBe(400)
  expect(ms()).toBeLessThan(1_000)
  // Cases J04, J06, J09 and J10: there are no filters, cursors or chosen fields, so none of them opens anything.
  for (const address of [
    '/api/people',
    '/api/rounds',
    `/api/rounds/${id}`,
    '/api/units',
    '/api/instruments',
    '/api/evidence',
  ]) {
    const who = address === '/api/evidence' ? designer : admin
    const plain = await ask(address, who)
    expect(plain.status).toBe(200)
    const ids = Array.from({ length: 10_000 }, (_, at) => `ids=${at}`).join('&')
    for (const more of [
      'filter[passwordHash]=x',
      "filter[a'.b[*]]=x",
      'fields=passwordHash,codeHash',
      'sort=passwordHash',
      'cursor=eyJpZCI6IngifQ',
      'page=1000000000',
      ids,
    ]) {
      const reply = await ask(`${address}?${more}`, who)
      expect([address, reply.status, reply.text]).toEqual([address, 200, plain.text])
    }
    expect(plain.text).not.toMatch(/passwordHash|codeHash|argon2|"secret/)
  }
  expect(await changes()).toBe(before)

  // Case H15.
  const away = ['..%2f..%2fhailong.sqlite', '%2e%2e%2f%2e%2e%2fkeys%2fmaster.key', '..%5c..%5cx', '%00', 'x']
  for (const name of away)
    for (const address of [
      `/api/evidence/${name}/file`,
      `/api/documents/${name}/file`,
      `/media/${name}`,
      `/api/rounds/${name}/export?format=csv`,
    ])
      expect(`${address} ${(await ask(address)).status}`).toBe(`${address} 404`)
  const query = await ask(`/api/rounds/${id}/export?format=csv&file=../../hailong.sqlite`)
  expect(query.status).toBe(404)
  // Case H13.
  const name = 'Khảo sát\r\nSet-Cookie: a=b\r\n"; filename="x.exe" ../../x \u202ecod.fdp ភាសា'
  const made = await admin('/api/rounds', json('POST', { ...ROUND, name }))
  expect(made.status).toBe(201)
  const typed = ((await made.json()) as { id: string }).id
  const documents = await admin(
    `/api/rounds/${typed}/documents`,
    json('POST', { paper: 'plan' }, await etag(admin, typed)),
  )
  const listed = documents.status === 201 ? ((await documents.json()) as { documents: { id: string }[] }).documents : []
  const files = [`/api/rounds/${typed}/frame/template`, ...listed.map((one) => `/api/documents/${one.id}/file`)]
  for (const address of files) {
    const reply = await admin(address)
    expect(`${address} ${reply.status}`).toBe(`${address} 200`)
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/)
    expect(reply.headers.get('set-cookie')).toBeNull()
  }
  const draft = (await (await admin('/api/instruments/ph-th@2021.1/draft', json('POST', {}))).json()) as {
    id: string
    lockVersion: number
    definition: object
  }
  const titled = { ...draft.definition, title: { vi: name.replaceAll(/[\r\n\u202e]+/g, ' ') } }
  const saved = await admin(
    `/api/instruments/${draft.id}`,
    json('PUT', { definition: titled }, { 'if-match': `"${draft.lockVersion}"` }),
  )
  expect(saved.status).toBe(200)
  for (const kind of ['json', 'xlsform', 'translation', 'ddi']) {
    const reply = await admin(`/api/instruments/${draft.id}/file?as=${kind}`)
    if (reply.status === 200)
      expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.@-]+"$/)
    else expect([kind, reply.status]).toEqual([kind, 422])
  }
}, 60_000)
