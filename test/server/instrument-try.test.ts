import { expect, test } from 'vitest'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { codeFromBytes } from '../../surveys/slip.ts'
import { json, world } from '../world.ts'
import { builtFolder } from './built-program.ts'

test('a draft is tried on the real page, in a frame of ours only, and nothing is stored', async () => {
  const { as, app, db } = await world({ clientDir: await builtFolder() })
  const designer = await as('designer')
  const draft = (await (await designer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))).json()) as {
    id: string
  }
  const page = await designer(`/api/instruments/${draft.id}/page`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(await page.text()).toContain('id=A1')
  expect((await app.request(`/api/instruments/${draft.id}/page`)).status).toBe(401)
  expect((await designer('/p/ph-th')).headers.get('x-frame-options')).toBe('DENY')

  const sheet = {
    id: '00000000-0000-4000-8000-000000000001',
    slip: codeFromBytes(new Uint8Array(10)),
    form: 'ph-th@2021.2',
    language: 'vi',
    consent: NOTICES.parent.version,
    answers: { A1: 5, F2: 90 },
  }
  const tried = await designer(`/api/instruments/${draft.id}/try`, json('POST', sheet))
  expect(tried.status).toBe(201)
  expect(await tried.json()).toMatchObject({ stored: { A1: 5, F2: 90 } })
  const wrong = await designer(`/api/instruments/${draft.id}/try`, json('POST', { ...sheet, answers: { A1: 9 } }))
  expect(wrong.status).toBe(422)
  for (const table of ['response', 'decline', 'slip'] as const)
    expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
})

test('what of a draft is not whole yet is left out of the page, not shown broken', async () => {
  const { as } = await world({ clientDir: await builtFolder() })
  const designer = await as('designer')
  const draft = (await (await designer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))).json()) as {
    id: string
    lockVersion: number
    definition: { blocks: { items: Record<string, unknown>[] }[] }
  }
  const definition: typeof draft.definition & { notice?: object; title?: object } = draft.definition
  definition.notice = { version: '' }
  definition.title = { vi: '' }
  definition.blocks[0].items[0] = { ...definition.blocks[0].items[0], text: { vi: '' } }
  definition.blocks[0].items[1] = { ...definition.blocks[0].items[1], relevant: `$${'{A1'}` }
  const headers = { 'if-match': `"${draft.lockVersion}"` }
  expect((await designer(`/api/instruments/${draft.id}`, json('PUT', { definition }, headers))).status).toBe(200)
  const text = await (await designer(`/api/instruments/${draft.id}/page`)).text()
  expect(text).not.toContain('id=A1 ')
  expect(text).not.toContain('id=A2 ')
  expect(text).toContain('id=A3 ')
})
