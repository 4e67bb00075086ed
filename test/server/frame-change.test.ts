import { expect, test } from 'vitest'
import { actOf } from '../../server/deps.ts'
import { importFrame } from '../../server/frame/import-frame.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { json, world } from '../world.ts'
import { FRAME, fieldingRound, ROUND } from './journey.ts'

const taken = (rows: readonly FrameRow[]) => ({ name: 'khung.xlsx', hash: '0'.repeat(64), rows })

async function office() {
  const at = await world()
  const designer = await at.as('designer')
  const begin = async (year: number) =>
    ((await (await designer('/api/rounds', json('POST', { ...ROUND, year }))).json()) as { id: string }).id
  const take = async (id: string, rows: readonly FrameRow[]) => {
    const { version } = await at.db.selectFrom('round').select('version').where('id', '=', id).executeTakeFirstOrThrow()
    await at.db.transaction().execute((db) => importFrame(db, actOf(at.deps, 'command'), id, version, taken(rows)))
  }
  const changes = async (id: string, version: number) =>
    ((await (await designer(`/api/rounds/${id}/frame/changes?version=${version}`)).json()) as { changes: unknown[] })
      .changes
  return { ...at, designer, begin, take, changes }
}

test('a version is told by what it changed, and the list by what moved since the year before', async () => {
  const { begin, take, changes, designer } = await office()
  const earlier = await begin(2020)
  await take(
    earlier,
    FRAME.map((row) =>
      row.code === 'S1' ? { ...row, pupils: 900, grades: { age3: 300, age4: 300, age5: 300 } } : row,
    ),
  )
  const id = await begin(2021)
  await take(id, FRAME)
  expect(await changes(id, 1)).toMatchObject([
    {
      kind: 'year',
      year: 2020,
      counts: { added: 0, removed: 0, changed: 1, same: 11 },
      changed: [{ code: 'S1', fields: [{ field: 'pupils', before: 900, after: 100 }] }],
    },
  ])
  await take(id, [...FRAME.slice(1), { ...(FRAME[0] as FrameRow), code: 'S99' }])
  const [version, year] = await changes(id, 2)
  expect(version).toMatchObject({ kind: 'version', version: 1, counts: { added: 1, removed: 1, changed: 0, same: 11 } })
  expect(year).toMatchObject({
    kind: 'year',
    totals: expect.arrayContaining([expect.objectContaining({ large: true })]),
  })
  const { versions } = (await (await designer(`/api/rounds/${id}/frame/versions`)).json()) as { versions: unknown[] }
  expect(versions).toMatchObject([{ version: 2 }, { version: 1 }])
  expect((await designer(`/api/rounds/${id}/frame/changes?version=3`)).status).toBe(404)
  expect((await designer(`/api/rounds/${id}/frame/changes?version=0`)).status).toBe(400)
})

test('after the draw no other list is taken, and the sample keeps the frame it came from', async () => {
  const at = await world()
  const { id } = await fieldingRound(at, 'sampling')
  const state = async () => ({
    frames: await at.db.selectFrom('frame').select(['version', 'contentHash']).execute(),
    draw: await at.db.selectFrom('draw').select(['frameHash', 'state']).execute(),
    round: await at.db.selectFrom('round').select(['version', 'state']).where('id', '=', id).executeTakeFirstOrThrow(),
    entries: (await at.db.selectFrom('auditEntry').select('sequence').execute()).length,
  })
  const before = await state()
  await expect(
    at.db
      .transaction()
      .execute((db) => importFrame(db, actOf(at.deps, 'command'), id, before.round.version, taken(FRAME.slice(1)))),
  ).rejects.toMatchObject({ code: 'step_not_possible', detail: { step: 'import_frame', state: 'sampling' } })
  expect(await state()).toEqual(before)
})

test('of two lists taken at once one is refused as stale, and one version stands', async () => {
  const { begin, db, deps } = await office()
  const id = await begin(2021)
  const both = await Promise.allSettled(
    [FRAME, FRAME.slice(1)].map((rows) =>
      db.transaction().execute((inside) => importFrame(inside, actOf(deps, 'command'), id, 1, taken(rows))),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } })
  expect(await db.selectFrom('frame').select('version').execute()).toEqual([{ version: 1 }])
})
