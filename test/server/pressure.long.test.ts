import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { FIELDING, fieldingRound } from './journey.ts'

async function open() {
  const at = await world({ beginning: FIELDING, clientDir: await builtFolder() })
  const round = await fieldingRound(at)
  const [slip] = round.codes('ph-th')
  const tell = async (body: object) => (await at.app.request('/api/pressure', json('POST', body))).status
  const rows = () => at.db.selectFrom('pressureReport').selectAll().orderBy('school').execute()
  return { ...at, ...round, slip, tell, rows }
}

test('pressure is counted by school and day, and nothing in the count leads to a slip or a sheet', async () => {
  const { tell, rows, slip, id } = await open()
  for (let turn = 0; turn < 2; turn++) expect(await tell({ form: 'ph-th@2021.1', slip })).toBe(204)
  const [row, ...others] = await rows()
  expect(others).toEqual([])
  expect(row).toMatchObject({ roundId: id, day: '2021-10-05', count: 2 })
  expect(row?.school).not.toBe('')
  expect(Object.keys(row ?? {}).sort()).toEqual(['count', 'day', 'roundId', 'school'])
})

test('it can be told without a slip, and a wrong code does not name a school', async () => {
  const { tell, rows } = await open()
  expect(await tell({ form: 'ph-th@2021.1' })).toBe(204)
  expect(await tell({ form: 'ph-th@2021.1', slip: '0000000000000001' })).toBe(204)
  expect(await rows()).toMatchObject([{ school: '', count: 2 }])
  expect(await tell({ form: 'nothing@1' })).toBe(403)
  expect(await tell({ form: 'ph-th@2021.1', school: '1' })).toBe(400)
})

test('a hundred reports from one place are too many', async () => {
  const { tell, slip } = await open()
  const said = new Set<number>()
  for (let turn = 0; turn < 100; turn++) said.add(await tell({ form: 'ph-th@2021.1', slip }))
  expect([...said].sort()).toEqual([204, 429])
})

test('those who look after the field work see the school; a browser without scripts can tell it too', async () => {
  const { app, slip, designer, id, as } = await open()
  const post = (fields: Record<string, string>) =>
    app.request('/p/ph-th', {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const reply = await post({ pressure: '1', slip, language: 'vi' })
  expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await reply.text()).toContain('Đã báo. Cảm ơn Ông/Bà.')
  // A whole form without its code is asked for the code, at its place, and not told that no such code exists.
  const asked = await (await post({ consent: '1', slip: ' ', language: 'vi', A1: '5' })).text()
  expect(asked).toContain('<p>Xin gõ mã in trên phiếu giấy.<ul><li><a href="#slip">')
  expect(await (await post({ consent: '1', slip: 'K7M2', language: 'vi' })).text()).toContain('Xin so lại mã')
  const look = await designer(`/api/rounds/${id}/fieldwork/integrity`)
  const { pressure } = (await look.json()) as { pressure: { school: string; name: string; count: number }[] }
  expect(pressure).toMatchObject([{ count: 1, last: '2021-10-05' }])
  expect(pressure[0]?.name).not.toBe('')
  const appraiser = await as('appraiser')
  expect((await appraiser(`/api/rounds/${id}/fieldwork/integrity`)).status).toBe(403)
})
