import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { mp3, png } from '../server/media-files.ts'
import { openBrowser } from './open-browser.ts'

/** A designer brings a picture and a recording to a question, sees and hears them, and so does who answers. */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser
let folder: string
let password = ''

beforeAll(async () => {
  server = await serveApart({
    before: async (hailong) => {
      password = (await hailong('user', 'add', 'an@so.vn', '--role', 'designer', '--name', 'an')).trim()
    },
  })
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'hailong-media-'))
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a picture and a recording stand beside a question, in the editor and on the phone', async () => {
  const [picture, sound] = [join(folder, 'cong-truong.png'), join(folder, 'doc-cau-a1.mp3')]
  await writeFile(picture, png(320, 200))
  await writeFile(sound, mp3(40))
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
  })
  page.setDefaultTimeout(60_000)
  await page.goto(`${server.url}/staff/instruments`)
  await page.locator('input[name=email]').fill('an@so.vn')
  await page.locator('input[name=password]').fill(password)
  await page.locator('[data-action=sign-in]').click()
  await page.locator('[data-form=ph-th] [data-action=begin-draft]').click()
  await page.locator('[data-item="A1"] > .item-line').click()
  const open = page.locator('.item.open')
  await open.locator('.seldom > summary').click()

  for (const [part, end, file, shown] of [
    ['hình ảnh', '/image/file', picture, 'img.media-seen'],
    ['tệp đọc thành tiếng', '/audio/vi', sound, 'audio'],
  ]) {
    await open.getByRole('button', { name: part }).first().click()
    const field = open.locator(`.media:has([data-path$="${end}"])`)
    await field.locator('input[type=file]').setInputFiles(file)
    await field.locator(shown).waitFor()
    expect(await field.locator('select').inputValue()).toMatch(/^[0-9a-f]{32}\.(png|mp3)$/)
  }
  await open.locator('[data-path$="/image/alt/vi"]').fill('Cổng trường nhìn từ ngoài đường')
  await open.locator('[data-path$="/image/alt/en"]').fill('The school gate from the road')
  await page.locator('[data-save=saved]').waitFor()
  const seen = open.locator('img.media-seen')
  await expect.poll(() => seen.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(320)
  const heard = (audio: ReturnType<typeof open.locator>) =>
    audio.evaluate(
      (one) =>
        new Promise<number>((done) => {
          const player = one as HTMLAudioElement
          player.addEventListener('loadedmetadata', () => done(player.duration))
          player.addEventListener('error', () => done(-1))
          player.load()
          player.preload = 'auto'
        }),
    )
  // 40 frames of 1152 samples at 44.1 kHz.
  expect(await heard(open.locator('.media audio'))).toBeCloseTo(1.04, 1)

  const phone = page.frameLocator('.phone iframe')
  const shown = phone.locator('img[alt="Cổng trường nhìn từ ngoài đường"]')
  await expect.poll(() => shown.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(320)
  expect(await heard(phone.locator('#A1 audio') as never)).toBeCloseTo(1.04, 1)
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'media.png') })

  // A page that calls itself a picture is refused, and said so beside the field.
  await writeFile(picture, '<html><script>alert(1)</script></html>')
  const field = open.locator('.media:has([data-path$="/image/file"])')
  await field.locator('input[type=file]').setInputFiles(picture)
  await field.getByText('chỉ nhận hình PNG, JPEG, WebP').waitFor()
  expect(await seen.count()).toBe(1)
  expect(troubles).toEqual([])
}, 120_000)
