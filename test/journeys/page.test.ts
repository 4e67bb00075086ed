import { describe, expect, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { agree, answerInList, finish, heading, questionOn, stored, tap, tapThrough } from './answering.ts'
import { RECEIPT, slipCode } from './page-site.ts'
import { withPhoneLetters } from './phone-letters.ts'
import { phonesOnSite } from './phones-on-site.ts'

const on = phonesOnSite()
const { phone } = on
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
    await withPhoneLetters(page)
    await page.goto(on.site.url(slipCode(1)))
    await expect.poll(() => page.url()).toBe(on.site.url())
    await agree(page)
    const scrolled: string[] = []
    const titles = new Set<string>()
    let firstAnswered: readonly string[] = []
    await tapThrough(page, async (id) => {
      if (id === 'A1') firstAnswered = [...on.site.requests]
      titles.add(await page.title())
      const height = await page.evaluate(async () => {
        await document.fonts.ready
        return document.documentElement.scrollHeight
      })
      if (height > 640) scrolled.push(id)
    })
    expect(scrolled).toEqual([])
    expect(titles.size).toBe(items.length)
    expect(await page.locator('[data-answered]').count()).toBe(items.length - 1)
    await finish(page)
    await receipt()
    expect(firstAnswered).toEqual(['GET /p/ph-th'])
    // What comes after the first answer lets the page open without a network; of the answers only the sheet leaves.
    const later = [
      `GET /api/slips/${slipCode(1)}`,
      'GET /p/later.js',
      'GET /p/ph-th',
      'GET /p/sw.js',
      'POST /api/responses',
    ]
    await expect.poll(() => [...new Set(on.site.requests.slice(1))].sort()).toEqual(later)
    const [sheet] = on.site.posts
    expect(sheet).toMatchObject({ slip: slipCode(1), form: 'ph-th@2021.1', language: 'vi', consent: '1' })
    expect(sheet?.answers).toMatchObject({ A1: 5, A2: 4, F2: 90, G1: 'Thầy cô tận tình.' })
    expect(sheet?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await stored(page)).toEqual([{ slip: slipCode(1), state: 'sent', receipt: RECEIPT }])
    expect(await page.getByRole('link', { name: 'trang kết quả' }).getAttribute('href')).toBe('/ket-qua')
    expect(await context.cookies()).toEqual([])
    await page.reload()
    await receipt()
    await page.getByRole('link', { name: 'trang kết quả' }).waitFor()
  })
  test('and may say no: it is counted, and nothing else is sent', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(2)))
    await page.getByText('Không tham gia', { exact: true }).tap()
    await heading(page, 'Cảm ơn Ông/Bà đã cho biết').waitFor()
    await expect.poll(() => on.site.declines).toEqual([{ form: 'ph-th@2021.1', slip: slipCode(2) }])
    await expect.poll(() => stored(page)).toEqual([])
    expect(on.site.posts).toEqual([])
  })
  test('tells the Department of pressure, apart from the answers, once', async () => {
    const { page, context, receipt } = await phone()
    await page.goto(on.site.url(slipCode(9)))
    await agree(page)
    await answerInList(page)
    await finish(page)
    await receipt()
    // It is told when it has left this phone, and not before.
    await context.setOffline(true)
    await page.getByText('Báo riêng cho Sở').tap()
    await page.getByText('sẽ tự báo khi có mạng').waitFor()
    expect(await page.getByText('Đã báo. Cảm ơn Ông/Bà.').isVisible()).toBe(false)
    await context.setOffline(false)
    await page.getByText('Đã báo. Cảm ơn Ông/Bà.').waitFor()
    expect(await page.getByText('sẽ tự báo khi có mạng').isVisible()).toBe(false)
    await expect.poll(() => on.site.pressure).toEqual([{ form: 'ph-th@2021.1', slip: slipCode(9) }])
    expect(await page.getByText('Báo riêng cho Sở').isVisible()).toBe(false)
    await expect.poll(() => stored(page)).toHaveLength(1)
    await page.getByText('0299 3821 234').last().waitFor()
  })
  test('is asked for a language first where the phone speaks none of the page', async () => {
    const { page } = await phone()
    await page.addInitScript(() => Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' }))
    await page.goto(on.site.url(slipCode(10)))
    expect(await page.getByText('Đồng ý tham gia').isVisible()).toBe(false)
    // Its letters are looked for after the first frame, and then stand there in their full width.
    await expect.poll(() => page.locator('nav [lang=km]').evaluate(widthOfText)).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Tiếng Việt' }).tap()
    await agree(page)
    await page.locator('#A1').waitFor()
  })
  test('may have faces beside the words, stronger colours and larger letters, also the next time', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(16)))
    await page.getByText('Tùy chọn').tap()
    for (const choice of ['Kèm hình khuôn mặt', 'Màu đậm, dễ nhìn hơn', 'Chữ to hơn'])
      await page.getByText(choice).tap()
    // Open they cover the question: a tap anywhere else puts them away.
    await page.touchscreen.tap(180, 12)
    await page.getByText('Chữ to hơn').waitFor({ state: 'hidden' })
    await page.reload()
    await agree(page)
    await page.locator('#A1').waitFor()
    // Letters twice as large, as the whole phone may have them: the same word that opens the options closes them.
    const letters = (fontSize: string) =>
      page.evaluate((style) => void Object.assign(document.documentElement.style, style), { fontSize })
    await letters('34px')
    await page.getByText('Tùy chọn').tap()
    await page.getByText('Chữ to hơn').waitFor()
    await page.getByText('Tùy chọn').tap()
    await page.getByText('Chữ to hơn').waitFor({ state: 'hidden' })
    await letters('')
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
    await page.goto(on.site.url())
    await agree(page)
    const field = page.getByLabel('Mã phiếu')
    await field.fill('K7M2-4')
    await page.getByText('Bắt đầu').tap()
    await page.getByText('Mã có 16 chữ và số; đã gõ 5.').waitFor()
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
    await page.goto(on.site.entry)
    await page.getByLabel('Mã phiếu').fill(slipCode(4))
    await page.getByText('Bắt đầu').tap()
    await agree(page)
    await page.locator('#A1').waitFor()
  })
  test('goes back, changes an answer, and is asked for what is missing', async () => {
    const { page, receipt } = await phone()
    await page.goto(on.site.url(slipCode(5)))
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
    expect(on.site.posts[0]?.answers).toMatchObject({ A1: 1, A2: 5, F2: 80 })
  })
  test('changes an answer from the review and comes back to its line', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(17)))
    await agree(page)
    await answerInList(page)
    // Nobody was sent anywhere yet: the review begins at its top.
    await expect.poll(() => page.evaluate(() => [scrollY, document.activeElement?.tagName])).toEqual([0, 'H1'])
    await page.evaluate(() => document.querySelector<HTMLElement>('#list')?.click())
    await page.getByText('xin chạm vào câu đó').waitFor()
    const line = page.locator('#answers button', { hasText: 'Thư viện' })
    await line.tap()
    await tap(page, 'Bình thường')
    await line.getByText('Bình thường').waitFor()
    const seen = () =>
      line.evaluate((button) => {
        const { top, bottom } = button.getBoundingClientRect()
        const covered = document.querySelector('[data-do=finish]')?.getBoundingClientRect().top ?? 0
        return [document.activeElement === button, top >= 0, bottom <= covered]
      })
    await expect.poll(seen).toEqual([true, true, true])
    // And stays there when what was answered is looked at anew.
    await page.evaluate(() => dispatchEvent(new Event('pageshow')))
    await page.waitForTimeout(300)
    expect(await seen()).toEqual([true, true, true])
    // The phone's own button leads back there, too.
    await line.tap()
    await page.locator('#B4').waitFor()
    await page.goBack()
    await expect.poll(seen).toEqual([true, true, true])
  })
  test('with all questions on one page is shown where one is missing, and why', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(18)))
    await agree(page)
    await page.locator('#A1').waitFor()
    await page.evaluate(() => document.querySelector<HTMLElement>('#list')?.click())
    await page.locator('#A1 label').first().tap()
    await page.locator('[data-do=next]').tap()
    const said = page.getByText('Xin chọn một câu trả lời.')
    await said.waitFor()
    const place = await said.boundingBox()
    expect(place?.y).toBeGreaterThan(0)
    expect((place?.y ?? 999) + (place?.height ?? 0)).toBeLessThanOrEqual(640)
    expect(await page.locator('#A2').getByText('Xin chọn một câu trả lời.').count()).toBe(1)
    await page.locator('#A2 label').first().tap()
    expect(await page.locator('#wrong').textContent()).toBe('')
  })
  test('hears one question and not the one before it', async () => {
    const { page } = await phone()
    await withPhoneLetters(page)
    await page.addInitScript(() => {
      const heard: string[] = []
      const voice = {
        getVoices: () => [{ lang: 'vi-VN' }],
        cancel: () => void heard.push('.'),
        speak: ({ text }: { text: string }) => void heard.push(text),
      }
      class Spoken {
        text: string
        constructor(text: string) {
          this.text = text
        }
      }
      for (const [name, value] of Object.entries({ heard, speechSynthesis: voice, SpeechSynthesisUtterance: Spoken }))
        Object.defineProperty(window, name, { value })
    })
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0))
    await page.goto(on.site.url(slipCode(19)))
    // One in sight at a time, and none of them on top of anything else.
    const listen = page.locator('[data-do=listen]').filter({ visible: true })
    const [button, languages] = [await listen.boundingBox(), await page.locator('nav').boundingBox()]
    expect((button?.y ?? 0) - (languages?.y ?? 0) - (languages?.height ?? 0)).toBeGreaterThanOrEqual(0)
    // Both answers to the notice are seen whole all the same.
    for (const label of await page.locator('#consent label').all()) {
      const { y, height } = (await label.boundingBox()) ?? { y: 999, height: 0 }
      expect(y + height).toBeLessThanOrEqual(640)
    }
    await listen.tap()
    expect((await heard()).at(-1)).toMatch(/Không ghi tên.*Không tham gia$/)
    await agree(page)
    await page.locator('#A1').waitFor()
    await page.setViewportSize({ width: 320, height: 568 })
    const back = await page.locator('[data-do=back]').boundingBox()
    for (const beside of [listen, page.getByText('Tùy chọn')])
      expect((await beside.boundingBox())?.y).toBeLessThan((back?.y ?? 0) + (back?.height ?? 0))
    await listen.tap()
    expect((await heard()).at(-1)).toMatch(/tuyển sinh.*Rất hài lòng.*Không biết/)
    await tap(page, 'Hài lòng')
    expect(await heard()).toEqual(['.'])
  })
  test('a number that cannot be is named, and kept out of the model', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(6)))
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
  test('with the keyboard alone; arrow keys look, Enter and Space go on', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(7)))
    const decide = async (...keys: string[]) => {
      await page.locator('#consent input').first().focus()
      for (const key of keys) await page.keyboard.press(key)
    }
    await decide('ArrowRight', 'Enter')
    await page.locator('[data-screen=declined]').waitFor()
    await expect.poll(() => on.site.declines.length).toBe(1)
    await page.locator('[data-do=back]').press('Enter')
    await page.locator('#consent').waitFor()
    await decide('ArrowRight', 'ArrowLeft', 'Space')
    await page.locator('#A1').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('LEGEND')
    // The options close behind whoever goes on from them, and cover no answer that has the focus.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    const faces = page.locator('#faces')
    await faces.waitFor()
    for (let turn = 0; turn < 6; turn++) await page.keyboard.press('Tab')
    expect([await faces.isVisible(), await page.evaluate(() => document.activeElement?.getAttribute('name'))]).toEqual([
      false,
      'A1',
    ])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(500)
    expect(await questionOn(page)).toBe('A1')
    expect(await page.locator('#A1').getAttribute('data-answered')).not.toBeNull()
    await page.keyboard.press('Enter')
    await expect.poll(() => questionOn(page)).toBe('A2')
    for (const key of ['Tab', 'ArrowDown', 'Space']) await page.keyboard.press(key)
    await expect.poll(() => questionOn(page)).toBe('A3')
    expect(await page.locator('#A2 [value="4"]').isChecked()).toBe(true)
    expect(on.site.declines).toHaveLength(1)
    // Opened just before the next question comes, they stay open.
    await page.evaluate(() => {
      for (const at of ['#A3 label', 'summary']) document.querySelector<HTMLElement>(at)?.click()
    })
    await expect.poll(() => questionOn(page)).toBe('A4')
    expect(await faces.isVisible()).toBe(true)
  })
  test('without scripts: one plain form, the same receipt', async () => {
    const { page } = await phone({ javaScriptEnabled: false })
    await page.goto(on.site.url())
    // Nothing stands there twice, and nothing is promised that only the program keeps.
    expect(await page.getByText('Không tham gia', { exact: true }).filter({ visible: true }).count()).toBe(1)
    expect(await page.getByText('máy tự lưu').isVisible()).toBe(false)
    // Who does not take part needs no code for that, and need not go past the questions.
    await page.getByRole('button', { name: 'Không tham gia' }).tap()
    await heading(page, 'Cảm ơn Ông/Bà đã cho biết').waitFor()
    expect(on.site.forms.splice(0)).toEqual([{ kind: 'declined', form: 'ph-th@2021.1', slip: undefined }])
    await page.goBack()
    await page.getByText('Đồng ý tham gia').tap()
    await page.locator('#slip').fill(slipCode(8))
    for (const { id, type } of items) {
      if (type === 'scale' || type === 'single') await page.locator(`#${id} label`).first().tap()
      if (type === 'percent') await page.locator(`#${id} input`).fill('100')
    }
    const sheet = { kind: 'sheet', body: { slip: slipCode(8), consent: '1', answers: { A1: 5, F2: 100 } } }
    await page.getByRole('button', { name: 'Gửi phiếu' }).tap()
    await page.getByText(RECEIPT).waitFor()
    await page.getByText('Xin ghi hoặc chụp lại mã này').waitFor()
    expect(on.site.forms.splice(0)).toMatchObject([sheet])
    // Enter in a field presses the first button of its form: it sends the sheet, and never declines.
    await page.goBack()
    await page.locator('#slip').fill(slipCode(8))
    await page.locator('#slip').press('Enter')
    await page.getByText(RECEIPT).waitFor()
    expect(on.site.forms).toMatchObject([{ kind: 'sheet', body: { slip: slipCode(8) } }])
  })
})

test('an answer given while a slow phone looks into its storage stays', async () => {
  const { page } = await phone()
  await page.addInitScript((slowMs) => {
    const { getAll } = IDBObjectStore.prototype
    IDBObjectStore.prototype.getAll = function () {
      const asked = getAll.call(this)
      const late: Record<string, unknown> = {}
      asked.onsuccess = () =>
        setTimeout(() => (late.onsuccess as () => void)(), slowMs, Object.assign(late, { result: asked.result }))
      return late as unknown as IDBRequest
    }
  }, 400)
  await page.goto(on.site.url(slipCode(10)))
  await agree(page)
  await page.locator('#A1').waitFor()
  // What else is looked at when the page comes back into view: two looks of the sender, then the one for the screen.
  await page.evaluate(() => dispatchEvent(new Event('pageshow')))
  await page.waitForTimeout(1_000)
  await page.locator('#A1 label').first().tap()
  await page.locator('#A2').waitFor()
})
