import { expect, test } from 'vitest'
import { minutesOutline } from '../../server/slips/minutes.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, fieldingRound, step } from './journey.ts'
import { pageTexts } from './pdf-text.ts'

test('each school has minutes whose sums hold, as PDF and as DOCX', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer } = await fieldingRound(at)
  const packet = await at.db.selectFrom('packet').selectAll().orderBy('number').executeTakeFirstOrThrow()
  await step(designer, id, `packets/${packet.id}/account`, {
    issued: 12,
    spoiled: 1,
    returned: 2,
    reserve: 0,
    ineligible: 1,
  })
  const reply = await designer(`/api/rounds/${id}/slips/minutes.pdf`)
  expect(reply.status).toBe(200)
  const text = (await pageTexts(Buffer.from(await reply.arrayBuffer()))).join(' ').replace(/\s+/g, ' ')
  expect(text).toContain('Giao nhận phiếu khảo sát với Trường thử 1')
  expect(text).toContain('BÊN GIAO')
  expect(text.match(/Cộng/g)).toHaveLength(12)
  // 15 slips in the packet: 12 given out, 1 spoiled, 2 brought back, none left.
  expect(text).toMatch(/0001 .{3,20} 15 12 1 2 0/)
  const docx = await designer(`/api/rounds/${id}/slips/minutes.docx?school=S1`)
  expect(
    Buffer.from(await docx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect((await designer(`/api/rounds/${id}/slips/minutes.pdf?school=X`)).status).toBe(404)
})

test('before the hand-over the minutes say how many slips lie in a packet, and leave the rest to the hand', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer } = await fieldingRound(at)
  const packet = await at.db.selectFrom('packet').selectAll().orderBy('number').executeTakeFirstOrThrow()
  const { n } = await at.db
    .selectFrom('slip')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('packetId', '=', packet.id)
    .executeTakeFirstOrThrow()
  await at.db.updateTable('slip').set({ state: 'made' }).where('packetId', '=', packet.id).execute()
  const round = await at.db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const reply = await designer(`/api/rounds/${id}/slips/minutes.pdf?school=S1`)
  const text = (await pageTexts(Buffer.from(await reply.arrayBuffer()))).join(' ').replace(/\s+/g, ' ')
  expect(round.state).toBe('fielding')
  expect(text).toMatch(new RegExp(`0001 .{3,20} ${Number(n)} 0002`))
  expect(text).not.toContain(`gồm 0 phiếu`)
})

test('a sum that does not hold is printed by nobody and stored by nobody', async () => {
  const broken = { number: 7, className: '3A', printed: 15, issued: 12, spoiled: 1, returned: 1, reserve: 0 }
  const head = { parentBody: 'a', body: 'b', bodyInText: 'b', bodySymbol: 'c', place: 'd', month: null, year: 2021 }
  const school = { code: 'S1', name: 'x', level: 'th', area: 'y', packets: [broken] }
  expect(() => minutesOutline({ head, roundName: 'r', synthetic: false, schools: [school] })).toThrow(/packet 7 of S1/)
  const at = await world({ beginning: FIELDING })
  const { id, designer } = await fieldingRound(at)
  const packet = await at.db.selectFrom('packet').selectAll().executeTakeFirstOrThrow()
  const right = { issued: 12, spoiled: 1, returned: 2, reserve: 0, ineligible: 0 }
  for (const [wrong, code] of [
    [{ returned: 1 }, 'sum_mismatch'],
    [{ issued: 13 }, 'sum_mismatch'],
    [{ issued: 0, spoiled: 10, returned: 6 }, 'sum_mismatch'],
    [{ ineligible: 3 }, 'more_than_returned'],
  ] as const) {
    const refused = await designer(
      `/api/rounds/${id}/packets/${packet.id}/account`,
      json('POST', { ...right, ...wrong }, await etag(designer, id)),
    )
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ code: 'input_invalid', errors: [{ code }] })
  }
  const stored = () => at.db.selectFrom('packet').selectAll().where('id', '=', packet.id).executeTakeFirstOrThrow()
  expect(await stored()).toEqual(packet)
  // And by no path round the program either.
  const set = (change: Partial<typeof right>) =>
    at.db.updateTable('packet').set(change).where('id', '=', packet.id).execute()
  await expect(set({ spoiled: 10, returned: 6 })).rejects.toThrow(/more came back/)
  await expect(set({ ...right, reserve: 1 })).rejects.toThrow(/printed is not issued/)
  await set(right)
  await expect(set({ spoiled: 2 })).rejects.toThrow(/printed is not issued/)
})

test('slips in reserve are printed with the others, kept in the packet, and stand in minutes and field work as kept', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'sampling')
  await step(designer, id, 'slips', { extra: 2 })
  await step(designer, id, 'slips/print')
  await step(designer, id, 'slips/issue')
  const read = async <T>(rest: string) => (await (await designer(`/api/rounds/${id}/${rest}`)).json()) as T
  type Row = { printed: number; issued: number; reserve: number; drawn: number }
  const sum = async (of: keyof Row) =>
    (await read<{ rows: Row[] }>('fieldwork')).rows.reduce((total, row) => total + row[of], 0)
  const { packets } = await read<{ packets: { id: string; slips: number; extra: number }[] }>('slips')
  expect(packets.every(({ extra }) => extra === 2)).toBe(true)
  const printed = packets.reduce((total, { slips }) => total + slips, 0)
  const drawn = await at.db
    .selectFrom('drawUnit')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('stage', '=', 3)
    .executeTakeFirstOrThrow()
  expect(await sum('printed')).toBe(printed)
  expect(await sum('reserve')).toBe(2 * packets.length)
  expect(await sum('drawn')).toBe(Number(drawn.n))
  expect(await sum('issued')).toBe(Number(drawn.n))
  const pdf = await designer(`/api/rounds/${id}/slips/minutes.pdf?school=S1`)
  const text = (await pageTexts(Buffer.from(await pdf.arrayBuffer()))).join(' ').replace(/\s+/g, ' ')
  expect(text).toMatch(/0001 .{3,20} 17 15 0 0 2/)
  // One spoiled slip was replaced out of the reserve; then the packet is lost, and what was written of it is true no more.
  const [first] = packets
  await step(designer, id, 'open')
  await step(designer, id, `packets/${first.id}/account`, {
    issued: 15,
    spoiled: 1,
    returned: 0,
    reserve: 1,
    ineligible: 0,
  })
  expect(await sum('reserve')).toBe(2 * packets.length - 1)
  await step(designer, id, `packets/${first.id}/revoke`)
  const after = await read<{ packets: { id: string; account: unknown; slips: number }[] }>('slips')
  expect(after.packets.find((one) => one.id === first.id)).toMatchObject({ account: null, slips: first.slips })
})
