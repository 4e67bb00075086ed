import { expect, test } from 'vitest'
import { verifyAudit } from '../../server/audit.ts'
import { findDraw } from '../../server/sample/store.ts'
import { json } from '../world.ts'
import { etag, FRAME, step } from './journey.ts'
import { drawnRound } from './sampling-round.ts'

type School = {
  id: string
  code: string
  stratum: string
  reserve: boolean
  next: boolean
  order: number
  replacedBy: { code: string } | null
  replacedReason: string | null
  replaces: { code: string } | null
}

async function drawn(until: 'sampling' | 'fielding' = 'fielding') {
  const round = await drawnRound(until)
  const { id, designer } = round
  const schools = async () =>
    ((await (await designer(`/api/rounds/${id}/sample`)).json()) as { draw: { schools: School[] } }).draw.schools
  const replace = async (school: string, reason = 'Trường đã sáp nhập từ ngày 01/9') =>
    designer(`/api/rounds/${id}/sample/replacements`, json('POST', { school, reason }, await etag(designer, id)))
  return { ...round, schools, replace }
}

test('a school is replaced by the next reserve of its stratum, and its slips by new ones', async () => {
  const { db, id, schools, replace, designer } = await drawn()
  const before = await schools()
  const gone = before.find(({ reserve, stratum }) => !reserve && stratum === 'th|Mỹ Tú') as School
  const next = before.find(({ next, stratum }) => next && stratum === gone.stratum) as School
  expect((await replace(gone.id)).status).toBe(200)
  const after = await schools()
  expect(after.find(({ id }) => id === gone.id)).toMatchObject({
    replacedBy: { code: next.code },
    replacedReason: 'Trường đã sáp nhập từ ngày 01/9',
  })
  expect(after.find(({ id }) => id === next.id)).toMatchObject({ replaces: { code: gone.code }, next: false })
  const packets = await db
    .selectFrom('slip')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .select(({ fn }) => ['class.parentId', 'slip.state', fn.countAll<number>().as('count')])
    .where('class.parentId', 'in', [gone.id, next.id])
    .groupBy(['class.parentId', 'slip.state'])
    .execute()
  const states = new Map(
    packets.map(({ parentId, state, count }) => [`${parentId === gone.id ? 'gone' : 'next'} ${state}`, Number(count)]),
  )
  expect([...states.keys()].sort()).toEqual(['gone revoked', 'next made'])
  expect(states.get('next made')).toBeGreaterThan(0)
  const entry = await db
    .selectFrom('auditEntry')
    .select('detail')
    .where('action', '=', 'sample.replace_school')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(entry.detail)).toMatchObject({
    school: gone.code,
    reserve: next.code,
    reason: 'Trường đã sáp nhập từ ngày 01/9',
    slipsMade: states.get('next made'),
  })
  expect(await verifyAudit(db)).toMatchObject({ ok: true })
  expect((await findDraw(db, id))?.field.replacements).toEqual([
    { school: gone.code, by: next.code, reason: 'Trường đã sáp nhập từ ngày 01/9' },
  ])
  // The ledger itself is what was drawn, and stays.
  expect(await (await designer(`/api/rounds/${id}/sample/check`)).json()).toEqual({ same: true })
})

test('packets made after a replacement are those of the reserve', async () => {
  const { db, id, schools, replace, designer } = await drawn('sampling')
  const gone = (await schools()).find(({ reserve, stratum }) => !reserve && stratum === 'mn|Mỹ Tú') as School
  expect((await replace(gone.id)).status).toBe(200)
  await step(designer, id, 'slips')
  const packets = await db
    .selectFrom('packet')
    .innerJoin('drawUnit as class', 'class.id', 'packet.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .select('school.code')
    .distinct()
    .execute()
  const active = (await schools()).filter(
    ({ reserve, replacedBy, replaces }) => replacedBy === null && (!reserve || replaces),
  )
  expect(packets.map(({ code }) => code).sort()).toEqual(active.map(({ code }) => code).sort())
  expect(packets.map(({ code }) => code)).not.toContain(gone.code)
})

test('what cannot be replaced is refused, and the sample stays as it was', async () => {
  const { id, schools, replace, designer, db } = await drawn()
  const first = await schools()
  const code = async (reply: Response) => ((await reply.json()) as { errors: { code: string }[] }).errors[0].code
  expect(await code(await replace('nobody'))).toBe('not_in_sample')
  expect(await code(await replace(first.find(({ reserve }) => reserve)?.id ?? ''))).toBe('not_in_sample')
  expect((await replace(first[0].id, '  ')).status).toBe(400)
  const [one, two] = first.filter(({ reserve, stratum }) => !reserve && stratum === 'th|Kế Sách')
  expect((await replace(one.id)).status).toBe(200)
  const between = await schools()
  expect(await code(await replace(one.id))).toBe('not_in_sample')
  expect(await code(await replace(two.id))).toBe('no_reserve')
  const answered = between.find(({ reserve, stratum }) => !reserve && stratum === 'mn|Kế Sách') as School
  await db
    .updateTable('slip')
    .set({ state: 'used' })
    .where('drawUnitId', 'in', (query) => query.selectFrom('drawUnit').select('id').where('parentId', '=', answered.id))
    .execute()
  expect(await code(await replace(answered.id))).toBe('answers_there')
  expect(await schools()).toEqual(between)
  await step(designer, id, 'close')
  expect((await replace(two.id)).status).toBe(409)
  expect(await schools()).toEqual(between)
})

test('of two people who draw at once one list counts, and the other person is told', async () => {
  const { id, designer, db } = await drawn('sampling')
  const before = await findDraw(db, id)
  const read = await etag(designer, id)
  const replies = await Promise.all(
    ['left', 'right'].map((seed) => designer(`/api/rounds/${id}/sample`, json('POST', { seed }, read))),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
  const draws = await db.selectFrom('draw').select(['seed', 'state']).where('roundId', '=', id).execute()
  expect(draws.filter(({ state }) => state === 'current')).toHaveLength(1)
  expect(draws.find(({ state }) => state === 'superseded')?.seed).toBe(before?.seed)
  expect(draws).toHaveLength(2)
})

test('a frame can not be changed under a drawn sample, and the frame and the draw stay', async () => {
  const { id, designer, db } = await drawn('sampling')
  const csv = [
    'Mã trường;Tên trường;Cấp học;Huyện;Số lớp;Tổng số học sinh;Tỷ lệ học sinh Khmer',
    'X1;Trường X;TH;Kế Sách;5;100;0',
  ].join('\n')
  const before = await db.selectFrom('frame').selectAll().where('roundId', '=', id).execute()
  const form = new FormData()
  form.set('file', new File([csv], 'khung.csv', { type: 'text/csv' }))
  const reply = await designer(`/api/rounds/${id}/frame`, {
    method: 'POST',
    body: form,
    headers: await etag(designer, id),
  })
  expect(reply.status).toBeGreaterThanOrEqual(400)
  expect(await db.selectFrom('frame').selectAll().where('roundId', '=', id).execute()).toEqual(before)
  expect(await (await designer(`/api/rounds/${id}/sample/check`)).json()).toEqual({ same: true })
  expect(before[0].rowCount).toBe(FRAME.length)
})
