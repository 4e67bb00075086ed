import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { sealTo } from '../../client/respondent/kiosk/seal.ts'
import { buildRespondent } from '../../server/deploy/build-respondent.mjs'
import { fieldingRound } from '../server/journey.ts'
import { json, world } from '../world.ts'
import { heading } from './answering.ts'
import { type Cut, openProxy } from './cutting-proxy.ts'
import { openPhone } from './phone.ts'

/** The plan against faults asks for 500; the round of the test has 360 slips, and fewer tell the same sooner (`KIOSK_QUEUE=360`). */
const SHEETS = Number(process.env.KIOSK_QUEUE ?? 40)

// Case P12.
test('a long queue of a tablet on a bad line: every fifth exchange breaks off, and each sheet arrives once', async () => {
  const clientDir = await mkdtemp(join(tmpdir(), 'hailong-built-'))
  onTestFinished(() => rm(clientDir, { recursive: true, force: true }))
  await buildRespondent(join(clientDir, 'respondent'))
  const at = await world({ clientDir })
  const round = await fieldingRound(at)
  const device = (await (await round.designer('/api/devices', json('POST', { label: 'Cổng trường thử' }))).json()) as {
    key: string
    pin: string
  }
  const { sealTo: point } = (await (
    await at.app.request('/api/kiosk', { headers: { 'hailong-device': device.key } })
  ).json()) as { sealTo: string }
  const slips = ['ph-th', 'ph-mn'].flatMap((form) =>
    round.codes(form).map((slip) => ({ slip, form: `${form}@2021.1` })),
  )
  const sealed = await Promise.all(
    slips
      .slice(0, SHEETS)
      .map((slip) =>
        sealTo(
          point,
          JSON.stringify({ id: crypto.randomUUID(), ...slip, language: 'vi', consent: '1', answers: { A1: 5 } }),
        ),
      ),
  )
  expect(sealed).toHaveLength(SHEETS)

  const server = serve({ fetch: at.app.fetch, port: 0, hostname: '127.0.0.1', createServer })
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', () => resolve())))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  let exchanges = 0
  const proxy = await openProxy((server.address() as AddressInfo).port, (): Cut | undefined => {
    exchanges++
    if (exchanges % 5 !== 0) return undefined
    return exchanges % 2 ? { side: 'request', after: 300 } : { side: 'reply', after: 20 }
  })
  onTestFinished(() => proxy.close())

  const { page, context, close } = await openPhone({ width: 800, height: 1100 })
  await page.goto(`http://127.0.0.1:${proxy.port}/kiosk`)
  await page.getByLabel('Khóa máy').fill(device.key)
  await page.getByText('Nhận khóa').tap()
  await heading(page, 'Cổng trường thử').waitFor()
  await page.evaluate(
    (sheets) =>
      new Promise<void>((resolve) => {
        indexedDB.open('hailong-kiosk').onsuccess = ({ target }) => {
          const database = (target as IDBOpenDBRequest).result
          const transaction = database.transaction('queue', 'readwrite')
          for (const sealed of sheets) transaction.objectStore('queue').add({ sealed })
          transaction.oncomplete = () => {
            database.close()
            resolve()
          }
        }
      }),
    sealed,
  )
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const line = { offline: false, latency: 40, downloadThroughput: 12_500, uploadThroughput: 12_500 }
  await session.send('Network.emulateNetworkConditions', line)
  await page.reload()
  await page.getByLabel('Mã PIN').fill(device.pin)
  await page.getByText('Mở', { exact: true }).tap()
  await page.getByText(`Phiếu đã khóa, chờ gửi: ${SHEETS}`).waitFor()
  const send = page.getByText('Gửi ngay')
  // Somebody impatient: a run that is under way is not doubled.
  await send.tap()
  await send.tap()
  await page.getByText('Phiếu đã khóa, chờ gửi: 0').waitFor({ timeout: 60_000 + SHEETS * 1_500 })
  const stored = await at.db.selectFrom('response').select('mode').execute()
  expect(stored).toHaveLength(SHEETS)
  expect(exchanges).toBeGreaterThan(SHEETS * 1.15)
  expect(exchanges).toBeLessThan(SHEETS * 1.5)
  await close()
}, 900_000)
