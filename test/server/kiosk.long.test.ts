import { expect, test } from 'vitest'
import { sealTo } from '../../client/respondent/kiosk/seal.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const sheet = (slip: string, number: number) => ({
  id: uuid(number),
  slip,
  form: 'ph-th@2021.1',
  language: 'vi',
  consent: '1',
  answers: { A1: 5 },
})

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const issue = async () =>
    (await (await round.designer('/api/devices', json('POST', { label: 'Cổng trường thử' }))).json()) as {
      id: string
      key: string
      pin: string
    }
  const device = await issue()
  const config = (key: string) => at.app.request('/api/kiosk', { headers: { 'hailong-device': key } })
  const { sealTo: point } = (await (await config(device.key)).json()) as { sealTo: string }
  const send = async (content: unknown, key = device.key, to = point) => {
    const sealed = await sealTo(to, JSON.stringify(content))
    const reply = await at.app.request('/api/kiosk/responses', json('POST', { sealed }, { 'hailong-device': key }))
    return { status: reply.status, said: (await reply.json()) as { receipt?: string; code?: string } }
  }
  return { ...at, ...round, device, issue, config, send, point, slips: round.codes('ph-th') }
}

test('a sheet sealed on a tablet is stored once, marked as coming from one', async () => {
  const { send, slips, db } = await open()
  const first = await send(sheet(slips[0], 1))
  expect(first.status).toBe(201)
  // Sealed anew each time, the same sheet stays the same.
  expect(await send(sheet(slips[0], 1))).toEqual({ status: 200, said: first.said })
  expect(await db.selectFrom('response').select(['mode']).execute()).toEqual([{ mode: 'kiosk' }])
  expect((await send(sheet(slips[0], 2))).said.code).toBe('slip_used')
})

// Case C06.
test('a decline sealed on a tablet is counted once, however often it comes, and only while the round is in the field', async () => {
  const { send, db } = await open()
  const counts = async () => (await db.selectFrom('decline').select('count').execute()).map(({ count }) => count)
  const told = { declined: uuid(7), form: 'ph-th@2021.1' }
  for (let turn = 0; turn < 3; turn++) expect(await send(told)).toEqual({ status: 200, said: { counted: true } })
  expect(await counts()).toEqual([1])
  await send({ ...told, declined: uuid(8) })
  expect(await counts()).toEqual([2])
  expect((await send({ ...told, declined: uuid(9), form: 'nothing@1' })).said.code).toBe('round_not_open')
  expect((await send({ ...told, declined: 'again' })).said.code).toBe('body_invalid')
  expect((await send({ ...told, declined: uuid(9), form: 'ph\u0000' })).said.code).toBe('body_invalid')
  expect(await counts()).toEqual([2])
})

test('a withdrawn tablet is told so and another key takes its queue along', async () => {
  const { send, slips, device, designer, issue, config, db } = await open()
  await designer(`/api/devices/${device.id}/revoke`, json('POST', {}))
  const queue = slips.slice(0, 25).map((slip, place) => sheet(slip, place))
  for (const one of queue) expect(await send(one)).toMatchObject({ status: 401, said: { code: 'device_revoked' } })
  expect(await db.selectFrom('response').selectAll().execute()).toEqual([])
  expect((await config(device.key)).status).toBe(401)
  expect((await config('0000000000000000')).status).toBe(401)
  const other = await issue()
  for (const one of queue) expect((await send(one, other.key)).status).toBe(201)
  const kept = JSON.stringify(await db.selectFrom('device').selectAll().execute())
  for (const secret of [device.key, other.key]) expect(kept).not.toContain(secret)
})

test('what was sealed to another server, changed on the way or is no sheet is refused', async () => {
  const { app, send, device, slips, point } = await open()
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const foreign = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64url')
  expect(await send(sheet(slips[0], 1), device.key, foreign)).toMatchObject({
    status: 400,
    said: { code: 'body_invalid' },
  })
  expect((await send({ A1: 5 })).status).toBe(400)
  const sealed = await sealTo(point, JSON.stringify(sheet(slips[0], 1)))
  const changed = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA')
  for (const body of [{ sealed: changed }, { sealed: 'A'.repeat(200) }, { sealed: '' }, {}]) {
    const reply = await app.request('/api/kiosk/responses', json('POST', body, { 'hailong-device': device.key }))
    expect(reply.status).toBe(400)
  }
})

// Case C07; four hundred that are stored: queue-refused.long.test.ts.
test('four hundred sheets of one tablet in an hour are taken; a tablet that never stops is slowed down, and no other', async () => {
  const { send, issue } = await open()
  const statuses: number[] = []
  for (let turn = 0; turn < 400; turn++) statuses.push((await send({ no: 'sheet' })).status)
  expect(statuses.filter((status) => status === 429)).toEqual([])
  for (let turn = 0; turn < 250; turn++) statuses.push((await send({ no: 'sheet' })).status)
  expect(statuses.at(-1)).toBe(429)
  expect((await send({ no: 'sheet' }, (await issue()).key)).status).toBe(400)
})

test('only those who make slips issue tablets; key and PIN are shown once', async () => {
  const { as, device, designer } = await open()
  expect(device.pin).toMatch(/^\d{6}$/)
  const analyst = await as('analyst')
  expect((await analyst('/api/devices')).status).toBe(403)
  const list = await (await designer('/api/devices')).text()
  expect(list).toContain('Cổng trường thử')
  for (const secret of [device.key, device.pin]) expect(list).not.toContain(secret)
  expect((await designer('/api/devices', json('POST', { label: ' ' }))).status).toBe(400)
})
