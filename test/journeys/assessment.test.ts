import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { makePdf, streamOf } from '../server/make-pdf.ts'
import { axeFindings } from './axe-findings.ts'
import { openBrowser } from './open-browser.ts'
import { addSchools, CITY, SCHOOLS, theOtherSchools } from './other-schools.ts'

/**
 * The year of forty units: one from the card to the last remedy as the people of the Department and of the unit walk it, thirty-nine
 * schools by the same requests their pages send, published by one press.
 */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser
const passwords = new Map<string, string>()
const troubles: string[] = []

const account = async (hailong: typeof server.hailong, name: string, role: string, unit?: string) => {
  const at = unit === undefined ? [] : ['--unit', unit]
  passwords.set(name, (await hailong('user', 'add', `${name}@so.vn`, '--role', role, '--name', name, ...at)).trim())
}

beforeAll(async () => {
  server = await serveApart({
    before: async (hailong) => {
      await account(hailong, 'an', 'designer')
      await account(hailong, 'binh', 'designer')
      await account(hailong, 'giam', 'director')
      await account(hailong, 'tham', 'appraiser')
    },
  })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function signIn(name: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'vi-VN' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
  })
  await page.goto(`${server.url}/staff/`)
  await page.locator('input[name=email]').fill(`${name}@so.vn`)
  await page.locator('input[name=password]').fill(passwords.get(name) ?? '')
  await page.locator('[data-action=sign-in]').click()
  await page.locator('.rail').waitFor()
  return page
}
const press = (page: Page, action: string) => page.locator(`[data-action="${action}"]`).first().click()
const confirm = async (page: Page, step: string, decision?: string) => {
  await press(page, step)
  if (decision) await page.locator('dialog[open] input[name=decision]').fill(decision)
  await page.locator(`dialog[open] [data-confirm="${step}"]`).click()
}
const rail = (page: Page) => page.locator('.rail nav a').allInnerTexts()
const leaf = (page: Page, id: string) => page.locator(`[data-leaf="${id}"]`)
const settled = (page: Page, id: string) => leaf(page, id).locator('[data-line=saved]').waitFor({ state: 'attached' })

/** The card of the units becomes a draft for 2026, two people write in it, a third issues it. */
async function issueCard(an: Page): Promise<string> {
  await an.goto(`${server.url}/staff/criteria`)
  await an.locator('[data-card="don-vi-truc-thuoc@2021.1"] [data-action=begin-card]').click()
  await an.locator('dialog[open] input[name=year]').fill('2026')
  await an.locator('dialog[open] [data-confirm=begin-card]').click()
  await an.locator('.toolbar').waitFor()
  const address = new URL(an.url()).pathname
  const points = (page: Page) => page.locator('[data-component="D18.1"] input[data-path$="/points"]')
  const openLine = (page: Page) => page.locator('[data-criterion=D18] > .item-line').click()

  // The points of a line go up into its parents; undone, they come back.
  await openLine(an)
  await points(an).fill('5,5')
  await an.locator('[data-total="101.5"]').waitFor()
  await points(an).fill('năm')
  await an.getByText('Chưa đọc được số này').waitFor()
  await points(an).fill('5,5')
  await an.locator('[data-save=saved]').waitFor()

  // Both write the same place: the second is shown both and chooses; nothing is lost.
  const binh = await signIn('binh')
  await binh.goto(server.url + address)
  await openLine(binh)
  await points(an).fill('3')
  await an.locator('[data-save=saved]').waitFor()
  await points(binh).fill('6')
  const asked = binh.locator('dialog[open] .conflict')
  await asked.first().waitFor()
  // One question, of the number itself: what is added up from it follows.
  expect(await asked.count()).toBe(1)
  expect(await asked.locator('p').innerText()).toContain('5,5')
  await asked.locator('input[type=radio]').nth(1).check()
  await binh.locator('dialog[open] [data-action=decide]').click()
  await binh.locator('[data-total="99"]').waitFor()
  await points(an).fill('2,5')
  await an.locator('[data-save=saved]').waitFor()
  await points(binh).fill('7,5')
  await asked.locator('input[type=radio]').first().check()
  await binh.locator('dialog[open] [data-action=decide]').click()
  await binh.locator('[data-total="103.5"]').waitFor()
  await binh.locator('[data-save=saved]').waitFor()
  await binh.context().close()
  await an.reload()
  await openLine(an)
  await an.locator('[data-total="103.5"]').waitFor()

  // An empty name is a fault beside its line and stays in this browser, through a closed tab.
  const name = an.locator('[data-component="D18.1"] textarea[data-path$="/name"]').first()
  await points(an).fill('4')
  await an.locator('[data-save=saved]').waitFor()
  await name.fill('')
  await an.locator('[data-criterion=D18] .chip.red').waitFor()
  await an.locator('[data-save=unsaved]').waitFor()
  await an.reload()
  await an.getByText('Đã khôi phục phần chưa kịp lưu').waitFor()
  await openLine(an)
  await name.fill('Đào tạo, bồi dưỡng viên chức đạt từ 80% trở lên')
  await an.locator('[data-save=saved]').waitFor()
  await an.locator('[data-block=ends] .block-title').click()
  const bonus = an.locator('.rows-field').first()
  await an.locator('input[data-path="/bonus/ceiling"]').fill('0')
  await bonus.getByRole('button', { name: 'Thêm dòng' }).click()
  await an.locator('input[data-path="/bonus/items/0/name"]').fill('Sáng kiến được công nhận')
  await an.locator('input[data-path="/bonus/ceiling"]').fill('1')
  await an.locator('[data-save=saved]').waitFor()
  expect(await axeFindings(an)).toEqual([])
  expect(await an.locator('[data-action=publish]').count()).toBe(0)

  const giam = await signIn('giam')
  await giam.goto(`${server.url}/staff/todo`)
  await giam.locator('[data-todo=publish_card] a').click()
  await confirm(giam, 'publish', '12/QĐ-SGDĐT')
  await giam.locator('.chip.green').waitFor()
  await giam.getByRole('link', { name: 'So sánh' }).click()
  await giam.locator('[data-bridge="D18.1"] .chip.amber').waitFor()
  // Renamed under the same id: said, since the years are joined by it.
  await giam.getByText('Tên đổi mà mã giữ nguyên').waitFor()
  await giam.context().close()
  return address
}

test('forty units walk through their year, one with its people and those of the Department, each seeing what is theirs', async () => {
  const an = await signIn('an')
  await an.evaluate(() =>
    fetch('/api/units/shipped', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
  )
  await addSchools(an)
  await issueCard(an)

  // The year is opened for the Department and for all schools; its people then have something to do.
  await an.goto(`${server.url}/staff/assessment`)
  await press(an, 'open-year')
  await an.locator('input[name=score-due]').fill('2099-12-05')
  await an.locator('input[name=explain-due]').fill('2099-12-01')
  await an.locator('[name=unit-kind]').selectOption({ label: 'Trường' })
  await an.getByRole('button', { name: `${SCHOOLS}` }).click()
  await an.locator('[name=unit-kind]').selectOption('')
  await an.locator('.unit-list label', { hasText: 'Sở Giáo dục' }).click()
  await press(an, 'submit-open')
  await an.locator('.wrong').first().waitFor()
  await an.locator('input[name=explain-due]').fill('2099-12-20')
  await an.locator('[name=unit-kind]').selectOption({ label: 'Trường' })
  await press(an, 'submit-open')
  await an.locator('.years tbody tr').nth(SCHOOLS).waitFor()
  // The lists were read again by that, and a list still names what was chosen in it.
  expect(await an.locator('[name=unit-kind] option:checked').innerText()).toBe('Trường')
  expect(await axeFindings(an)).toEqual([])
  await account(server.hailong, 'tu', 'assessor', 'S-CT')
  await account(server.hailong, 'noi', 'appraiser', 'S-CT')

  const tu = await signIn('tu')
  const seen = await rail(tu)
  expect(seen.slice(0, 2)).toEqual(['Việc cần làm', 'Tự đánh giá CCHC'])
  for (const foreign of ['Vòng khảo sát', 'Bộ phiếu', 'Đơn vị', 'Người dùng']) expect(seen).not.toContain(foreign)
  await tu.locator('[data-todo=score] a').click()
  await tu.locator('.leaf').first().waitFor()
  const address = tu.url()
  const fill = async (page: Page, id: string, above: string, below: string) => {
    await leaf(page, id).locator('input[name=numerator]').fill(above)
    await leaf(page, id).locator('input[name=denominator]').fill(below)
    await leaf(page, id).locator('input[name=denominator]').blur()
  }

  // What cannot be is said at the field, kept on the page and not stored; what can be is explained while it is typed.
  await fill(tu, 'D18.1', '70', '0')
  await leaf(tu, 'D18.1').getByText('bằng 0 nên không tính được tỷ lệ').waitFor()
  await fill(tu, 'D18.1', '110', '100')
  await leaf(tu, 'D18.1')
    .getByText(/“.+” \(110\) lớn hơn “.+” \(100\)/)
    .waitFor()
  await leaf(tu, 'D18.1').locator('[data-line=waits]').waitFor()
  expect(await tu.locator('[data-action=lock]').isDisabled()).toBe(true)
  // The button that waits names the line it waits for and leads to it.
  await tu.getByText('Chưa lưu: D18.1.').waitFor()
  await press(tu, 'to-pending')
  expect(
    await leaf(tu, 'D18.1')
      .locator('input[name=numerator]')
      .evaluate((field) => field.matches(':focus')),
  ).toBe(true)
  await leaf(tu, 'D18.1').locator('input[name=numerator]').fill('70')
  await leaf(tu, 'D18.1').getByText('70 / 100 = 70 %, chưa đạt ngưỡng 80: 4 × 70 / 80 = 3,5 điểm.').waitFor()
  await leaf(tu, 'D18.1').locator('input[name=numerator]').blur()
  await settled(tu, 'D18.1')
  await leaf(tu, 'D18.1').locator('[data-points="3.5"]').waitFor()
  // Two numbers are stored together: one of them beside what the other was before is nobody's figure.
  await leaf(tu, 'D18.1').locator('input[name=numerator]').fill('9')
  await leaf(tu, 'D18.1').locator('input[name=numerator]').press('Tab')
  await leaf(tu, 'D18.1').locator('[data-line=unsaved]').waitFor()
  await fill(tu, 'D18.1', '9', '0')
  await leaf(tu, 'D18.1').locator('[data-line=waits]').waitFor()
  await leaf(tu, 'D18.1').locator('[data-points="3.5"]').waitFor()
  await fill(tu, 'D18.1', '70', '100')
  await settled(tu, 'D18.1')
  await leaf(tu, 'D04.1').locator('input[value=yes]').check()
  await leaf(tu, 'D02.1').locator('input[name=day]').fill('2026-05-20')
  await leaf(tu, 'D02.1').locator('input[name=day]').blur()
  await leaf(tu, 'D08.1').locator('input[name=nothing-arose]').check()
  await settled(tu, 'D08.1')
  await tu.locator('[data-total=self] [data-index="11.98"]').waitFor()

  // A closed tab loses nothing; two at one line are shown both.
  await leaf(tu, 'D04.1').locator('textarea').pressSequentially('Có kế hoạch')
  await tu.reload()
  await tu.getByText('Đã khôi phục phần chưa kịp lưu').waitFor()
  await settled(tu, 'D04.1')
  const other = await tu.context().newPage()
  await other.goto(address)
  await leaf(other, 'D05.1').waitFor()
  await leaf(tu, 'D05.1').locator('input[value=yes]').check()
  await settled(tu, 'D05.1')
  await leaf(other, 'D05.1').locator('input[value=no]').check()
  await leaf(other, 'D05.1').locator('[data-line=conflict]').waitFor()
  await leaf(other, 'D05.1').locator('[data-action=take-theirs]').click()
  expect(await leaf(other, 'D05.1').locator('input[value=yes]').isChecked()).toBe(true)
  // Another line only moved the version on: it is stored without a question.
  await leaf(tu, 'D06.1').locator('input[value=yes]').check()
  await settled(tu, 'D06.1')
  await leaf(other, 'D07.1').locator('input[value=yes]').check()
  await settled(other, 'D07.1')
  await other.close()

  await tu.reload()
  await tu.locator('[data-extra=T1] [data-action=extra]').click()
  await tu.locator('[data-extra=T1] input[name=points]').fill('1')
  await press(tu, 'save-extra')
  await tu.locator('[data-extra=T1] .wrong').waitFor()
  await tu.locator('[data-extra=T1] input[name=reason]').fill('QĐ 55/QĐ-UBND')
  await press(tu, 'save-extra')
  await tu.locator('[data-extra=T1] .said').waitFor()

  // A paper is taken in once and proves two lines; for the second it is found by its words, typed without marks.
  const prove = async (id: string) => {
    await leaf(tu, id).locator('.papers > summary').click()
    await leaf(tu, id).locator('[data-action=attach]').click()
  }
  const paper = { number: '45/QĐ-SGDĐT', issuer: 'Sở Giáo dục và Đào tạo', abstract: 'Cử viên chức đi đào tạo' }
  await prove('D18.1')
  await tu.locator('dialog[open] input[name=proof-by]').nth(1).check()
  const scan = makePdf({ more: [streamOf('', Buffer.alloc(600_000, 'x'))] })
  const file = { name: 'dao-tao.pdf', mimeType: 'application/pdf', buffer: scan }
  await tu.locator('dialog[open] input[type=file]').setInputFiles(file)
  await tu.locator('dialog[open]').getByLabel('Số, ký hiệu').fill(paper.number)
  await tu.locator('dialog[open]').getByLabel('Ngày ban hành').fill('2026-03-15')
  await tu.locator('dialog[open]').getByLabel('Cơ quan ban hành').fill(paper.issuer)
  await tu.locator('dialog[open]').getByLabel('Trích yếu').fill(paper.abstract)
  // On a slow line a scan says how far it is.
  const network = await tu.context().newCDPSession(tu)
  const throttle = (uploadThroughput: number) =>
    network.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
    })
  await throttle(100_000)
  await press(tu, 'keep-paper')
  await tu
    .locator('dialog[open] .sending')
    .getByText(/Đã tải lên [1-9]\d?\u00a0%/)
    .waitFor()
  await throttle(-1)
  await leaf(tu, 'D18.1').locator('[data-proof=complete]').waitFor()
  await prove('D05.1')
  await tu.locator('dialog[open] input[name=find-paper]').fill('dao tao 45/qd')
  await tu.locator('dialog[open] .search-line button').click()
  await tu.locator('dialog[open]').getByLabel('Đính kèm văn bản 45/QĐ-SGDĐT').click()
  await leaf(tu, 'D05.1').locator('[data-proof=complete]').waitFor()
  await tu.locator('.checklist').getByText('2/24 tiêu chí đủ minh chứng').waitFor()
  expect(await axeFindings(tu)).toEqual([])
  // Who is still writing elsewhere when the step is ended sees what was not stored, until he lets it go.
  const late = await signIn('tu')
  await late.goto(address)
  // Two numbers are stored when both are left, and the second is not.
  await leaf(late, 'D24.1').locator('input[name=numerator]').fill('17')
  await leaf(late, 'D24.1').locator('input[name=denominator]').fill('20')
  await confirm(tu, 'lock')
  await tu.locator('[data-step=first].current').waitFor()
  await leaf(late, 'D24.1').locator('input[name=denominator]').blur()
  await late.locator('[data-left-over]').getByText('D24.1: 17 / 20 = 85 %').waitFor()
  await late.reload()
  await press(late, 'let-go')
  await late.locator('[data-left-over]').waitFor({ state: 'detached' })
  await late.reload()
  await late.locator('.leaf').first().waitFor()
  expect(await late.locator('[data-left-over]').count()).toBe(0)
  await late.context().close()
  expect(await tu.locator('input[name=numerator]').count()).toBe(0)
  expect(await tu.locator('[data-action=attach]').count()).toBe(0)
  expect(await leaf(tu, 'D18.1').locator('[data-paper]').count()).toBe(1)

  // Who belongs to the unit does not appraise it.
  const noi = await signIn('noi')
  await noi.goto(address)
  await noi.getByText('Bạn thuộc đơn vị này nên không thẩm định được').waitFor()
  expect(await noi.locator('[data-choice], [data-action=ask]').count()).toBe(0)
  await noi.context().close()

  const tham = await signIn('tham')
  await tham.locator('[data-todo=appraise_first] a').click()
  await leaf(tham, 'D18.1').locator('[data-choice=differ]').check()
  await leaf(tham, 'D18.1').locator('input[name=numerator]').fill('60')
  await leaf(tham, 'D18.1').locator('input[name=asked]').check()
  await leaf(tham, 'D18.1').locator('input[name=numerator]').blur()
  await leaf(tham, 'D18.1').locator('textarea').fill('Danh sách chỉ có 60 người')
  await leaf(tham, 'D18.1').locator('textarea').blur()
  await settled(tham, 'D18.1')
  await leaf(tham, 'D18.1').locator('[data-look=first]').getByText('4 × 60 / 80 = 3 điểm').waitFor()
  expect(await axeFindings(tham)).toEqual([])
  await confirm(tham, 'ask')
  await tham.locator('[data-step=explain].current').waitFor()

  await tu.goto(`${server.url}/staff/todo`)
  await tu.locator('[data-todo=explain] a').click()
  await leaf(tu, 'D18.1').waitFor()
  expect(await tu.locator('[data-leaf]').count()).toBe(1)
  await leaf(tu, 'D18.1').locator('textarea').fill('Có 5 người học ở tỉnh, kèm chứng nhận')
  await leaf(tu, 'D18.1').locator('textarea').blur()
  await settled(tu, 'D18.1')
  expect(await axeFindings(tu)).toEqual([])
  await confirm(tu, 'answer')
  await tu.locator('[data-step=second].current').waitFor()

  await tham.reload()
  await leaf(tham, 'D18.1').getByText('Có 5 người học ở tỉnh').waitFor()
  await leaf(tham, 'D18.1').locator('[data-choice=differ]').check()
  await leaf(tham, 'D18.1').locator('input[name=numerator]').fill('65')
  await leaf(tham, 'D18.1').locator('textarea').fill('Chấp nhận 5 người')
  await leaf(tham, 'D18.1').locator('textarea').blur()
  await settled(tham, 'D18.1')
  await confirm(tham, 'settle')
  await tham.locator('[data-step=publish].current').waitFor()

  const giam = await signIn('giam')
  await giam.goto(`${server.url}/staff/todo`)
  await giam.locator('[data-todo=publish] a').click()
  await confirm(giam, 'publish', '99/QĐ-SGDĐT')
  await giam.locator('.remedies').waitFor()
  expect(await giam.locator('[data-step] .mark').allInnerTexts()).toEqual(['✓', '✓', '✓', '✓', '✓', '✓', '✓', '8'])
  await leaf(giam, 'D18.1').locator('[data-look=second]').getByText('3,25 điểm').waitFor()
  await giam.locator('[data-make=score_sheet]').click()
  await giam.locator('[data-made=score_sheet]').waitFor()
  await giam.locator('.history > summary').click()
  await giam.locator('.history').getByText('Thẩm định lần 2 một thành phần').waitFor()
  expect(await axeFindings(giam)).toEqual([])
  await giam.context().close()

  // What was lost is planned, done and accepted by somebody else.
  await tu.goto(address)
  const line = (page: Page) => page.locator('[data-remedy="D18.1"]')
  await line(tu).locator('[data-action=plan-remedy]').click()
  await line(tu).locator('textarea[name=measure]').fill('Mở thêm lớp bồi dưỡng')
  await line(tu).locator('input[name=lead]').fill('Phòng TCCB')
  await line(tu).locator('input[name=due]').fill('2099-06-30')
  await line(tu).locator('[data-action=save-remedy]').click()
  await line(tu).locator('[data-action=remedy-done]').click()
  await line(tu).locator('input[name=proof]').fill('Báo cáo số 7/BC-SGDĐT')
  await line(tu).locator('[data-action=submit-done]').click()
  await tu.locator('[data-remedy="D18.1"][data-state=done]').waitFor()
  await tham.goto(`${server.url}/staff/todo`)
  await tham.locator('[data-todo=check_remedy] a').click()
  await line(tham).locator('[data-action=check-remedy]').click()
  await line(tham).locator('[data-action=decide-remedy]').click()
  await tham.locator('[data-remedy="D18.1"][data-state=accepted]').waitFor()
  await tu.setViewportSize({ width: 360, height: 740 })
  await tu.goto(address)
  await tu.locator('[data-remedy="D18.1"][data-state=accepted]').waitFor()
  expect(await tu.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await axeFindings(tu)).toEqual([])

  await account(server.hailong, 'chung', 'assessor', CITY)
  await theOtherSchools({ url: server.url, chung: await signIn('chung'), tham, giam: await signIn('giam') })
  expect(troubles).toEqual([])
}, 480_000)
