import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { openBrowser } from './open-browser.ts'

/** Somebody signs in at the account service of the province, on a phone; a stranger there stays outside here. */
const SECRET = 'a secret of the tests'
let service: Server
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser

beforeAll(async () => {
  service = createServer()
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  server = await serveApart({
    before: async (hailong) => {
      await hailong('user', 'add', 'an@so.vn', '--role', 'designer', '--name', 'Nguyễn An')
    },
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'hailong',
      OIDC_CLIENT_SECRET: SECRET,
      OIDC_NAME: 'Tài khoản tỉnh',
    },
  })
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'hailong', client_secret: SECRET, redirect_uris: [`${server.url}/staff/sign-in/return`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of the tests'] },
    findAccount: async (_, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, email: sub, email_verified: true }),
    }),
  })
  service.on('request', provider.callback())
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  service.closeAllConnections()
  service.close()
})

async function comeAs(who: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${server.url}/staff/`)
  await page.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click()
  // The pages of the service: who, and whether to tell this server.
  await page.locator('input[name=login]').fill(who)
  await page.locator('input[name=password]').fill('x')
  await page.locator('button[type=submit]').click()
  await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' })
  await page.locator('button[type=submit]').click()
  return page
}

test('who is known here comes in through the province; who is not is told so, and stays outside', async () => {
  const known = await comeAs('an@so.vn')
  await known.getByRole('heading', { name: 'Vòng khảo sát' }).waitFor()
  expect(known.url()).not.toContain('code=')
  const stranger = await comeAs('la@khac.vn')
  await stranger.getByText('chưa được giao quyền').waitFor()
  expect(stranger.url()).not.toContain('code=')
  await stranger.goto(`${server.url}/staff/`)
  await stranger.locator('input[name=password]').waitFor()
}, 120_000)
