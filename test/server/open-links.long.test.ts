import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound, step } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

type Link = { id: string; code: string; address: string; received: number; state: string }
type Row = {
  mode: string
  level: string | null
  sheets: number | null
  asked: { rate: { shown: boolean; figure?: object; cautions?: string[] } }
}

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const path = `/api/rounds/${round.id}/open-links`
  const make = async (more: object = {}) => {
    const link = { mode: 'class_link', form: 'ph-th', label: 'Lớp 3A', school: 'S2', most: 40, ...more }
    const reply = await round.designer(path, json('POST', link))
    return { status: reply.status, said: (await reply.json()) as { links: Link[]; errors?: object[] } }
  }
  const send = async (slip: string, turn: number, more: object = {}) => {
    const answers = answersBy('ph-th', randomFrom(`open ${turn}`))
    const body = { id: sheetId(turn), slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers, ...more }
    const reply = await at.app.request('/api/responses', json('POST', body))
    return { status: reply.status, said: (await reply.json()) as { code?: string; receipt?: string } }
  }
  return { ...at, ...round, path, make, send, slips: round.codes('ph-th') }
}

test('sheets of a class link are marked, stand in a table of their own and in no frozen row', async () => {
  const { make, send, db, slips, designer, id, app } = await open()
  const { links } = (await make()).said
  expect(links[0].address).toBe(`http://localhost:8080/p/ph-th#${links[0].code.replaceAll('-', '')}`)
  expect(await (await app.request(`/api/slips/${links[0].code}`)).json()).toEqual({ form: 'ph-th', state: 'open' })
  const first = await send(links[0].code, 1)
  expect(first.status).toBe(201)
  expect(await send(links[0].code, 1)).toEqual({ status: 200, said: first.said })
  expect((await send(links[0].code, 1, { answers: { A1: 1 } })).said.code).toBe('idempotency_conflict')
  for (let turn = 2; turn <= 12; turn++) expect((await send(links[0].code, turn)).status).toBe(201)
  expect((await send(slips[0], 99)).status).toBe(201)
  expect(await db.selectFrom('response').select('mode').execute()).toEqual([{ mode: 'slip' }])
  const apart = await db.selectFrom('openResponse').select('mode').execute()
  expect(apart).toHaveLength(12)
  expect(new Set(apart.map(({ mode }) => mode))).toEqual(new Set(['class_link']))
  await step(designer, id, 'close')
  await step(designer, id, 'freeze')
  expect(await db.selectFrom('dataset').select('rowCount').execute()).toEqual([{ rowCount: 1 }])
})

test('figures of links are bare shares: no margin, no verdict, nothing of a single link or of few sheets', async () => {
  const { make, send, designer, id } = await open()
  await make()
  await make({ mode: 'poster', label: 'Cổng trường', school: null, most: 5 })
  const { links } = (await make({ label: 'Lớp 4B', school: 'S4' })).said
  const [poster, classes] = [links.slice(2), links.slice(0, 2)]
  for (let turn = 1; turn <= 24; turn++) await send(classes[turn % 2].code, turn)
  for (let turn = 31; turn <= 33; turn++) await send(poster[0].code, turn)
  const early = await designer(`/api/rounds/${id}/estimates/open`)
  expect(early.status).toBe(409)
  await step(designer, id, 'close')
  const { rows } = (await (await designer(`/api/rounds/${id}/estimates/open`)).json()) as { rows: Row[] }
  const all = rows.find(({ mode, level }) => mode === 'class_link' && level === null) as Row
  expect(all.sheets).toBe(24)
  expect(all.asked.rate).toMatchObject({ shown: true, cautions: ['no_probability_sample'] })
  expect(Object.keys(all.asked.rate.figure ?? {}).sort()).toEqual(['kind', 'n', 'reason', 'units', 'value'])
  const few = rows.find(({ mode }) => mode === 'poster') as Row
  expect(few).toMatchObject({ sheets: null, asked: { rate: { shown: false, reason: 'too_few_answers' } } })
  expect(JSON.stringify(rows)).not.toMatch(/interval|"se"|bounds|verdict/)
})

test('a link takes no more sheets than it was made for, also when they come at once', async () => {
  const { make, send, db } = await open()
  const { links } = (await make({ most: 3 })).said
  const replies = await Promise.all([1, 2, 3, 4, 5, 6].map((turn) => send(links[0].code, turn)))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(3)
  expect(replies.filter(({ said }) => said.code === 'link_full')).toHaveLength(3)
  expect(await db.selectFrom('openLink').select('received').execute()).toEqual([{ received: 3 }])
  await expect(db.updateTable('openLink').set({ received: 4 }).execute()).rejects.toThrow(/openLinkMost|constraint/i)
})

// Case A11, of a link.
test('a withdrawn link, a closed round and a link for nobody are refused', async () => {
  const { make, send, designer, path, id, app } = await open()
  expect((await make({ school: null })).said.errors).toMatchObject([{ pointer: '/school', code: 'required' }])
  expect((await make({ school: 'X9' })).said.errors).toMatchObject([{ pointer: '/school', code: 'choice_unknown' }])
  expect((await make({ form: 'hs-thpt' })).said.errors).toMatchObject([{ pointer: '/form' }])
  const [link] = (await make()).said.links
  expect((await designer(`${path}/${link.id}/revoke`, json('POST', {}))).status).toBe(200)
  expect((await send(link.code, 1)).said.code).toBe('slip_revoked')
  expect(await (await app.request(`/api/slips/${link.code}`)).json()).toMatchObject({ state: 'revoked' })
  const { links } = (await make({ label: 'Lớp 5C' })).said
  await step(designer, id, 'close')
  const other = links.find(({ state }) => state === 'open') as Link
  expect((await send(other.code, 2)).said.code).toBe('round_closed')
  expect((await make({ label: 'Muộn' })).status).toBe(409)
  const poster = await designer(`${path}/${other.id}/poster.pdf`)
  expect(
    Buffer.from(await poster.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
