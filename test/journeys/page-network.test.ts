import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { agree, answerInList, finish, heading, sendNow, stored } from './answering.ts'
import { problem, RECEIPT, slipCode, taken } from './page-site.ts'
import { openPhone } from './phone.ts'
import { phonesOnSite } from './phones-on-site.ts'

const on = phonesOnSite()
const { phone } = on

describe('the network fails', () => {
  test('in the middle of the page: the questions wait for the program, and are there when none comes', async () => {
    const whole = Buffer.from(await (await fetch(on.site.url())).arrayBuffer())
    let breakOff = (): void => undefined
    const line = createServer((_, reply) => {
      reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': whole.length })
      reply.write(whole.subarray(0, whole.indexOf('<footer')))
      breakOff = () => reply.destroy()
    })
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
    // Not one of `phones`: the browser notes the broken line as an error of the page.
    const { page, close } = await openPhone({ browser: on.browser })
    await page.goto(`http://127.0.0.1:${(line.address() as AddressInfo).port}/`, { waitUntil: 'commit' })
    await page.locator('#consent').waitFor()
    await page.locator('#A1').waitFor({ state: 'attached' })
    expect(await page.locator('#A1').isVisible()).toBe(false)
    breakOff()
    await page.locator('#A1').waitFor()
    await close()
    line.close()
  })
  test('before sending: the sheet waits on the phone and goes by itself', async () => {
    const { page, context, receipt } = await phone()
    await page.goto(on.site.url(slipCode(11)))
    await agree(page)
    await answerInList(page)
    await context.setOffline(true)
    await finish(page)
    await heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
    await page.getByText('Chưa có mạng').waitFor()
    await page.locator('#count').filter({ hasText: 'Còn 1 phiếu chưa gửi.' }).waitFor()
    // No browser sends for a page that is closed: it says so.
    await page.getByText('Nếu đóng trang, xin mở lại khi có mạng để gửi.').waitFor()
    expect(on.site.posts).toEqual([])
    await context.setOffline(false)
    await receipt()
    expect(on.site.posts).toHaveLength(1)
  })
  test('a page that was closed with an unsent sheet sends it when it is opened again', async () => {
    const { page, context } = await phone()
    await page.goto(on.site.url(slipCode(12)))
    await agree(page)
    await answerInList(page)
    on.site.reply(() => problem('unavailable', 503, {}))
    await finish(page)
    await page.getByText('Nơi nhận phiếu đang bận').waitFor()
    await page.close()
    on.site.reply(() => taken)
    const again = await context.newPage()
    await again.goto(on.site.url(slipCode(12)))
    await again.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    expect(new Set(on.site.posts.map((sheet) => JSON.stringify(sheet))).size).toBe(1)
  })
  // Case P09.
  test('a sign-in page that answers 200 is no receipt', async () => {
    const { page, receipt } = await phone()
    await page.goto(on.site.url(slipCode(13)))
    await agree(page)
    await answerInList(page)
    on.site.reply((_, count) =>
      count < 2 ? { status: 200, body: '<h1>Đăng nhập Wi-Fi</h1>', type: 'text/html' } : taken,
    )
    await finish(page)
    await page.getByText('Mạng này chưa cho qua').waitFor()
    expect(await stored(page)).toMatchObject([{ state: 'queued' }])
    await sendNow(page)
    await receipt()
  })
  // Case P02.
  test('a reply that is lost after storing: the same bytes again, one receipt', async () => {
    const { page, receipt } = await phone()
    await page.goto(on.site.url(slipCode(14)))
    await agree(page)
    await answerInList(page)
    on.site.reply((_, count) => (count < 2 ? 'cut' : { ...taken, status: 200 }))
    await finish(page)
    await receipt()
    expect(on.site.posts.length).toBeGreaterThan(1)
    expect(new Set(on.site.posts.map((sheet) => JSON.stringify(sheet))).size).toBe(1)
  })
  // Case M02.
  test('a busy server is asked again after the time it names', async () => {
    const { page, receipt } = await phone()
    await page.goto(on.site.url(slipCode(15)))
    await agree(page)
    await answerInList(page)
    on.site.reply((_, count) => (count < 2 ? { ...problem('slow_down', 429), headers: { 'retry-after': '2' } } : taken))
    const asked = Date.now()
    await finish(page)
    await receipt()
    expect(Date.now() - asked).toBeGreaterThan(2900)
    expect(on.site.posts).toHaveLength(2)
  })
})
