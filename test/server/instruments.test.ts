import { expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { json, world } from '../world.ts'
import { ROUND } from './journey.ts'

type Definition = {
  form: string
  version: string
  title: { vi: string }
  blocks: { id: string; items: { id: string; text: Record<string, unknown>; [more: string]: unknown }[] }[]
}
type Version = {
  id: string
  state: string
  version: string
  lockVersion: number
  definition: Definition
  issues: Issue[]
}
type Issue = { path: string; code: string; detail?: Record<string, unknown> }
type Problem = { code: string; current?: Version; errors?: (Issue & { pointer: string })[] }
type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>

const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const locked = ({ lockVersion }: Version) => ({ 'if-match': `"${lockVersion}"` })

async function beginDraft(who: Caller, from = 'ph-th@2021.1'): Promise<Version> {
  const reply = await who(`/api/instruments/${from}/draft`, json('POST', {}))
  expect(reply.status).toBe(201)
  return read(reply)
}
const save = (who: Caller, draft: Version, change: (definition: Definition) => void, headers = locked(draft)) => {
  const definition = structuredClone(draft.definition)
  change(definition)
  return who(`/api/instruments/${draft.id}`, json('PUT', { definition }, headers))
}
const step = (who: Caller, draft: Version, name: string, body: unknown = {}) =>
  who(`/api/instruments/${draft.id}/${name}`, json('POST', body, locked(draft)))
const say = (vi: string) => (definition: Definition) => {
  definition.blocks[0].items[0].text = { vi, en: vi }
}
const actions = async (db: Awaited<ReturnType<typeof world>>['db']) =>
  (await db.selectFrom('auditEntry').select('action').where('action', 'like', 'instruments.%').execute())
    .map(({ action }) => action)
    .filter((action, place) => action !== 'instruments.publish' || place >= Object.keys(FORMS).length)

test('a form is changed as a draft, read by a second person, published by the director, and every step is in the trail', async () => {
  const { as, db } = await world()
  const [designer, director] = [await as('designer'), await as('director')]
  const draft = await beginDraft(designer)
  expect(draft).toMatchObject({ state: 'draft', version: '2021.2', issues: [] })
  const saved = await read<Version>(save(designer, draft, say('Câu hỏi mới')))
  expect(saved.lockVersion).toBe(draft.lockVersion + 1)
  expect((await step(designer, saved, 'review')).status).toBe(403)
  expect((await step(director, saved, 'publish', { decision: 'QĐ 1' })).status).toBe(409)
  const reviewed = await read<Version>(step(director, saved, 'review'))
  expect(reviewed.state).toBe('reviewed')
  expect((await step(designer, reviewed, 'publish', { decision: 'QĐ 1' })).status).toBe(403)
  const published = await read<Version>(step(director, reviewed, 'publish', { decision: 'QĐ 1/QĐ-SGDĐT' }))
  expect(published).toMatchObject({ id: 'ph-th@2021.2', state: 'published' })
  expect(await actions(db)).toEqual([
    'instruments.create_draft',
    'instruments.edit',
    'instruments.review',
    'instruments.publish',
  ])
  const { forms } = await read<{ forms: { form: string; versions: { id: string; state: string }[] }[] }>(
    designer('/api/instruments'),
  )
  expect(forms.find(({ form }) => form === 'ph-th')?.versions).toMatchObject([
    { id: 'ph-th@2021.2', state: 'published' },
    { id: 'ph-th@2021.1', state: 'published' },
  ])
  expect(await read(designer('/api/instruments/ph-th@2021.2/history'))).toMatchObject({
    history: [{}, {}, { name: 'director' }, { action: 'instruments.publish', name: 'director' }],
  })
})

test('no route can change a version that was published', async () => {
  const { app, as, db } = await world()
  const [designer, director, admin] = [await as('designer'), await as('director'), await as('admin')]
  const draft = await beginDraft(designer)
  const reviewed = await read<Version>(step(director, draft, 'review'))
  await step(director, reviewed, 'publish', { decision: 'QĐ 2' })
  const rows = () => db.selectFrom('instrument').select(['id', 'definition', 'contentHash']).orderBy('id').execute()
  const record = () => db.selectFrom('instrumentDraft').selectAll().execute()
  const [before, recordBefore] = [await rows(), await record()]
  // The administrator may call each of these.
  const writing = app.routes.filter(
    ({ method, path }) => path.startsWith('/api/instruments') && !['GET', 'ALL'].includes(method),
  )
  expect(writing.length).toBeGreaterThan(8)
  const definition = structuredClone(phTh) as unknown as Definition
  say('Câu bị sửa')(definition)
  const text = { pointer: '/blocks/0/items/0/text', language: 'vi', words: phTh.blocks[0].items[0].text.vi }
  for (const { method, path } of writing)
    for (const id of ['ph-th@2021.2', draft.id])
      for (const body of [{ definition }, {}, { decision: 'QĐ 3' }, { reason: 'thử' }, { ...text, reviewed: true }])
        await admin(
          `${path.replace(':id', encodeURIComponent(id))}${path.endsWith('/import') ? '?as=json' : ''}`,
          json(method, body, { 'if-match': `"${recordBefore[0].lockVersion}"` }),
        )
  expect((await rows()).filter(({ id }) => before.some((row) => row.id === id))).toEqual(before)
  expect((await record()).filter(({ id }) => id === draft.id)).toEqual(recordBefore)
  // The database itself refuses as well, should a route ever forget.
  await expect(
    db.updateTable('instrument').set({ definition: '{}' }).where('id', '=', 'ph-th@2021.1').execute(),
  ).rejects.toThrow(/never changed/)
  await expect(db.deleteFrom('instrumentDraft').where('id', '=', draft.id).execute()).rejects.toThrow(/never changed/)
})

// Case E08.
test('two people who write at once lose nothing: the second is shown what the first has saved', async () => {
  const { as } = await world()
  const [designer, admin] = [await as('designer'), await as('admin')]
  const draft = await beginDraft(designer)
  expect((await save(admin, draft, say('Người thứ nhất'))).status).toBe(200)
  const late = await save(designer, draft, say('Người thứ hai'))
  expect(late.status).toBe(412)
  const { code, current } = await read<Problem>(late)
  expect(code).toBe('stale')
  expect(current?.definition.blocks[0].items[0].text.vi).toBe('Người thứ nhất')
  const blind = await save(designer, draft, say('Không nói bản nào'), {} as never)
  expect(blind.status).toBe(428)
  expect((await read<Problem>(blind)).current?.lockVersion).toBe(draft.lockVersion + 1)
  if (!current) throw new Error('the reply holds the version that stands')
  expect((await save(designer, current, say('Người thứ hai'))).status).toBe(200)
  const { others } = await read<{ others: string[] }>(admin(`/api/instruments/${draft.id}/editors`))
  expect(others).toEqual([])
  expect(await read(designer(`/api/instruments/${draft.id}/editors`))).toMatchObject({ others: ['admin'] })
})

test('a form with errors is not published, and each error names its item', async () => {
  const { as } = await world()
  const [designer, director] = [await as('designer'), await as('director')]
  const draft = await beginDraft(designer)
  const broken = await read<Version>(
    save(designer, draft, ({ blocks }) => {
      blocks[0].items[0].relevant = `$${'{B9x}'} = '1'`
      blocks[0].items[1].text = { vi: 'Chỉ có tiếng Việt' }
      blocks[1].items[0].id = blocks[1].items[1].id
    }),
  )
  const named = (issues: readonly Issue[]) => issues.map(({ code, detail }) => `${code} ${detail?.item}`)
  expect(named(broken.issues)).toEqual(
    expect.arrayContaining(['item_duplicate B2', 'translation_missing A2', expect.stringMatching(/unknown A1$/)]),
  )
  const reply = await step(director, broken, 'review')
  expect(reply.status).toBe(422)
  expect((await read<Problem>(reply)).errors?.every(({ pointer }) => pointer.startsWith('/blocks/'))).toBe(true)
  // A draft may be unfinished, but it is always a form.
  for (const definition of [{}, [], { ...draft.definition, blocks: [{ id: 'A' }] }])
    expect((await designer(`/api/instruments/${draft.id}`, json('PUT', { definition }, locked(broken)))).status).toBe(
      400,
    )
})

test('writers cannot vouch for their own text, a mark falls with its words, and nobody can write one by hand', async () => {
  const { as } = await world()
  const [designer, director] = [await as('designer'), await as('director')]
  const draft = await beginDraft(designer)
  const words = phTh.blocks[0].items[0].text.vi
  const mark = { pointer: '/blocks/0/items/0/text', language: 'vi', words, reviewed: true }
  const send = (who: Caller, body: object) => who(`/api/instruments/${draft.id}/marks`, json('POST', body))
  expect((await send(designer, mark)).status).toBe(403)
  const marked = await read<Version>(send(director, mark))
  expect(marked.definition.blocks[0].items[0].text.reviewed).toEqual({ vi: { by: 'director', on: '2021-10-05' } })
  expect((await send(director, { ...mark, words: 'Câu khác' })).status).toBe(412)
  const forged = await read<Version>(
    save(designer, marked, ({ blocks }) => {
      blocks[0].items[1].text.reviewed = { vi: { by: 'director', on: '2021-10-05' } }
    }),
  )
  expect(forged.definition.blocks[0].items[1].text.reviewed).toBeUndefined()
  expect(forged.definition.blocks[0].items[0].text.reviewed).toBeDefined()
  const reworded = await read<Version>(
    save(designer, forged, ({ blocks }) => {
      blocks[0].items[0].text.vi = 'Câu hỏi viết lại'
    }),
  )
  expect(reworded.definition.blocks[0].items[0].text.reviewed).toBeUndefined()
})

test('a version is withdrawn for new rounds, and a draft is thrown away, but neither without a trace', async () => {
  const { as, db } = await world()
  const [designer, director] = [await as('designer'), await as('director')]
  const gone = await director('/api/instruments/ph-mn@2021.1/withdraw', json('POST', { reason: 'Có bản mới' }))
  expect(await read(gone)).toMatchObject({ state: 'withdrawn' })
  expect((await designer('/api/forms/ph-mn')).status).toBe(404)
  const draft = await beginDraft(designer)
  expect((await designer(`/api/instruments/${draft.id}`, { method: 'DELETE' })).status).toBe(428)
  const thrown = await designer(`/api/instruments/${draft.id}`, { method: 'DELETE', headers: locked(draft) })
  expect(thrown.status).toBe(204)
  expect(await actions(db)).toEqual(['instruments.withdraw', 'instruments.create_draft', 'instruments.discard'])
})

test('two versions are laid side by side, item by item', async () => {
  const { as } = await world()
  const designer = await as('designer')
  const draft = await beginDraft(designer)
  await save(designer, draft, ({ blocks, title }) => {
    say('Câu hỏi mới')({ blocks } as Definition)
    blocks[0].items.splice(1, 1)
    blocks[1].items.push({ ...structuredClone(blocks[1].items[0]), id: 'B99' })
    title.vi = 'Tên mới'
  })
  type Compared = { heads: { key: string }[]; items: { id: string; kind: string; after: unknown }[] }
  const { heads, items } = await read<Compared>(designer(`/api/instruments/compare?from=ph-th@2021.1&to=${draft.id}`))
  expect(heads.map(({ key }) => key)).toEqual(['title'])
  expect(items.filter(({ kind }) => kind !== 'same').map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    'A1 changed',
    'B99 added',
    'A2 removed',
  ])
})

test('a round asks published versions only, and goes on asking its own when a newer one comes', async () => {
  const at = await world()
  const [director, admin] = [await at.as('director'), await at.as('admin')]
  const draft = await beginDraft(admin)
  const made = await read<{ id: string; version: number }>(admin('/api/rounds', json('POST', ROUND)))
  const choose = async (forms: readonly string[], version = made.version) =>
    admin(`/api/rounds/${made.id}/forms`, json('PUT', { forms }, { 'if-match': `"${version}"` }))
  for (const forms of [[draft.id], ['ph-th@2021.2'], ['ph-th@2021.1', 'ph-th@2021.1'], ['ph-nn@2021.1']])
    expect((await choose(forms)).status, forms.join()).toBe(422)
  const chosen = await read<{ matrix: { instrumentId: string }[] }>(choose(['ph-th@2021.1', 'ph-thcs@2021.1']))
  expect(chosen.matrix.map(({ instrumentId }) => instrumentId)).toEqual(['ph-th@2021.1', 'ph-thcs@2021.1'])
  const reviewed = await read<Version>(step(director, draft, 'review'))
  await step(director, reviewed, 'publish', { decision: 'QĐ 5' })
  const after = await read<{ matrix: { instrumentId: string }[]; version: number }>(admin(`/api/rounds/${made.id}`))
  expect(after.matrix[0].instrumentId).toBe('ph-th@2021.1')
  expect((await choose(['ph-th@2021.2'], after.version)).status).toBe(200)
  await director('/api/instruments/ph-th@2021.2/withdraw', json('POST', { reason: 'Sai sót' }))
  expect((await choose(['ph-th@2021.2'], after.version + 1)).status).toBe(422)
  const next = await read<{ matrix: { instrumentId: string }[] }>(admin('/api/rounds', json('POST', ROUND)))
  expect(next.matrix.map(({ instrumentId }) => instrumentId)).toContain('ph-th@2021.1')
})
