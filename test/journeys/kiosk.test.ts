import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { buildRespondent } from '../../server/deploy/build-respondent.mjs'
import { fieldingRound } from '../server/journey.ts'
import { json, world } from '../world.ts'
import { agree, answerInList, finish, heading, tap } from './answering.ts'
import { openPhone } from './phone.ts'

/** The real server with a round in the field, and a tablet that has been issued. */
async function gate() {
  const clientDir = await mkdtemp(join(tmpdir(), 'hailong-built-'))
  onTestFinished(() => rm(clientDir, { recursive: true, force: true }))
  await buildRespondent(join(clientDir, 'respondent'))
  const at = await world({ clientDir })
  const round = await fieldingRound(at)
  const reply = await round.designer('/api/devices', json('POST', { label: 'Cổng trường thử' }))
  const device = (await reply.json()) as { id: string; key: string; pin: string }
  const server = serve({ fetch: at.app.fetch, port: 0, hostname: '127.0.0.1', createServer })
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', () => resolve())))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const pressure = async () =>
    (await at.db.selectFrom('pressureReport').select('count').execute()).map(({ count }) => count)
  const modes = async () => (await at.db.selectFrom('response').select('mode').execute()).map(({ mode }) => mode)
  const declines = async () => (await at.db.selectFrom('decline').select('count').execute()).map(({ count }) => count)
  return { ...at, ...round, device, url, modes, pressure, declines, codes: round.codes('ph-th') }
}

/**
 * From here on no time passes but what is said: a busy machine would else be idle too long. It is held a little ahead,
 * since a clock is never put back and goes on until the word has reached the page.
 */
const hold = async (page: Page) => page.clock.pauseAt((await page.evaluate(() => Date.now())) + 5_000)

const begin = async (page: Page, code: string | undefined) => {
  await agree(page)
  await page.getByLabel('Mã phiếu').fill(code ?? '')
  await page.getByText('Bắt đầu').tap()
  await page.locator('#A1').waitFor()
}

const queue = (page: Page): Promise<unknown[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = IDBFactory.prototype.open.call(indexedDB, 'hailong-kiosk')
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const all = request.result.transaction('queue').objectStore('queue').getAll()
          all.onsuccess = () => {
            request.result.close()
            resolve(all.result)
          }
        }
      }),
  )

// Cases C05 and C08: a minute without a touch, and a clock that is a year late.
test('a tablet at the gate: one parent after another, with and without a network, and nothing of anybody is left', async () => {
  const { device, url, codes, modes, pressure, declines, designer } = await gate()
  const { page, context, errors, close } = await openPhone({ width: 800, height: 1100 })
  await page.goto(`${url}/kiosk`)
  await page.getByLabel('Khóa máy').fill('0000000000000000')
  await page.getByText('Nhận khóa').tap()
  await page.getByText('Khóa chưa đúng').waitFor()
  await page.getByLabel('Khóa máy').fill(device.key)
  await page.getByText('Nhận khóa').tap()
  await heading(page, 'Cổng trường thử').waitFor()
  // The tablet's clock is a year late: nothing depends on it.
  await page.clock.install({ time: Date.now() - 365 * 86_400_000 })
  await page.locator('a[href="/kiosk/ph-th"]').tap()

  await page.getByText('quá 60 giây không chạm là câu trả lời được xóa').waitFor()
  expect(await page.getByText('máy tự lưu').count()).toBe(0)

  // Who leaves the page and comes back by the browser's own button is asked for a code: that of the one before is gone.
  await begin(page, codes[0])
  await page.getByText('Dành cho nhân viên').tap()
  await page.getByLabel('Mã PIN').waitFor()
  await page.goBack()
  await agree(page)
  await page.getByLabel('Mã phiếu').waitFor()
  expect(await page.getByLabel('Mã phiếu').inputValue()).toBe('')
  await page.reload()

  // Somebody walks away: a warning, and then nothing is left.
  await begin(page, codes[0])
  await tap(page, 'Hài lòng')
  expect(await page.locator('[data-do=back]').isVisible()).toBe(false)
  await hold(page)
  await page.clock.runFor(41_000)
  await page.getByText('Câu trả lời sẽ được xóa sau').waitFor()
  // The thumb that comes back to go on finds what it looked for, and not "wipe" in its place.
  const [warning, next] = [await page.locator('.kiosk-left').boundingBox(), await page.locator('#A2').boundingBox()]
  expect((warning?.y ?? 0) + (warning?.height ?? 0)).toBeLessThan(next?.y ?? 0)
  expect((warning?.x ?? 0) + (warning?.width ?? 0)).toBeLessThanOrEqual(800)
  await page.clock.runFor(20_000)
  await page.clock.resume()
  await heading(page, 'Ý kiến').waitFor()
  await page.getByText('Đồng ý tham gia').waitFor()
  expect(await page.locator('#A1 input:checked').count()).toBe(0)
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([
    'hailong-kiosk',
  ])
  expect(await modes()).toEqual([])

  await begin(page, codes[0])
  await answerInList(page)
  await finish(page)
  await page
    .locator('#receipt')
    .filter({ hasText: /^\w{4}-\w{4}$/ })
    .waitFor()
  expect(await modes()).toEqual(['kiosk'])
  expect(await queue(page)).toEqual([])
  await hold(page)
  await page.getByText('Báo riêng cho Sở').tap()
  await page.getByText('Đã báo').waitFor()
  await expect.poll(pressure).toEqual([1])
  await page.getByText('Xong, nhường người tiếp theo').tap()
  await page.clock.resume()
  await page.getByText('Đồng ý tham gia').waitFor()

  // Without a network the sheet waits, sealed; the next parent finds an empty page.
  await page.evaluate(async () => {
    while (!(await caches.match(location.pathname))) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
  await context.setOffline(true)
  await begin(page, codes[1])
  await answerInList(page)
  await finish(page)
  await heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
  const waiting = JSON.stringify(await queue(page))
  expect(waiting).toContain('sealed')
  for (const secret of [codes[1] ?? '', 'ph-th', 'answers']) expect(waiting).not.toContain(secret)
  await hold(page)
  // What could not leave is not said to be told; the telephone stands there.
  await page.getByText('Báo riêng cho Sở').waitFor({ state: 'hidden' })
  await page.getByText('Xong, nhường người tiếp theo').tap()
  await page.clock.resume()
  await page.getByText('Đồng ý tham gia').waitFor()
  expect(await page.locator('#A1 input:checked').count()).toBe(0)

  // Who does not take part is not forgotten either; it lies there sealed, apart from the sheets.
  await page.getByText('Không tham gia', { exact: true }).tap()
  await heading(page, 'Cảm ơn Ông/Bà đã cho biết').waitFor()
  await expect.poll(() => queue(page)).toHaveLength(2)
  expect(JSON.stringify(await queue(page))).not.toContain('ph-th')
  await page.getByText('Xong, nhường người tiếp theo').tap()
  await page.getByText('Đồng ý tham gia').waitFor()

  // Withdrawn meanwhile: the queue stays, and goes with a new key.
  await designer(`/api/devices/${device.id}/revoke`, json('POST', {}))
  await context.setOffline(false)
  await page.clock.runFor(31_000)
  expect(await queue(page)).toHaveLength(2)
  const other = (await (await designer('/api/devices', json('POST', { label: 'Máy thay' }))).json()) as typeof device
  await page.getByText('Dành cho nhân viên').tap()
  await page.getByLabel('Mã PIN').fill('000000')
  await page.getByText('Mở', { exact: true }).tap()
  await page.getByText('Mã PIN chưa đúng').waitFor()
  await page.getByLabel('Mã PIN').fill(device.pin)
  await page.getByText('Mở', { exact: true }).tap()
  await page.getByText('Phiếu đã khóa, chờ gửi: 1').waitFor()
  await page.getByText('Lượt không tham gia chờ báo: 1').waitFor()
  await page.getByLabel('Khóa máy').fill(other.key)
  await page.getByText('Nhận khóa').tap()
  await heading(page, 'Máy thay').waitFor()
  await page.getByText('Gửi ngay').tap()
  await page.getByText('Phiếu đã khóa, chờ gửi: 0').waitFor()
  expect(await modes()).toEqual(['kiosk', 'kiosk'])
  expect(await queue(page)).toEqual([])
  expect(await declines()).toEqual([1])
  expect(errors).toEqual([])
  await close()
})
