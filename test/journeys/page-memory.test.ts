import { describe, expect, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { agree, answerInList, finish, heading, questionOn, sendNow, stored, tap } from './answering.ts'
import { axeFindings } from './axe-findings.ts'
import { problem, RECEIPT, slipCode, taken } from './page-site.ts'
import { withPhoneLetters } from './phone-letters.ts'
import { phonesOnSite } from './phones-on-site.ts'

const on = phonesOnSite()
const { phone } = on

describe('an interrupted sheet goes on where it stopped', () => {
  test('after a reload at each of several questions', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(21)))
    await agree(page)
    for (const next of ['A2', 'A3', 'A4', 'A5']) {
      await tap(page, 'Hài lòng')
      await expect.poll(() => questionOn(page)).toBe(next)
      await expect.poll(async () => (await stored(page))[0]?.at).toBe(next)
      await page.reload()
      await page.locator(`#${next}`).waitFor()
    }
    expect((await stored(page))[0]?.answers).toEqual({ A1: 4, A2: 4, A3: 4, A4: 4 })
    await page.locator('[data-do=back]').tap()
    await expect.poll(() => questionOn(page)).toBe('A4')
    expect(await page.locator('#A4 input:checked').inputValue()).toBe('4')
  })
  test('after the browser was closed, by the same slip or by the one unfinished sheet on the phone', async () => {
    const { page, context } = await phone()
    await page.goto(on.site.url(slipCode(22)))
    await agree(page)
    await tap(page, 'Bình thường')
    await expect.poll(async () => (await stored(page))[0]?.at).toBe('A2')
    await page.close()
    const second = await context.newPage()
    await second.goto(on.site.url(slipCode(22)))
    await second.locator('#A2').waitFor()
    await second.close()
    const third = await context.newPage()
    await third.goto(on.site.url())
    await agree(third)
    await third.getByText('Làm tiếp phiếu đang dở').tap()
    await third.locator('#A2').waitFor()
  })
  test('a text is kept while it is being typed', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(23)))
    await agree(page)
    await answerInList(page)
    await page.getByRole('button', { name: 'Kiến nghị, đề xuất' }).tap()
    await page.locator('#G3 textarea').pressSequentially('Sửa nhà vệ sinh')
    await expect.poll(async () => (await stored(page))[0]?.answers?.G3).toBe('Sửa nhà vệ sinh')
    // What comes along unseen with a pasted text, and could not be stored, keeps nobody from going on.
    await page.locator('#G3 textarea').fill('Sửa\u000b nhà\u0007 vệ sinh\nsớm')
    await page.locator('[data-do=next]').tap()
    await finish(page)
    await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    expect(on.site.posts[0]?.answers.G3).toBe('Sửa nhà vệ sinh\nsớm')
  })
  // Case B37, on the phone.
  // Case P08.
  test('an older version of the form keeps the answers that still fit', async () => {
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(24)))
    await agree(page)
    await tap(page, 'Bình thường')
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          indexedDB.open('hailong').onsuccess = ({ target }) => {
            const database = (target as IDBOpenDBRequest).result
            const sheets = database.transaction('sheets', 'readwrite').objectStore('sheets')
            sheets.getAll().onsuccess = ({ target: found }) => {
              const [sheet] = (found as IDBRequest<object[]>).result
              const older = {
                ...sheet,
                form: 'ph-th@2020.1',
                problem: 'form_superseded',
                at: 'Z9',
                answers: { A1: 3, A2: 9, Z9: 'x' },
              }
              sheets.put(older).onsuccess = () => resolve()
            }
          }
        }),
    )
    await page.reload()
    await agree(page)
    await page.locator('#A2').waitFor()
    expect(await page.locator('[name=A1]:checked').inputValue()).toBe('3')
    await answerInList(page)
    await finish(page)
    await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    expect(on.site.posts[0]).toMatchObject({ form: 'ph-th@2021.1', answers: { A1: 5, A2: 5 } })
    expect(on.site.posts[0]?.answers).not.toHaveProperty('Z9')
  })
})

test('two tabs share one sheet: the last answer to a question holds, and it is sent once', async () => {
  const { page, context } = await phone()
  await page.goto(on.site.url(slipCode(25)))
  await agree(page)
  await tap(page, 'Hài lòng')
  const other = await context.newPage()
  await other.goto(on.site.url(slipCode(25)))
  await other.locator('#A2').waitFor()
  await tap(other, 'Bình thường')
  await page.bringToFront()
  await tap(page, 'Rất hài lòng')
  await expect.poll(async () => (await stored(page))[0]?.answers).toEqual({ A1: 4, A2: 5 })
  await other.bringToFront()
  await answerInList(other)
  await finish(other)
  await other.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
  await page.bringToFront()
  await page.locator('#A3 label').first().tap()
  await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
  expect(on.site.posts).toHaveLength(1)
})

test('where the browser keeps nothing the page says so first, and still works', async () => {
  const { page } = await phone()
  await withPhoneLetters(page)
  await page.addInitScript(() => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError')
    }
    Object.defineProperty(window, 'indexedDB', { get: blocked })
    Object.defineProperty(window, 'localStorage', { get: blocked })
  })
  await page.goto(on.site.url(slipCode(26)))
  const said = page.getByText('Máy này không cho lưu')
  await said.waitFor()
  // What is said stands in nobody's way.
  const [card, languages] = [await page.locator('#memory').boundingBox(), await page.locator('nav').boundingBox()]
  expect((languages?.y ?? 0) - (card?.y ?? 0) - (card?.height ?? 0)).toBeGreaterThanOrEqual(0)
  await agree(page)
  await page.locator('#A1').waitFor()
  // Above a question it is one line, and the answers are seen whole.
  await page.getByText('Giữ tạm trên máy chủ').waitFor()
  expect(await page.getByText('máy tự lưu').count()).toBe(0)
  expect(await axeFindings(page, { more: ['best-practice'] })).toEqual([])
  await page.evaluate(async () => void (await document.fonts.ready))
  const last = await page.locator('#A1 label').last().boundingBox()
  expect((last?.y ?? 999) + (last?.height ?? 0)).toBeLessThanOrEqual(640)
  await answerInList(page)
  on.site.reply(() => problem('unavailable', 503))
  await finish(page)
  // Nothing is said to be kept on the phone where it is not.
  const outbox = page.locator('[data-screen=outbox]')
  await outbox.waitFor()
  expect(await outbox.locator('h1').innerText()).toBe('Chưa gửi')
  await page.evaluate(() => history.go(-history.state.depth))
  await page.locator('#unsent').waitFor()
  expect(await page.locator('#unsent').innerText()).toBe('Còn 1 phiếu chưa gửi.')
  await agree(page)
  await outbox.waitFor()
  on.site.reply(() => taken)
  await sendNow(page)
  await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
  expect(new Set(on.site.posts.map((sheet) => JSON.stringify(sheet))).size).toBe(1)
})

test('in Khmer, too, that line leaves a question whole: it stands without a mark', async () => {
  const { page } = await phone()
  await page.addInitScript(() =>
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    }),
  )
  await page.goto(on.site.url().replace(/$/, `?lang=km#${slipCode(27)}`))
  await page.locator('#memory mark').waitFor()
  await page.locator('#consent label').first().tap()
  await page.locator('#A1').waitFor()
  await page.getByText('Giữ tạm trên máy chủ').waitFor()
  expect(await page.locator('#memory mark').isVisible()).toBe(false)
  expect((await page.locator('#memory').boundingBox())?.height).toBeLessThan(60)
})

describe('the server says no', () => {
  const until = async (number: number, clock: 'own' | 'held' = 'own') => {
    const { page } = await phone()
    if (clock === 'held') await page.clock.install()
    await page.goto(on.site.url(slipCode(number)))
    await agree(page)
    await answerInList(page)
    return page
  }
  test('slip_used: another code takes the answers along, under another id', async () => {
    const page = await until(31)
    on.site.reply(({ slip }) => (slip === slipCode(31) ? problem('slip_used', 409) : taken))
    await finish(page)
    await page.getByText('Mã phiếu này đã được dùng').waitFor()
    await page.getByText('Câu trả lời vẫn còn trên máy này.').waitFor()
    // What would be refused again is not what the page asks for first.
    const isMain = (name: string) => page.locator(`[data-do=${name}].main`).isVisible()
    expect([await isMain('otherCode'), await isMain('finish')]).toEqual([true, false])
    await page.getByText('Nhập mã khác').tap()
    await page.getByLabel('Mã phiếu').fill(slipCode(32))
    await page.getByText('Bắt đầu').tap()
    await heading(page, 'Xem lại trước khi gửi').waitFor()
    expect(await isMain('finish')).toBe(true)
    await finish(page)
    await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    const [first, second] = on.site.posts
    expect(second).toMatchObject({ slip: slipCode(32), answers: first?.answers })
    expect(second?.id).not.toBe(first?.id)
    expect((await stored(page)).map(({ slip }) => slip)).toEqual([slipCode(32)])
  })
  test('a slip that was used is told of after the first answer, and the answers go on with another', async () => {
    on.site.slips.set(slipCode(36), { state: 'used' })
    const { page } = await phone()
    await page.goto(on.site.url(slipCode(36)))
    await agree(page)
    await page.locator('#A1 label').nth(1).tap()
    await page.getByText('Mã phiếu này đã được dùng').waitFor()
    expect(await page.getByText('Xóa câu trả lời khỏi máy').isVisible()).toBe(true)
    await page.getByText('Nhập mã khác').tap()
    await page.getByLabel('Mã phiếu').fill(slipCode(37))
    await page.getByText('Bắt đầu').tap()
    await page.locator('#A2').waitFor()
    expect(await stored(page)).toMatchObject([{ slip: slipCode(37), state: 'open', answers: { A1: 4 } }])
    expect(on.site.posts).toEqual([])
  })
  test('the slip of another form leads to the page of that form, and nothing is carried along', async () => {
    on.site.slips.set(slipCode(38), { form: 'ph-mn' })
    const { page } = await phone()
    await page.goto(on.site.url())
    await agree(page)
    await page.getByLabel('Mã phiếu').fill(slipCode(38))
    await page.getByText('Bắt đầu').tap()
    await page.locator('#A1 label').first().tap()
    await page.waitForURL(/\/p\/ph-mn/)
    expect(new URL(page.url()).hash).toBe(`#${slipCode(38)}`)
    expect(await stored(page)).toEqual([])
  })
  test('answer_invalid: the questions it names are marked, and it is sent again when they are mended', async () => {
    const page = await until(33)
    on.site.reply((_, count) =>
      count < 2
        ? problem('answer_invalid', 422, { errors: [{ pointer: '/answers/A3', code: 'out_of_range' }] })
        : taken,
    )
    await finish(page)
    await page.getByText('Có câu cần xem lại').waitFor()
    expect(await page.locator('#answers .open').count()).toBe(1)
    // It stands first, and not by its colour alone.
    const first = page.locator('#answers button').first()
    expect(await first.textContent()).toContain(phTh.blocks[0]?.items[2]?.text.vi)
    expect(await first.locator('b').evaluate((one) => getComputedStyle(one, '::before').content)).toBe('"! "')
    await first.tap()
    await page.locator('#A3').getByText('Bình thường', { exact: true }).tap()
    await page.locator('[data-do=next]').tap()
    await finish(page)
    await page.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
    expect(on.site.posts[1]?.answers.A3).toBe(3)
  })
  // Case B39, and every other refusal: nothing of the sheet is lost on the phone.
  // Cases P08 and P10.
  test.each([
    ['slip_unknown', 404, 'Không tìm thấy mã phiếu này'],
    ['slip_revoked', 410, 'không dùng được nữa'],
    ['round_closed', 410, 'Đợt khảo sát đã kết thúc'],
    ['round_not_open', 403, 'Đợt khảo sát chưa mở'],
    ['form_superseded', 409, 'vừa có bản mới'],
    ['idempotency_conflict', 409, 'đã được gửi trước đó'],
    ['body_invalid', 400, 'Chưa gửi được phiếu này'],
    ['never_heard_of', 418, 'Chưa gửi được phiếu này'],
  ])('%s is told in words; the answers stay, and nothing is sent by itself', async (code, status, words) => {
    const page = await until(40 + String(code).length, 'held')
    on.site.reply(() => problem(code, status))
    await finish(page)
    await page.getByText(words).waitFor()
    await page.clock.fastForward('01:00:00')
    const [sheet] = await stored(page)
    expect(sheet).toMatchObject({ state: 'open', answers: { A1: 5, F2: 80 } })
    await page.reload()
    await page.getByText(words).waitFor()
    expect(on.site.posts).toHaveLength(1)
  })
  test('what may pass is tried again by itself, within the same hour', async () => {
    const page = await until(59, 'held')
    on.site.reply(() => problem('unavailable', 503))
    await finish(page)
    await heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
    await page.getByText('Nơi nhận phiếu đang bận').waitFor()
    const before = on.site.posts.length
    const again = () => on.site.posts.length > before
    // In steps: a try that is under way while the clock jumps is given up, and only then is the next one planned. The
    // line to the server is no part of the clock: a busy machine has its seconds before the next step.
    for (let step = 0; step < 6 && !again(); step++) {
      await page.clock.fastForward('10:00')
      for (let turn = 0; turn < 40 && !again(); turn++) await page.waitForTimeout(100)
    }
    expect(again()).toBe(true)
  })
  test('over is over: the answers can be wiped from the phone', async () => {
    const page = await until(60)
    on.site.reply(() => problem('round_closed', 410))
    await finish(page)
    await page.getByText('Đợt khảo sát đã kết thúc').waitFor()
    // The page of a round that is over says so first; what lies on this phone is still found by whoever left it there.
    on.site.shut('closed')
    await page.reload()
    await page.getByText('Cảm ơn Ông/Bà đã quan tâm').waitFor()
    await page.getByText('Xóa câu trả lời khỏi máy').tap()
    // Nothing is lost by one tap of a thumb.
    await page.getByText('Bấm lần nữa để xóa hẳn').waitFor()
    expect(await stored(page)).toHaveLength(1)
    await page.getByText('Bấm lần nữa để xóa hẳn').tap()
    await heading(page, 'Ý kiến của Ông/Bà').waitFor()
    expect(await stored(page)).toEqual([])
    // Nobody else begins a sheet that nobody would take.
    expect(await page.getByText('Đồng ý tham gia').count()).toBe(0)
    if (process.env.HAILONG_PICTURES) await page.screenshot({ path: `${process.env.HAILONG_PICTURES}/shut.png` })
  })
})
