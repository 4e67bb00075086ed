import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { agree, answerInList, finish, heading, questionOn, stored, tap, tapThrough } from './answering.ts'
import { openSite, problem, RECEIPT, slipCode, taken } from './page-site.ts'
import { openPhone, type Phone } from './phone.ts'

let site: Awaited<ReturnType<typeof openSite>>
let phones: Phone[]
beforeEach(async () => {
  site = await openSite()
  phones = []
})
afterEach(async () => {
  for (const phone of phones) {
    expect(phone.errors).toEqual([])
    await phone.close()
  }
  await site.close()
})

async function phone(options: Parameters<typeof openPhone>[0] = {}) {
  const opened = await openPhone(options)
  phones.push(opened)
  return { ...opened, receipt: () => opened.page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor() }
}
const items = phTh.blocks.flatMap((block) => block.items)

/** Runs in the page. */
function widthOfText(element: Element): number {
  const range = document.createRange()
  range.selectNodeContents(element)
  return range.getBoundingClientRect().width
}

describe('a parent answers', () => {
  test('the whole form with one thumb, on a small screen, in one request', async () => {
    const { page, context, receipt } = await phone()
    await page.goto(site.url(slipCode(1)))
    await expect.poll(() => page.url()).toBe(site.url())
    await agree(page)
    const scrolled: string[] = []
    const titles = new Set<string>()
    let firstAnswered: readonly string[] = []
    await tapThrough(page, async (id) => {
      if (id === 'A1') firstAnswered = [...site.requests]
      titles.add(await page.title())
      if ((await page.evaluate(() => document.documentElement.scrollHeight)) > 640) scrolled.push(id)
    })
    expect(scrolled).toEqual([])
    expect(titles.size).toBe(items.length)
    expect(await page.locator('[data-answered]').count()).toBe(items.length - 1)
    await finish(page)
    await receipt()
    expect(firstAnswered).toEqual(['GET /p/ph-th'])
    // What comes after the first answer lets the page open without a network; of the answers only the sheet leaves.
    const later = new Set(site.requests.slice(1))
    expect([...later].sort()).toEqual(['GET /p/later.js', 'GET /p/ph-th', 'GET /p/sw.js', 'POST /api/responses'])
    const [sheet] = site.posts
    expect(sheet).toMatchObject({ slip: slipCode(1), form: 'ph-th@2021.1', language: 'vi', consent: '1' })
    expect(sheet?.answers).toMatchObject({ A1: 5, A2: 4, F2: 90, G1: 'Thầy cô tận tình.' })
    expect(sheet?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await stored(page)).toEqual([{ slip: slipCode(1), state: 'sent', receipt: RECEIPT }])
    expect(await context.cookies()).toEqual([])
    await page.reload()
    await receipt()
  })
  test('and may say no: it is counted, and nothing else is sent', async () => {
    const { page } = await phone()
    await page.goto(site.url(slipCode(2)))
    await page.getByText('Không tham gia', { exact: true }).tap()
    await heading(page, 'Cảm ơn Ông/Bà đã cho biết').waitFor()
    await expect.poll(() => site.declines).toEqual([{ form: 'ph-th@2021.1', slip: slipCode(2) }])
    await expect.poll(() => stored(page)).toEqual([])
    expect(site.posts).toEqual([])
  })
  test('tells the Department of pressure, apart from the answers, once', async () => {
    const { page, receipt } = await phone()
    await page.goto(site.url(slipCode(9)))
    await agree(page)
    await answerInList(page)
    await finish(page)
    await receipt()
    await page.getByText('Báo riêng cho Sở').tap()
    await page.getByText('Đã báo. Cảm ơn Ông/Bà.').waitFor()
    await expect.poll(() => site.pressure).toEqual([{ form: 'ph-th@2021.1', slip: slipCode(9) }])
    expect(await page.getByText('Báo riêng cho Sở').isVisible()).toBe(false)
    await expect.poll(() => stored(page)).toHaveLength(1)
    await page.getByText('0299 3821 234').last().waitFor()
  })
  test('is asked for a language first where the phone speaks none of the page', async () => {
    const { page } = await phone()
    await page.addInitScript(() => Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' }))
    await page.goto(site.url(slipCode(10)))
    expect(await page.getByText('Đồng ý tham gia').isVisible()).toBe(false)
    // Its letters are looked for after the first frame, and then stand there in their full width.
    await expect.poll(() => page.locator('a[hreflang=km]').evaluate(widthOfText)).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Tiếng Việt' }).tap()
    await agree(page)
    await page.locator('#A1').waitFor()
  })
  test('may have faces beside the words, stronger colours and larger letters, also the next time', async () => {
    const { page } = await phone()
    await page.goto(site.url(slipCode(16)))
    await page.getByText('Tùy chọn').tap()
    for (const choice of ['Kèm hình khuôn mặt', 'Màu đậm, dễ nhìn hơn', 'Chữ to hơn'])
      await page.getByText(choice).tap()
    // Open they cover the question: a tap anywhere else puts them away.
    await page.touchscreen.tap(180, 12)
    await page.getByText('Chữ to hơn').waitFor({ state: 'hidden' })
    await page.reload()
    await agree(page)
    await page.locator('#A1').waitFor()
    const look = () =>
      page.evaluate(() => {
        const [first] = document.querySelectorAll('#A1 input')
        const { width } = getComputedStyle(first as Element, '::after')
        const { color, fontSize } = getComputedStyle(document.documentElement)
        return { width, color, fontSize }
      })
    expect(await look()).toEqual({ width: '28px', color: 'rgb(0, 0, 0)', fontSize: '22px' })
    await page.evaluate(() => {
      document.documentElement.className = ''
    })
    expect((await look()).width).not.toBe('28px')
  })
  test('types the code where the address has none, and is told what is wrong with it', async () => {
    const { page } = await phone()
    await page.goto(site.url())
    await agree(page)
    const field = page.getByLabel('Mã phiếu')
    await field.fill('K7M2-4')
    await page.getByText('Bắt đầu').tap()
    await page.getByText('Mã có 16 chữ và số; đang có 5.').waitFor()
    await field.fill(
      slipCode(3)
        .toLowerCase()
        .replace(/(.{4})/g, '$1-'),
    )
    await field.press('Enter')
    await page.locator('#A1').waitFor()
    expect((await stored(page)).map(({ slip }) => slip)).toEqual([slipCode(3)])
  })
  test('comes from the page of the code to the form', async () => {
    const { page } = await phone()
    await page.goto(site.entry)
    await page.getByLabel('Mã phiếu').fill(slipCode(4))
    await page.getByText('Bắt đầu').tap()
    await agree(page)
    await page.locator('#A1').waitFor()
  })
  test('goes back, changes an answer, and is asked for what is missing', async () => {
    const { page, receipt } = await phone()
    await page.goto(site.url(slipCode(5)))
    await agree(page)
    await tap(page, 'Hài lòng')
    await tap(page, 'Không biết / không có')
    const share = () => page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value)
    const far = await share()
    await page.locator('[data-do=back]').tap()
    await expect.poll(() => questionOn(page)).toBe('A2')
    await page.goBack()
    await expect.poll(() => questionOn(page)).toBe('A1')
    expect(await share()).toBe(far)
    await tap(page, 'Bình thường')
    await page.locator('[data-do=next]').tap()
    await page.locator('[data-do=next]').tap()
    await page.getByText('Xin chọn một câu trả lời.').waitFor()
    await answerInList(page)
    await page.locator('#answers button').first().tap()
    await page.locator('#A1').getByText('Rất không hài lòng', { exact: true }).tap()
    await page.locator('[data-do=next]').tap()
    await finish(page)
    await receipt()
    expect(site.posts[0]?.answers).toMatchObject({ A1: 1, A2: 5, F2: 80 })
  })
  test('a number that cannot be is named, and kept out of the model', async () => {
    const { page } = await phone()
    await page.goto(site.url(slipCode(6)))
    await agree(page)
    await answerInList(page)
    await page.getByRole('button', { name: 'bao nhiêu phần trăm' }).tap()
    await page.locator('#F2 input').fill('')
    await page.locator('[data-do=next]').tap()
    await page.getByText('Xin ghi một số từ 0 đến 150.').waitFor()
    await page.locator('#F2 input').fill('151')
    expect(await page.locator('#wrong').textContent()).toBe('')
    await page.locator('[data-do=next]').tap()
    await page.getByText('Xin ghi một số từ 0 đến 150.').waitFor()
    expect(await page.locator('#F2').getAttribute('data-answered')).toBeNull()
  })
  test('with the keyboard alone; arrow keys look, Enter goes on', async () => {
    const { page } = await phone()
    await page.goto(site.url(slipCode(7)))
    await agree(page)
    await page.locator('#A1').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('LEGEND')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(500)
    expect(await questionOn(page)).toBe('A1')
    expect(await page.locator('#A1').getAttribute('data-answered')).not.toBeNull()
    await page.keyboard.press('Enter')
    await expect.poll(() => questionOn(page)).toBe('A2')
  })
  test('without scripts: one plain form, the same receipt', async () => {
    const { page } = await phone({ javaScriptEnabled: false })
    await page.goto(site.url())
    await page.getByText('Đồng ý tham gia').tap()
    await page.locator('#slip').fill(slipCode(8))
    for (const { id, type } of items) {
      if (type === 'scale' || type === 'single') await page.locator(`#${id} label`).first().tap()
      if (type === 'percent') await page.locator(`#${id} input`).fill('100')
    }
    await page.getByRole('button', { name: 'Gửi phiếu' }).tap()
    await page.getByText(RECEIPT).waitFor()
    expect(site.forms).toMatchObject([
      { kind: 'sheet', body: { slip: slipCode(8), consent: '1', answers: { A1: 5, F2: 100 } } },
    ])
  })
})

describe('the network fails', () => {
  test('before sending: the sheet waits on the phone and goes by itself', async () => {
    const { page, context, receipt } = await phone()
    await page.goto(site.url(slipCode(11)))
    await agree(page)
    await answerInList(page)
    await context.setOffline(true)
    await finish(page)
    await heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
    await page.getByText('Chưa có mạng').waitFor()
    await page.locator('#count').filter({ hasText: 'Còn 1 phiếu chưa gửi.' }).waitFor()
    expect(site.posts).toEqual([])
    await context.setOffline(false)
    await receipt()
    expect(site.posts).toHaveLength(1)
  })
  test('a page that was closed with an unsent sheet sends it when it is opened again', async () => {
    const { page, context } = await phone()
    await page.goto(site.url(slipCode(12)))
    await agree(page)
    await answerInList(page)
    site.reply(() => problem('unavailable', 503, {}))
    await finish(page)
    await page.getByText('Máy chủ đang bận').waitFor()
    await page.close()
    site.reply(() => taken)
    const again = await context.newPage()
    await again.goto(site.url(slipCode(12)))
    await again.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    expect(new Set(site.posts.map((sheet) => JSON.stringify(sheet))).size).toBe(1)
  })
  test('a sign-in page that answers 200 is no receipt', async () => {
    const { page, receipt } = await phone()
    await page.goto(site.url(slipCode(13)))
    await agree(page)
    await answerInList(page)
    site.reply((_, count) => (count < 2 ? { status: 200, body: '<h1>Đăng nhập Wi-Fi</h1>', type: 'text/html' } : taken))
    await finish(page)
    await page.getByText('Mạng này chưa cho qua').waitFor()
    expect(await stored(page)).toMatchObject([{ state: 'queued' }])
    await page.locator('[data-do=send]').tap()
    await receipt()
  })
  test('a reply that is lost after storing: the same bytes again, one receipt', async () => {
    const { page, receipt } = await phone()
    await page.goto(site.url(slipCode(14)))
    await agree(page)
    await answerInList(page)
    site.reply((_, count) => (count < 2 ? 'cut' : { ...taken, status: 200 }))
    await finish(page)
    await receipt()
    expect(site.posts.length).toBeGreaterThan(1)
    expect(new Set(site.posts.map((sheet) => JSON.stringify(sheet))).size).toBe(1)
  })
  test('a busy server is asked again after the time it names', async () => {
    const { page, receipt } = await phone()
    await page.goto(site.url(slipCode(15)))
    await agree(page)
    await answerInList(page)
    site.reply((_, count) => (count < 2 ? { ...problem('slow_down', 429), headers: { 'retry-after': '2' } } : taken))
    const asked = Date.now()
    await finish(page)
    await receipt()
    expect(Date.now() - asked).toBeGreaterThan(2900)
    expect(site.posts).toHaveLength(2)
  })
})
