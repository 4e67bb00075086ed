import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealTo } from '../../client/respondent/kiosk/seal.ts'
import { COMMANDS } from '../../server/command/commands.ts'
import { json, world, writeKeyFile } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

/** Case B59: of a long queue one sheet cannot be taken. Each is judged alone, and the whole queue may be sent again. */
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const WRONG = 123

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const slips = ['ph-th', 'ph-mn'].flatMap((form) =>
    round.codes(form).map((slip) => ({ slip, form: `${form}@2021.1` })),
  )
  const queue = slips.map((slip, place) => ({
    ...{ id: uuid(place), ...slip, language: 'vi', consent: '1' },
    answers: { A1: place === WRONG ? 9 : (place % 5) + 1 },
  }))
  expect(queue.length).toBeGreaterThan(300)
  const stored = async () => (await at.db.selectFrom('response').select('id').execute()).map(({ id }) => id).sort()
  const all = queue.map(({ id }) => id)
  return { ...at, ...round, queue, stored, all, good: all.filter((id) => id !== uuid(WRONG)) }
}

test('the queue of a tablet: the one that is wrong is named, the others are stored, and again they are the same', async () => {
  const { app, advance, designer, queue, stored, all, good } = await open()
  const device = (await (await designer('/api/devices', json('POST', { label: 'Cổng trường' }))).json()) as {
    key: string
  }
  const own = { 'hailong-device': device.key }
  const { sealTo: point } = (await (await app.request('/api/kiosk', { headers: own })).json()) as { sealTo: string }
  const send = async (sheet: object) => {
    const body = { sealed: await sealTo(point, JSON.stringify(sheet)) }
    const reply = await app.request('/api/kiosk/responses', json('POST', body, own))
    return {
      status: reply.status,
      said: (await reply.json()) as { receipt?: string; code?: string; errors?: object[] },
    }
  }
  const sendAll = async () => {
    const replies: Awaited<ReturnType<typeof send>>[] = []
    for (const sheet of queue) replies.push(await send(sheet))
    return replies
  }
  const first = await sendAll()
  expect(first[WRONG]).toMatchObject({
    status: 422,
    said: { code: 'answer_invalid', errors: [{ pointer: '/answers/A1', code: 'out_of_range' }] },
  })
  expect(first.filter(({ status }) => status === 201)).toHaveLength(queue.length - 1)
  expect(await stored()).toEqual(good)
  // An hour later: one tablet sends no more than some hundred an hour.
  advance(3_600_000)
  const again = await sendAll()
  expect(again.map(({ said }) => said.receipt)).toEqual(first.map(({ said }) => said.receipt))
  expect(await stored()).toEqual(good)
  // Mended it still finds its slip unspent.
  expect((await send({ ...queue[WRONG], answers: { A1: 4 } })).status).toBe(201)
  expect(await stored()).toEqual(all)
})

test('a file of sheets: the line that is wrong is named, the others are stored, and again they are the same', async () => {
  const { queue, stored, good, deps, dataDir, id } = await open()
  await writeKeyFile(dataDir)
  const file = join(dataDir, 'phieu.jsonl')
  await writeFile(file, queue.map((sheet) => JSON.stringify(sheet)).join('\n'))
  const submit = async () => {
    const said: { line: number; id?: string; code?: string; receipt?: string }[] = []
    const io = {
      out: (text: string) => said.push(JSON.parse(text)),
      err: () => {},
      config: deps.config,
      terminal: false,
    }
    await expect((await COMMANDS.submit()).run(['--round', id, file], io)).rejects.toThrow(
      `1 of ${queue.length} sheets were refused`,
    )
    return said
  }
  const first = await submit()
  expect(first.filter(({ code }) => code !== undefined)).toMatchObject([{ line: WRONG + 1, code: 'answer_invalid' }])
  expect(await stored()).toEqual(good)
  expect((await submit()).map(({ receipt }) => receipt)).toEqual(first.map(({ receipt }) => receipt))
  expect(await stored()).toEqual(good)
})
