import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { countStored, makeIngestField } from '../../server/bench/ingest-field.ts'
import { startServer } from '../../server/bench/own-server.ts'
import { sendSheets } from '../../server/bench/send-sheets.ts'
import { makeServer } from '../../server/http/listen.ts'
import { builtFolder } from '../server/built-program.ts'
import { xlsxWorker } from '../server/reading-workers.ts'
import { world } from '../world.ts'

test('sheets of a round in the field are sent, and what is counted as acknowledged, refused and stored is so', async () => {
  const { deps } = await world({ clientDir: await builtFolder(), tableWorker: await xlsxWorker() })
  const sheets = await makeIngestField(deps, 60, 'ingest')
  expect(sheets).toHaveLength(60)

  const server = makeServer(makeApp(deps), deps.config).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sent = await sendSheets(url, sheets, 8)
  expect(sent).toMatchObject({ acknowledged: 60, refused: {} })
  expect(sent.waitsMs).toEqual([...sent.waitsMs].sort((a, b) => a - b))
  expect(await countStored(deps.read)).toEqual({ stored: 60, slipsUsed: 60 })

  // A slip that was used is no sheet more, whatever id comes with it.
  const again = JSON.stringify({ ...JSON.parse(sheets[0] ?? ''), id: '11111111-1111-4111-8111-111111111111' })
  expect(await sendSheets(url, [again, '{'], 1)).toMatchObject({ acknowledged: 0, refused: { 409: 1, 400: 1 } })
  expect(await countStored(deps.read)).toEqual({ stored: 60, slipsUsed: 60 })
})

test('a server that does not start is told in its own words', async () => {
  const broken = join(import.meta.dirname, 'no-such-program.js')
  await expect(startServer(broken, tmpdir())).rejects.toThrow(/^the server did not start: /)
})
