import { expect, test } from 'vitest'
import { countDecline } from '../../server/responses/store.ts'
import { fuzz } from '../abuse/fuzz.ts'
import { targetOf } from '../abuse/in-process.ts'
import type { Reply } from '../abuse/oracle.ts'
import { operationsOf } from '../abuse/requests.ts'
import { world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { fieldingRound } from './journey.ts'
import { textWorker, xlsxWorker } from './reading-workers.ts'

const abusedWorld = async () =>
  world({
    clientDir: await builtFolder(),
    tableWorker: await xlsxWorker(),
    textWorker: await textWorker(),
  })

/** The same requests as `npm run abuse`, of which these are the first; there it is a hundred thousand. */
const REQUESTS = Number(process.env.HAILONG_REQUESTS ?? 500)
const SEED = Number(process.env.HAILONG_SEED ?? 20261126)

test('any request to any address, made by the document of our addresses: refused in our words or done, and nothing in between', async () => {
  const at = await abusedWorld()
  await fieldingRound(at)
  const target = await targetOf(at)
  const document = await (await at.app.request('/api/openapi.json')).json()
  const seen = await fuzz(target, operationsOf(document as never), REQUESTS, SEED)
  expect(seen.faults).toEqual([])
  expect(seen.requests).toBe(REQUESTS)
  expect(seen.judged).toBeGreaterThan(REQUESTS / 2)
}, 300_000)

test('the look at the replies finds a failure, a word of the inside and a refusal that stores something', async () => {
  const at = await abusedWorld()
  await fieldingRound(at)
  const target = await targetOf(at)
  const operations = operationsOf((await (await at.app.request('/api/openapi.json')).json()) as never)
  const faultsWith = async (spoil: (reply: Reply) => Reply | Promise<Reply>) => {
    const send: typeof target.send = async (...request) => spoil(await target.send(...request))
    return (await fuzz({ ...target, send }, operations, 40, SEED)).faults.join('\n')
  }
  expect(await faultsWith((reply) => ({ ...reply, status: 500 }))).toContain('status 500')
  const stack = 'TypeError: x is not a function\n    at run (/srv/hailong/dist/server/main.js:10:2)'
  const talking = await faultsWith((reply) =>
    reply.status < 400
      ? reply
      : { ...reply, text: `${reply.text.slice(0, -1)},"detail":{"s":${JSON.stringify(stack)}}}` },
  )
  expect(talking).toContain('speaks of its inside')
  const storing = await faultsWith(async (reply) => {
    if (reply.status >= 400)
      await countDecline(
        at.db,
        (await at.db.selectFrom('round').select('id').executeTakeFirstOrThrow()).id,
        'ph-th',
        '2021-10-05',
      )
    return reply
  })
  expect(storing).toContain('something was stored')
  expect(await faultsWith((reply) => ({ ...reply, headers: new Headers() }))).toContain('no content security policy')
}, 120_000)
