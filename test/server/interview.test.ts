import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { tidy } from '../../server/privacy/tidy.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

test('a slip an interviewer asks with gives an answer of mode interviewer, through the page of any slip', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer, codes } = await fieldingRound(at)
  const [asked, plain] = codes('ph-th')
  const begin = async (slip: string) => {
    const reply = await designer(`/api/rounds/${id}/interviews`, json('POST', { slip }))
    return { status: reply.status, said: (await reply.json()) as { code?: string; address?: string } }
  }
  const send = async (slip: string, turn: number) => {
    const answers = answersBy('ph-th', randomFrom(slip))
    const body = { id: sheetId(turn), slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
    return (await at.app.request('/api/responses', json('POST', body))).status
  }
  expect((await begin(asked)).said.address).toBe(`http://localhost:8080/p/ph-th#${asked}`)
  expect(await send(asked, 1)).toBe(201)
  expect(await send(plain, 2)).toBe(201)
  const stored = await at.db.selectFrom('response').select(['id', 'mode']).orderBy('id').execute()
  expect(stored.map(({ mode }) => mode)).toEqual(['interviewer', 'slip'])
  expect((await begin(asked)).said.code).toBe('slip_used')
  expect((await begin('0000000000000001')).said.code).toBe('slip_unknown')
  // The trail says that there was an interview, and not with which slip.
  const trail = await at.db.selectFrom('auditEntry').selectAll().where('action', '=', 'slips.interview').execute()
  expect(trail).toHaveLength(1)
  expect(JSON.stringify(trail)).not.toContain(asked)
  // Nor does the slip, an hour later: with one interview in a class the mark would lead from the sheet to it.
  const waiting = codes('ph-th')[2]
  await begin(waiting)
  const marked = async () => {
    const rows = await at.db.selectFrom('slip').select('state').where('mode', '=', 'interviewer').execute()
    return rows.map(({ state }) => state).sort()
  }
  expect(await marked()).toEqual(['issued', 'used'])
  await tidy(at.deps)
  expect(await marked()).toEqual(['issued'])
  expect(await send(waiting, 3)).toBe(201)
  expect(await send(asked, 1)).toBe(200)
  const modes = await at.db.selectFrom('response').select('mode').orderBy('id').execute()
  expect(modes.map(({ mode }) => mode)).toEqual(['interviewer', 'slip', 'interviewer'])
})
