import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMedia } from '../../server/media/read-media.ts'
import { checkInstrument } from '../../surveys/check.ts'
import { readXlsform } from '../../surveys/xlsform/read-xlsform.ts'
import { recording } from '../server/media-files.ts'
import { everyType } from '../surveys/every-type.ts'
import { tutorialSheets } from '../surveys/tutorial-workbook.ts'
import { agree, finish, heading } from './answering.ts'
import { openBrowser } from './open-browser.ts'
import { openSite, slipCode } from './page-site.ts'
import { openPhone } from './phone.ts'

const pictures = process.env.HAILONG_PICTURES

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a form with every type of question and with conditions is answered on a phone', async () => {
  expect(checkInstrument(everyType)).toEqual([])
  const site = await openSite(everyType)
  const { page, errors, close } = await openPhone({ browser })
  const look = async (name: string) => {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: `${pictures}/${name}.png` })
  }
  const at = (id: string) => page.locator(`#${id}`)
  const shown = async (id: string) => {
    await at(id).waitFor()
    await look(id)
    expect(
      await page.locator('form fieldset:not([hidden]):visible').evaluateAll((all) => all.map((one) => one.id)),
    ).toEqual([id])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }
  const next = () => page.locator('[data-do=next]').tap()
  const choose = (id: string, label: string) => at(id).getByText(label, { exact: true }).tap()

  await page.goto(site.url(slipCode(5)))
  await agree(page)
  await shown('N1')
  expect(await page.locator('[data-do=next]').textContent()).toBe('Tiếp')
  await next()
  await shown('S1')
  await choose('S1', 'Hài lòng')
  await shown('C1')
  await choose('C1', 'Cách khác')
  // What is asked only after "other".
  await shown('C1_text')
  await page.locator('#C1_text input').fill('Xe ôm')
  await next()
  await shown('C2')
  await choose('C2', 'Zalo')
  await next()
  // No choice of "other" here, so nothing to specify.
  await shown('Q1')
  await next()
  expect(await page.locator('#wrong').textContent()).toContain('chưa có câu trả lời')
  await page.locator('#Q1 input').fill('500')
  await next()
  expect(await page.locator('#wrong').textContent()).toBe('Xin ghi một số từ 0 đến 240.')
  await page.locator('#Q1 input').fill('30')
  await next()
  await shown('Q2')
  await page.locator('#Q2 input').fill('25,55')
  await next()
  expect(await page.locator('#wrong').textContent()).toContain('nhiều nhất 1 chữ số')
  await page.locator('#Q2 input').fill('25,5')
  await next()
  await shown('P1')
  await page.locator('#P1 input').fill('120')
  await next()
  await shown('D1')
  await page.locator('#D1 input').fill('2199-01-01')
  await next()
  expect(await page.locator('#wrong').textContent()).toBe('Xin chọn một ngày từ 01/01/2015 đến 31/12/2100.')
  await page.locator('#D1 input').fill('2099-01-01')
  await next()
  expect(await page.locator('#wrong').textContent()).toBe('Ngày này chưa đến.')
  await page.locator('#D1 input').fill('2020-09-05')
  await next()
  await shown('X1')
  await page.locator('#X1 input').fill('Ấp 3')
  await next()
  await shown('R1')
  await page.locator('#R1 select').nth(0).selectOption('toilet')
  await next()
  expect(await page.locator('#wrong').textContent()).toBe('Xin xếp đủ 2 vị trí.')
  await page.locator('#R1 select').nth(1).selectOption('road')
  await next()
  await shown('M1a')
  await choose('M1a', 'Hằng tuần')
  await shown('M1b')
  await choose('M1b', 'Hằng tuần')
  await shown('M2a')
  await choose('M2a', 'Rất hài lòng')
  await shown('M2b')
  await choose('M2b', 'Không biết / không có')
  await shown('G1')
  expect(await page.locator('#G1 legend').textContent()).toBe('Con mất 5 giờ mỗi tuần trên đường (Cách khác). Ý kiến?')
  await page.locator('#G1 textarea').fill('${H1} <b>xa</b>')
  await next()
  // A block that stands together: both questions, and both are owed.
  await at('Z1').waitFor()
  await look('Z')
  expect(await at('Z2').isVisible()).toBe(true)
  await choose('Z1', 'Hài lòng')
  await next()
  expect(await page.locator('#wrong').textContent()).toBe('Xin chọn một câu trả lời.')
  await choose('Z2', 'Bình thường')
  await next()
  await heading(page, 'Xem lại trước khi gửi').waitFor()
  await look('review')
  expect(await page.locator('#answers li').allTextContents()).toContain('Xếp hai điều cần làm trước Nhà vệ sinh, Đường')
  // Going back to another answer takes what hung on it away, and what is sent no longer has it.
  await page.getByRole('button', { name: /Chơi thể thao/ }).tap()
  await choose('M1b', 'Không bao giờ')
  await heading(page, 'Xem lại trước khi gửi').waitFor()
  expect((await page.locator('#answers li').allTextContents()).filter((row) => /bữa ăn/.test(row))).toEqual([])
  await finish(page)
  await expect.poll(() => site.posts.length).toBe(1)
  expect(site.posts[0]?.answers).toEqual({
    S1: 4,
    C1: 'other',
    C1_text: 'Xe ôm',
    C2: ['zalo'],
    Q1: 30,
    Q2: 25.5,
    P1: 120,
    D1: '2020-09-05',
    X1: 'Ấp 3',
    R1: ['toilet', 'road'],
    M1a: 'week',
    M1b: 'never',
    H1: 'dot-2',
    K1: 5,
    G1: '${H1} <b>xa</b>',
    Z1: 4,
    Z2: 3,
  })
  expect(errors).toEqual([])
  await close()
  await site.close()
})

test('the same form is answered without any program', async () => {
  const site = await openSite(everyType)
  const { page, close } = await openPhone({ browser, javaScriptEnabled: false })
  await page.goto(site.url())
  if (pictures) await page.screenshot({ path: `${pictures}/plain.png`, fullPage: true })
  await page.locator('#slip').fill(slipCode(6))
  await page.locator('#consent input').first().check()
  await page.locator('#S1 input[value="-"]').check()
  await page.locator('#C2 input[value=zalo]').check()
  await page.locator('#C2 input[value=paper]').check()
  await page.locator('#Q2 input').fill('25,5')
  await page.locator('#D1 input').fill('2020-09-05')
  await page.locator('#R1 select').nth(0).selectOption('lib')
  await page.locator('#R1 select').nth(1).selectOption('road')
  await page.locator('#M1b input[value=never]').check()
  expect(await page.locator('#K1').isVisible()).toBe(false)
  await page.locator('button[data-screen=plain]').click()
  await page.getByText('Mã biên nhận').waitFor()
  expect(site.forms).toMatchObject([
    {
      body: {
        answers: { S1: null, C2: ['zalo', 'paper'], Q2: 25.5, D1: '2020-09-05', R1: ['lib', 'road'], M1b: 'never' },
      },
    },
  ])
  await close()
  await site.close()
})

test('the recording of a question is played on the phone, and sounds the same without what it told of its maker', async () => {
  const spoken = `${'0'.repeat(32)}.mp3`
  const blocks = everyType.blocks.map((block) => ({
    ...block,
    items: block.items.map((item) => (item.id === 'S1' ? { ...item, audio: { vi: spoken } } : item)),
  }))
  const site = await openSite({ ...everyType, blocks } as typeof everyType)
  const { page, errors, close } = await openPhone({ browser })
  const files = ['tagged.mp3', 'vorbis.ogg', 'opus.ogg', 'tables-last.m4a', 'tables-first.m4a']
  for (const file of files) {
    site.media.set(file, recording(file))
    site.media.set(`bare-${file}`, readMedia(recording(file)).bytes)
  }
  site.media.set(spoken, readMedia(recording('tagged.mp3')).bytes)
  await page.goto(site.url(slipCode(8)))
  await agree(page)
  await page.locator('[data-do=next]').tap()
  // Nothing of it is fetched before somebody wants to hear it.
  expect(site.requests.filter((each) => each.includes('/media/'))).toEqual([])
  const player = page.locator('#S1 audio')
  await player.waitFor()
  if (pictures) await page.screenshot({ path: `${pictures}/recording.png` })
  const heard = await player.evaluate(async (one) => {
    const audio = one as HTMLAudioElement
    await audio.play()
    await new Promise((resolve) => audio.addEventListener('ended', resolve))
    return audio.currentTime
  })
  expect(heard).toBeGreaterThan(0.5)
  const sound = (file: string) =>
    page.evaluate(async (name) => {
      const bytes = await (await fetch(`/media/${name}`)).arrayBuffer()
      const decoded = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)
      return [...decoded.getChannelData(0)].map((value) => Math.round(value * 32_000))
    }, file)
  for (const file of files) {
    const [before, after] = [await sound(file), await sound(`bare-${file}`)]
    expect([file, before.some((value) => Math.abs(value) > 1000)]).toEqual([file, true])
    // A tag at the end keeps a player from cutting off the silence that fills the last frame: 20 ms at most.
    expect(Math.abs(before.length - after.length), file).toBeLessThan(960)
    const heard = after.slice(0, -200)
    expect([file, heard.every((value, at) => value === before[at])]).toEqual([file, true])
  }
  expect(errors).toEqual([])
  await close()
  await site.close()
})

test('a workbook in the style of the tutorials is imported and answered in the browser', async () => {
  const sheets = Object.fromEntries(
    Object.entries(tutorialSheets()).map(([name, rows]) => [name, rows.map((row) => row.map(cellOf))]),
  )
  const read = readXlsform(sheets, { level: 'th', respondent: 'parent' })
  if (!read.instrument) throw new Error(JSON.stringify(read.issues))
  const site = await openSite(read.instrument)
  const { page, errors, close } = await openPhone({ browser })
  const next = () => page.locator('[data-do=next]').tap()
  const choose = (id: string, label: string) => page.locator(`#${id}`).getByText(label, { exact: true }).tap()
  await page.goto(site.url(slipCode(7)))
  await agree(page)
  // A field list: both questions on one screen.
  await page.locator('#hamlet input').fill('Ấp 3')
  await page.locator('#children input').fill('13')
  await next()
  expect(await page.locator('#wrong').textContent()).toBe('Xin ghi từ 1 đến 12.')
  await page.locator('#children input').fill('2')
  await next()
  await choose('boarding', 'Có')
  await choose('enough', 'Không')
  await choose('channel', 'Khác')
  await next()
  await page.locator('#channel_text input').fill('Loa')
  await next()
  await choose('teachers', 'Hài lòng')
  await page.locator('#distance input').fill('1,5')
  await next()
  await page.locator('#since input').fill('2024-09-05')
  await next()
  await page.locator('#mark input').fill('7,5')
  await next()
  await page.locator('#order select').nth(0).selectOption('toilet')
  await page.locator('#order select').nth(1).selectOption('road')
  await next()
  expect(await page.locator('#way legend').textContent()).toBe('Mỗi tuần con đi 15 km.')
  await next()
  await choose('reads', 'Có')
  await choose('plays', 'Không')
  await heading(page, 'Xem lại trước khi gửi').waitFor()
  await finish(page)
  await expect.poll(() => site.posts.length).toBe(1)
  expect(site.posts[0]?.answers).toMatchObject({ weekly: 15, wave: '2', channel_text: 'Loa', reads: 'yes', mark: 7.5 })
  expect(errors).toEqual([])
  await close()
  await site.close()
})

const cellOf = (cell: unknown): string | null => (cell === null || cell === undefined ? null : String(cell))
