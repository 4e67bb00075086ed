import { generateSync } from 'otplib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { openBrowser } from './open-browser.ts'
import { sound } from './sound.ts'

/** An administrator sets the second step up, invites a person, and that person comes in; on a desk and on a phone. */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser
let password = ''

beforeAll(async () => {
  server = await serveApart({
    before: async (hailong) => {
      password = (await hailong('user', 'add', 'an@so.vn', '--role', 'admin,designer', '--name', 'Nguyễn An')).trim()
    },
  })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function open(width: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => expect.fail(error.message))
  page.on('console', (message) => expect(message.text()).not.toMatch(/Content Security Policy/))
  return page
}

async function signIn(page: Page, email: string, secret: string) {
  await page.goto(`${server.url}/staff/`)
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(secret)
  await page.locator('[data-action=sign-in]').click()
}

test('an administrator takes up the second step, invites somebody, and both are in with what they chose', async () => {
  const page = await open(1280)
  await signIn(page, 'an@so.vn', password)
  await page.getByRole('link', { name: 'Quản trị' }).click()
  // Without the second step there is nothing to administer yet.
  await page.getByRole('link', { name: 'Mở Tài khoản của tôi' }).click()
  await page.locator('[data-action=begin-second-factor]').click()
  await page.locator('dialog[open] input[name=password]').fill(password)
  await page.locator('[data-action=show-secret]').click()
  await page.locator('dialog[open] svg.qr').waitFor()
  await sound(page, 'the picture for the phone')
  const secret = (await page.locator('dialog[open] .secret').innerText()).replace(/\s/g, '')
  await page.locator('dialog[open] input[name=code]').fill(generateSync({ secret }))
  await page.locator('[data-action=confirm-second-factor]').click()
  await page.locator('.codes li').first().waitFor()
  const codes = await page.locator('.codes li').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.locator('[data-action=codes-kept]').click()
  await page.getByText('Còn 10 mã khôi phục').waitFor()
  await sound(page, 'the own account')

  await page.getByRole('link', { name: 'Quản trị' }).click()
  await page.locator('[data-action=invite]').click()
  await page.locator('dialog[open] input[name=name]').fill('Trần Bình')
  await page.locator('dialog[open] input[name=email]').fill('binh@so.vn')
  await sound(page, 'an invitation')
  await page.locator('[data-action=save-person]').click()
  const link = await page.locator('[data-link]').innerText()
  await page.locator('[data-action=link-kept]').click()
  await page.getByText('Chờ nhận lời mời').waitFor()
  await sound(page, 'the people')

  const phone = await open(360)
  await phone.goto(link)
  const choose = async (text: string) => {
    await phone.locator('input[name=new-password]').fill(text)
    await phone.locator('input[name=new-password-again]').fill(text)
    await phone.locator('[data-action=use-link]').click()
  }
  await choose('Matkhau2026!')
  await phone.getByText('dễ đoán').first().waitFor()
  await sound(phone, 'a common password, on a phone')
  await choose('chim trời cá nước')
  await phone.getByRole('link', { name: 'Đến trang đăng nhập' }).click()
  await signIn(phone, 'binh@so.vn', 'chim trời cá nước')
  await phone.getByRole('link', { name: 'Tài khoản của tôi' }).click()
  await phone.getByRole('heading', { name: 'Đang đăng nhập ở' }).waitFor()
  await sound(phone, 'the own account, on a phone')
  expect(await phone.getByRole('link', { name: 'Quản trị' }).count()).toBe(0)
  await phone.goto(link)
  await phone.getByText('đã dùng rồi').waitFor()

  // Out, and in again: password, a wrong code, a recovery code.
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.locator('input[name=email]').waitFor()
  await signIn(page, 'an@so.vn', password)
  await page.locator('input[name=code]').fill('000000')
  await page.locator('[data-action=give-code]').click()
  await page.getByText('Mã chưa đúng').waitFor()
  await sound(page, 'the code')
  await page.locator('input[name=code]').fill(codes[0] as string)
  await page.locator('[data-action=give-code]').click()
  await page.getByRole('link', { name: 'Quản trị' }).click()

  // Case D08: the session ends over a form that is half filled in. The sign-in comes over it, and what was typed is still there.
  await page.locator('[data-action=invite]').click()
  await page.locator('dialog[open] input[name=name]').fill('Lê Chi')
  await page.locator('dialog[open] input[name=email]').fill('chi@so.vn')
  await page.context().clearCookies()
  await page.locator('[data-action=save-person]').click()
  const again = page.getByRole('dialog', { name: 'Phiên làm việc đã hết' })
  await again.locator('input[name=email]').fill('an@so.vn')
  await again.locator('input[name=password]').fill(password)
  await again.locator('[data-action=sign-in]').click()
  await again.locator('input[name=code]').fill(codes[1] as string)
  await again.locator('[data-action=give-code]').click()
  await again.waitFor({ state: 'hidden' })
  expect(await page.locator('dialog[open] input[name=name]').inputValue()).toBe('Lê Chi')
  await page.locator('[data-action=save-person]').click()
  await page.locator('[data-action=link-kept]').click()

  // Whoever is locked out is out at once, also in the middle of the work.
  await page.getByRole('button', { name: 'Khóa Trần Bình' }).click()
  await page.locator('[data-action=ask-yes]').click()
  await page.getByText('Đã khóa').waitFor()
  await phone.goto(`${server.url}/staff/account`)
  await phone.locator('[data-action=sign-in]').waitFor()
}, 240_000)
