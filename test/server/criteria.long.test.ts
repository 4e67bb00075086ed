import { expect, test } from 'vitest'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { json, world } from '../world.ts'

type View = { id: string; state: string; definition: CriteriaSet; lockVersion: number; issues: { code: string }[] }
type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>
const SHIPPED = 'so-gddt@2021.1'
const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const locked = ({ lockVersion }: View) => ({ 'if-match': `"${lockVersion}"` })
const begin = (who: Caller, from = SHIPPED, more = {}) =>
  read<View>(who(`/api/criteria/${from}/draft`, json('POST', more)))
const save = (who: Caller, view: View, change: (card: CriteriaSet) => void) => {
  const definition = structuredClone(view.definition)
  change(definition)
  return who(`/api/criteria/${view.id}`, json('PUT', { definition }, locked(view)))
}
const publish = (who: Caller, view: View) =>
  who(`/api/criteria/${view.id}/publish`, json('POST', { decision: 'QĐ 12/QĐ-SGDĐT' }, locked(view)))
const twoPoints = (card: CriteriaSet) => Object.assign(card.areas[0]?.criteria[2]?.components[0] ?? {}, { points: 1 })

test('a card that ships becomes a draft, is changed, published by a second person, and then stays as it is', async () => {
  const { as, db } = await world()
  const [designer, director] = [await as('designer'), await as('director')]
  const listed = await read<{ shipped: { id: string; points: number; criteria: number }[]; cards: unknown[] }>(
    designer('/api/criteria'),
  )
  expect(listed).toMatchObject({
    shipped: [
      { id: SHIPPED, points: 100, criteria: 50 },
      { points: 100, criteria: 25 },
    ],
    cards: [],
  })
  const draft = await begin(designer)
  expect(draft).toMatchObject({
    state: 'draft',
    definition: { ...department2021, version: 1 },
    lockVersion: 1,
    issues: [],
  })
  const wrong = await read<View>(save(designer, draft, twoPoints))
  expect(wrong).toMatchObject({ lockVersion: 2, issues: [{ code: 'points_differ', detail: { id: 'N03', sum: 2.33 } }] })
  expect(await read(publish(director, wrong))).toMatchObject({
    code: 'criteria_invalid',
    errors: [{ code: 'points_differ' }],
  })
  const mended = await read<View>(
    save(designer, wrong, (card) => Object.assign(card, department2021, { title: 'Bộ của Sở' })),
  )
  const done = await publish(director, mended)
  expect([done.status, await read(done)]).toMatchObject([
    200,
    { state: 'published', decision: 'QĐ 12/QĐ-SGDĐT', publishedBy: { name: 'director' } },
  ])
  const again = { ...mended, lockVersion: mended.lockVersion + 1 }
  for (const late of [save(designer, again, twoPoints), publish(director, again)])
    expect(await read(late)).toMatchObject({ status: 409, code: 'version_fixed' })
  expect((await designer(`/api/criteria/${draft.id}`, { method: 'DELETE', headers: locked(again) })).status).toBe(409)
  await expect(db.updateTable('criteriaSet').set({ definition: '{}' }).execute()).rejects.toThrow(/never changed/)
  await expect(db.deleteFrom('criteriaSet').execute()).rejects.toThrow(/never changed/)
  const { history } = await read<{ history: { action: string }[] }>(director(`/api/criteria/${draft.id}/history`))
  expect(history.map(({ action }) => action)).toEqual([
    'criteria.create',
    'criteria.edit',
    'criteria.edit',
    'criteria.publish',
  ])
  expect((await begin(designer, draft.id)).definition.version).toBe(2)
})

test('whoever wrote in a card cannot publish it, through the server or past it', async () => {
  const { as, db } = await world()
  const admin = await as('admin')
  const draft = await begin(admin)
  // Case E10.
  expect(await read(publish(admin, draft))).toMatchObject({ status: 403, code: 'four_eyes' })
  const row = await db.selectFrom('criteriaSet').select('changedBy').executeTakeFirstOrThrow()
  await expect(
    db
      .updateTable('criteriaSet')
      .set({ state: 'published', publishedBy: row.changedBy, publishedAt: 'now', decision: 'x', contentHash: 'x' })
      .execute(),
  ).rejects.toThrow()
})

test('two people on one card: the second is refused and shown what stands there; nothing is lost', async () => {
  const { as } = await world()
  const [one, other] = [await as('designer'), await as('admin')]
  const draft = await begin(one)
  const first = await save(one, draft, (card) => Object.assign(card, { title: 'Của người thứ nhất' }))
  expect(first.headers.get('etag')).toBe('"2"')
  const late = await save(other, draft, (card) => Object.assign(card, { title: 'Của người thứ hai' }))
  expect([late.status, await read(late)]).toMatchObject([
    412,
    { code: 'stale', current: { definition: { title: 'Của người thứ nhất' } } },
  ])
  expect((await other(`/api/criteria/${draft.id}`, json('PUT', { definition: draft.definition }))).status).toBe(428)
})

test('the card of the next year is begun from this one: days move along, lines are the same, the bridge is told', async () => {
  const { as } = await world()
  const designer = await as('designer')
  const draft = await begin(designer, SHIPPED, { year: 2022 })
  const due = draft.definition.areas[0]?.criteria[1]?.components.map(({ rule }) => rule.kind === 'on_time' && rule.due)
  expect([draft.definition.year, due, draft.issues]).toEqual([
    2022,
    ['2022-02-27', '2022-05-28', '2022-08-27', '2022-11-17'],
    [],
  ])
  const difference = await read<{ bridges: { kind: string; fields: string[] }[]; carried: number }>(
    designer(`/api/criteria/compare?from=${SHIPPED}&to=${draft.id}`),
  )
  expect(difference.carried).toBe(100)
  expect(difference.bridges.filter(({ kind }) => kind !== 'same').map(({ fields }) => fields)).toEqual(
    Array(4).fill(['due']),
  )
})

test('those who are judged read the card and change nothing', async () => {
  const { as } = await world()
  for (const role of ['assessor', 'appraiser', 'auditor'] as const) {
    const caller = await as(role)
    expect((await caller(`/api/criteria/${SHIPPED}`)).status, role).toBe(200)
    expect((await caller(`/api/criteria/${SHIPPED}/draft`, json('POST', {}))).status, role).toBe(403)
  }
  const designer = await as('designer')
  expect((await designer('/api/criteria/constructor')).status).toBe(404)
  expect((await designer(`/api/criteria/${SHIPPED}/draft`, json('POST', { year: 1 }))).status).toBe(400)
})
