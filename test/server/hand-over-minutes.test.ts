import { expect, test } from 'vitest'
import { minutesOutline } from '../../server/slips/minutes.ts'
import { json, world } from '../world.ts'
import { fieldingRound, step } from './journey.ts'
import { pageTexts } from './pdf-text.ts'

test('each school has minutes whose sums hold, as PDF and as DOCX', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at)
  const packet = await at.db.selectFrom('packet').selectAll().orderBy('number').executeTakeFirstOrThrow()
  await step(designer, id, `packets/${packet.id}/account`, { spoiled: 1, returned: 2 })
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

test('a sum that does not hold is printed by nobody and stored by nobody', async () => {
  const broken = { number: 7, className: '3A', printed: 15, issued: 12, spoiled: 1, returned: 1, reserve: 0 }
  const head = { parentBody: 'a', body: 'b', bodyInText: 'b', bodySymbol: 'c', place: 'd', month: null, year: 2021 }
  const school = { code: 'S1', name: 'x', level: 'th', area: 'y', packets: [broken] }
  expect(() => minutesOutline({ head, roundName: 'r', synthetic: false, schools: [school] })).toThrow(/packet 7 of S1/)
  const at = await world()
  const { id, designer } = await fieldingRound(at)
  const packet = await at.db.selectFrom('packet').selectAll().executeTakeFirstOrThrow()
  const tag = (await designer(`/api/rounds/${id}`)).headers.get('etag') ?? ''
  const refused = await designer(
    `/api/rounds/${id}/packets/${packet.id}/account`,
    json('POST', { spoiled: 10, returned: 6 }, { 'if-match': tag }),
  )
  expect(await refused.json()).toMatchObject({ code: 'input_invalid', errors: [{ code: 'more_than_outstanding' }] })
  // And by no path round the program either.
  await expect(
    at.db.updateTable('packet').set({ spoiled: 10, returned: 6 }).where('id', '=', packet.id).execute(),
  ).rejects.toThrow(/more came back/)
  await at.db.updateTable('packet').set({ spoiled: 9, returned: 6 }).where('id', '=', packet.id).execute()
})
