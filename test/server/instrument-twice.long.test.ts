import { expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { json, world } from '../world.ts'

test('the same file pressed twice is one draft; another file of that form is a second', async () => {
  const { as, db } = await world()
  const designer = await as('designer')
  const form = { ...FORMS['sv-cd'], form: 'ph-lai', version: '2026.1' }
  const bring = async (definition: unknown) => {
    const reply = await designer('/api/instruments/import?as=json', json('POST', definition))
    expect(reply.status).toBe(200)
    return ((await reply.json()) as { id: string }).id
  }
  const drafts = async () => (await db.selectFrom('instrumentDraft').selectAll().execute()).length
  const first = await bring(form)
  expect(await bring(form)).toBe(first)
  expect(await drafts()).toBe(1)
  expect(await bring({ ...form, title: { vi: 'Phiếu khác' } })).not.toBe(first)
  expect(await drafts()).toBe(2)
})
