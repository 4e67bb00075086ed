import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './find-browser.mjs'
import { install } from './install.mjs'
import { makeReady, stop } from './ready.mjs'
import { root, say } from './run.mjs'
import { serveApart } from './serve-apart.mjs'

const folder = join(root, 'server/deploy/pictures')

/** The pictures of the README: where they are taken, how large the window is, and what a person does before. */
const pictures = [
  {
    name: 'phone',
    viewport: { width: 390, height: 760 },
    path: ({ slip }) => new URL(slip.url).pathname + new URL(slip.url).hash,
    steps: async (page) => {
      await page.locator('label:has(input[name=consent])').first().click()
      await pressNext(page)
      for (let question = 0; question < 2; question++) await answerQuestion(page)
      await page.locator('fieldset:visible label').nth(1).click()
    },
  },
  {
    name: 'results',
    viewport: { width: 1280, height: 1180 },
    path: () => '/staff/',
    steps: async (page, { account, round, hailong, url }) => {
      for (const command of ['freeze', 'weigh', 'estimate']) await hailong(command, '--round', round.id)
      const [email, password] = account.split(' ')
      await signIn(page, email, password)
      await page.locator(`a[href*="${round.id}"]`).first().waitFor()
      await page.goto(`${url}/staff/rounds/${round.id}/estimates`)
      await page.locator('img.chart').first().waitFor()
    },
  },
  {
    name: 'year',
    viewport: { width: 1280, height: 1000 },
    path: () => '/staff/',
    steps: async (page, { account, url }) => {
      await signIn(page, SCHOOL, account.split(' ')[1])
      await page.locator('a[href="/staff/assessment"]').first().waitFor()
      await page.goto(`${url}/staff/todo`)
      // What waits longest is the oldest year, which has gone its whole way up to its remedies.
      await page.locator('main a[href^="/staff/assessment/"]').first().waitFor()
      await page.locator('main a[href^="/staff/assessment/"]').last().click()
      await page.locator('main h1').first().waitFor()
    },
  },
]

/** The school of the demonstration (`server/demo/guests.ts`); it has the password of the account that was made with it. */
const SCHOOL = 'don-vi@mo-phong.example'

async function signIn(page, email, password) {
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('[data-action=sign-in]').click()
}

async function pressNext(page) {
  const next = page.locator('button[data-do=next]:visible')
  if (await next.count()) await next.click()
  await page.waitForTimeout(400)
}

async function answerQuestion(page) {
  await page.locator('fieldset:visible label').first().click()
  await pressNext(page)
}

async function takePicture(browser, { name, viewport, path, steps }, product) {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', colorScheme: 'light', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(product.url + path(product))
  await steps(page, product)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await context.close()
  say(`pictures: server/deploy/pictures/${name}.png`)
}

/** A demonstration round, one unused slip of it and the account it made. */
async function readDemonstration(server) {
  const [round] = JSON.parse(await server.hailong('round', 'list', '--json'))
  const [, line] = (await server.hailong('slips', '--round', round.id, '--unused', '--limit', '1')).trim().split('\n')
  const [code, form, url] = line.split(',')
  const account = readFileSync(join(server.dataDir, 'demo-account.txt'), 'utf8').trim()
  return { ...server, round, slip: { code, form, url }, account }
}

async function takePictures() {
  await install({ development: true })
  await makeReady({ development: true })
  const { path, reason } = await findBrowser()
  if (!path) throw new Error(reason)
  const { chromium } = await import('playwright-core')
  mkdirSync(folder, { recursive: true })
  const server = await serveApart({ before: (hailong) => hailong('demo') })
  try {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const browser = await chromium.launch({ executablePath: path, args })
    const product = await readDemonstration(server)
    for (const picture of pictures) await takePicture(browser, picture, product)
    await browser.close()
  } finally {
    await server.stop()
  }
}

await takePictures().catch(stop('pictures'))
