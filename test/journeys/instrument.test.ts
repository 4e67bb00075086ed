import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import type { Text } from '../../surveys/text.ts'
import { mapTexts } from '../../surveys/texts.ts'
import { ROUND } from '../server/journey.ts'
import { everyType } from '../surveys/every-type.ts'
import { axeFindings } from './axe-findings.ts'
import { openBrowser } from './open-browser.ts'

/** A form from its draft to the version nobody can change, as three people of the Department make it. */
let server: Awaited<ReturnType<typeof serveApart>>
let browser: Browser
const passwords = new Map<string, string>()

beforeAll(async () => {
  server = await serveApart({
    before: async (hailong) => {
      for (const [name, role] of [
        ['an', 'designer'],
        ['binh', 'designer'],
        ['giam', 'director'],
      ])
        passwords.set(name, (await hailong('user', 'add', `${name}@so.vn`, '--role', role, '--name', name)).trim())
    },
  })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const troubles: string[] = []
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function signIn(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) troubles.push(message.text())
  })
  await page.goto(`${server.url}/staff/instruments`)
  await page.locator('input[name=email]').fill(`${name}@so.vn`)
  await page.locator('input[name=password]').fill(passwords.get(name) ?? '')
  await page.locator('[data-action=sign-in]').click()
  await page.locator('[data-form=ph-th]').waitFor()
  return page
}

const saved = (page: Page) => page.locator('[data-save=saved]').waitFor()
const press = (page: Page, action: string) => page.locator(`[data-action="${action}"]`).first().click()
const openItem = (page: Page, id: string) => page.locator(`[data-item="${id}"] > .item-line`).click()
const field = (page: Page, end: string) => page.locator(`.item.open [data-path$="${end}"]`)
const items = (page: Page, block: number) =>
  page.locator(`#block-${block} > .items > li`).evaluateAll((all) => all.map((one) => one.getAttribute('data-item')))
const phone = (page: Page) => page.frameLocator('.phone iframe')

test('a form is drafted, tried on a phone, read by a second person, published, and stays', async () => {
  const an = await signIn('an')
  await an.locator('[data-form=ph-th] [data-action=begin-draft]').click()
  await an.locator('.desk').waitFor()
  const address = new URL(an.url()).pathname

  // One text, in two languages.
  await openItem(an, 'A1')
  await field(an, '/text/vi').fill('Nhà trường báo tin tuyển sinh rõ ràng, kịp thời')
  await field(an, '/text/en').fill('The school announces enrolment clearly and in time')
  await saved(an)
  await phone(an).getByText('Nhà trường báo tin tuyển sinh rõ ràng, kịp thời').first().waitFor()

  // Typing goes on while the phone is fetched anew beside it.
  await field(an, '/text/en').click()
  await an.keyboard.press('Control+End')
  await an.keyboard.type(', and says where to ask, whom to ask and when', { delay: 80 })
  expect(await field(an, '/text/en').inputValue()).toMatch(/in time, and says where to ask, whom to ask and when$/)
  await saved(an)

  // A question of each type the schema knows; each is named, and its empty text is the only fault.
  const add = async () => an.locator('[data-action=add-item-A]').press('Enter')
  await add()
  const types = await an
    .locator('.add[open] [data-type]')
    .evaluateAll((all) => all.map((one) => one.dataset.type ?? ''))
  expect(types.length).toBeGreaterThanOrEqual(12)
  for (const [place, type] of types.entries()) {
    if (place > 0) await add()
    await an.locator(`.add[open] [data-type="${type}"]`).click()
    const texts = an.locator('.item.open > .sheet textarea[data-path]')
    for (let at = 0; at < (await texts.count()); at++) {
      const path = (await texts.nth(at).getAttribute('data-path')) ?? ''
      if (/\/(hint|message)\//.test(path)) continue
      if ((await texts.nth(at).inputValue()) === '')
        await texts.nth(at).fill(`${type} ${path.endsWith('/vi') ? 'vi' : 'en'}`)
    }
    if (type === 'hidden') await field(an, '/value').fill('2026')
    if (type === 'calculated') await field(an, '/calculation').fill('1 + 1')
  }
  await an.locator('[data-action=faults] .green-text').waitFor()
  await saved(an)
  expect((await items(an, 0)).length).toBe(7 + types.length)

  // Moved with the keyboard, duplicated, deleted, and all of it undone and done again.
  await openItem(an, 'A2')
  await field(an, '/id').press('Alt+ArrowUp')
  expect((await items(an, 0)).slice(0, 2)).toEqual(['A2', 'A1'])
  await press(an, 'item-copy')
  expect((await items(an, 0)).length).toBe(8 + types.length)
  await press(an, 'item-remove')
  await an.keyboard.press('Control+z')
  expect((await items(an, 0)).length).toBe(8 + types.length)
  await an.keyboard.press('Control+z')
  expect((await items(an, 0)).slice(0, 3)).toEqual(['A2', 'A1', 'A3'])
  await press(an, 'redo')
  await press(an, 'undo')

  // An error stands beside its question, is named at the top, and goes when it is mended.
  await openItem(an, 'A3')
  await an.locator('.item.open .seldom > summary').click()
  await field(an, '/relevant').fill(`$${'{A99}'} = 1`)
  await an.locator('[data-item=A3] .chip.red').waitFor()
  await press(an, 'faults')
  await an.getByRole('button', { name: /^A3 .*A99/ }).click()
  await field(an, '/relevant').fill(`$${'{A1}'} <= 2`)
  await an.locator('[data-action=faults] .green-text').waitFor()
  await saved(an)
  expect(await axeFindings(an, { without: 'iframe' })).toEqual([])

  await compareAndTry(an)

  // The writer cannot review; a second person can, and the director publishes.
  await an.goto(`${server.url}${address}`)
  await an.locator('.desk').waitFor()
  expect(await an.locator('[data-action=review]').count()).toBe(0)
  const binh = await signIn('binh')
  await binh.goto(`${server.url}${address}`)
  await binh.locator('[data-item=A4] > .item-line').click()
  await binh.getByRole('button', { name: 'Xác nhận đã rà' }).first().click()
  await binh.getByText('Đã rà: binh').first().waitFor()
  await press(binh, 'review')
  await binh.locator('[data-confirm=review]').click()
  await binh.locator('.chip.accent').waitFor()
  const giam = await signIn('giam')
  await giam.goto(`${server.url}${address}`)
  await press(giam, 'publish')
  await giam.locator('input[name=decision]').fill('152/QĐ-SGDĐT')
  await giam.locator('[data-confirm=publish]').click()
  await giam.waitForURL(/ph-th@/)
  await giam.locator('.chip.green').waitFor()

  // Nothing on the page can be written in any more, and the old address shows the same.
  await an.goto(giam.url())
  await an.locator('.item.read').first().waitFor()
  expect(await an.locator('textarea').count()).toBe(0)
  expect(await axeFindings(an, { without: 'iframe' })).toEqual([])
  await an.goto(`${server.url}${address}`)
  await an.locator('.item.read').first().waitFor()
  expect(await an.locator('textarea').count()).toBe(0)
  expect(troubles).toEqual([])
}, 240_000)

/** What changed is shown item by item; and the whole of it is answered on the phone, to the end, without a trace. */
async function compareAndTry(page: Page): Promise<void> {
  const back = page.url()
  await page.getByRole('link', { name: 'So sánh' }).click()
  await page.locator('[data-compared=A1]').getByText('Nhà trường báo tin tuyển sinh').waitFor()
  expect(await page.locator('[data-compared=A1] .chip.amber').count()).toBe(1)
  expect(await page.locator('.compare .chip.green').count()).toBeGreaterThanOrEqual(12)
  // Whoever wants to begin anew before the phone is there is not forgotten.
  let letIn = () => {}
  const held = new Promise<void>((resolve) => {
    letIn = resolve
  })
  await page.route(/\/page\?/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(back, { waitUntil: 'commit' })
  await press(page, 'phone-again')
  letIn()
  const form = phone(page)
  await form.locator('label:has(input[name=consent])').first().click()
  await form.locator('fieldset[data-type]:visible').first().waitFor()
  await form.getByText('Tùy chọn').click()
  await form.locator('#list').check()
  const frame = page.frames().find((one) => one.url().includes('/page'))
  const kept = await frame?.evaluate(async () => {
    for (const fieldset of document.querySelectorAll('fieldset[data-type]'))
      fieldset.querySelector<HTMLElement>('[type=radio]')?.click()
    return (await indexedDB.databases()).map(({ name }) => name)
  })
  expect(kept).toEqual([expect.stringMatching(/^hailong-preview-/)])
  await form.locator('#F2 input').fill('80')
  await form.locator('[data-do=next]').click()
  await form.locator('[data-do=finish]').click()
  await form.getByText('_BAN-THU_').waitFor()
  await page.locator('.tried.green').getByText('A1', { exact: true }).waitFor()
  await page.unrouteAll()
}

test('two people at one draft: what both wrote comes together, and where they met they choose', async () => {
  const an = await signIn('an')
  await an.locator('[data-form=ph-mn] [data-action=begin-draft]').click()
  await an.locator('.desk').waitFor()
  const binh = await signIn('binh')
  await binh.goto(an.url())
  await openItem(an, 'A1')
  await openItem(binh, 'A1')
  await field(binh, '/text/en').fill('Written by Binh')
  await saved(binh)
  await field(an, '/text/vi').fill('An viết')
  await an.getByText('Phần sửa của hai người đã được ghép lại').waitFor()
  await saved(an)
  expect(await field(an, '/text/en').inputValue()).toBe('Written by Binh')

  await binh.getByText('Phần sửa của hai người đã được ghép lại').waitFor()
  await an.context().setOffline(true)
  await field(an, '/text/vi').fill('An viết khi mất mạng')
  await an.locator('[data-save=offline]').waitFor()
  await field(binh, '/text/vi').fill('Bình viết')
  await saved(binh)
  // The tab is closed without network and opened again the next day: the text is still there.
  await an.context().setOffline(false)
  await an.reload()
  const dialog = an.getByRole('dialog', { name: 'Hai người cùng sửa một chỗ' })
  await dialog.getByText('An viết khi mất mạng').waitFor()
  await dialog.getByText('Bình viết').click()
  await press(an, 'decide')
  await saved(an)
  await openItem(an, 'A1')
  expect(await field(an, '/text/vi').inputValue()).toBe('Bình viết')
  expect(troubles).toEqual([])
}, 120_000)

/** What each button of a version gives, by the first letters of its file. */
const FILES: Readonly<Record<string, string>> = {
  ...{ xlsform: 'PK', translation: 'PK', json: '{', ddi: '<?xml' },
  ...{ 'paper-vi': '%PDF-1.7', 'paper-en': '%PDF-1.7', 'paper-km': '%PDF-1.7', logic: '%PDF-1.7' },
}

test('every file of a version is fetched by its button; workbook, JSON and translation come back, a broken one is told', async () => {
  const an = await signIn('an')
  await an.getByRole('link', { name: '2021.1' }).nth(1).click()
  await press(an, 'downloads')
  const names = await an.locator('[data-file]').evaluateAll((all) => all.map((one) => one.getAttribute('data-file')))
  expect(names).toEqual(Object.keys(FILES))
  const paths: Record<string, string> = {}
  for (const [place, name] of Object.keys(FILES).entries()) {
    if (place > 0) await press(an, 'downloads')
    const waiting = an.waitForEvent('download')
    await an.locator(`[data-file="${name}"]`).click()
    const file = await waiting
    expect(file.suggestedFilename()).toMatch(/^[a-z]{2}-[a-z]+-2021\.1.*\.(xlsx|json|xml|pdf)$/)
    paths[name] = await file.path()
    const bytes = await readFile(paths[name])
    expect([name, bytes.subarray(0, FILES[name].length).toString('latin1')]).toEqual([name, FILES[name]])
  }
  const upload = (path: string | { name: string; mimeType: string; buffer: Buffer }) =>
    an.locator('input[name=form-file]').first().setInputFiles(path)
  const open = async () => {
    await an.getByRole('link', { name: 'Bộ phiếu' }).first().click()
    await press(an, 'import')
  }
  await open()
  await upload({ name: 'hong.xlsx', mimeType: 'x', buffer: Buffer.from('PK') })
  await an.getByText('tệp không phải là bảng tính').waitFor()
  await upload(paths.xlsform)
  await press(an, 'import-form')
  await an.locator('.desk [data-save]').waitFor()
  expect((await items(an, 0)).slice(0, 3)).toEqual(['A1', 'A2', 'A3'])
  await an.locator('summary', { hasText: 'bản dịch' }).click()
  await upload(paths.translation)
  await press(an, 'import-form')
  await saved(an)
  await open()
  await an.locator('.import select').first().selectOption('json')
  await upload({ name: 'hong.json', mimeType: 'x', buffer: Buffer.from('{"form":') })
  await an.getByText('tệp không phải là JSON đọc được').waitFor()
  await upload(paths.json)
  await press(an, 'import-form')
  await an.locator('.desk [data-save]').waitFor()
  expect((await items(an, 0)).slice(0, 3)).toEqual(['A1', 'A2', 'A3'])
  expect(troubles).toEqual([])
}, 120_000)

/** Markup that does something wherever somebody believes it. Each text of the form begins with another one. */
const WILD = [
  '<script>window.hit=1;alert(1)</script>',
  '<img src=x onerror="window.hit=1;alert(1)">',
  '<svg/onload=window.hit=1>',
  '<style>*{display:none}</style>',
  '<a href="javascript:window.hit=1">x</a>',
  '<iframe src="data:text/html,<script>parent.hit=1</script>"></iframe>',
  '"><b onmouseover=window.hit=1>',
  '</textarea></title></script><script>window.hit=1</script>',
  "{{constructor.constructor('window.hit=1')()}}",
]
let turn = 0
const wild = (text: Text): Text => {
  const sign = WILD[turn++ % WILD.length]
  return { vi: `${sign} ${text.vi}`, en: `${text.en ?? text.vi} ${sign}` }
}

// Cases K09, K11, K12, K13 and K14, and G10 for the name of a file.
test('script in any text of a form is only letters, in the editor, on the phone, beside another version and in the list', async () => {
  const dialogs: string[] = []
  const an = await signIn('an')
  an.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const still = async (view: string) => {
    // The phone beside the form may be on its way to the next state: the frame that then stands there is asked.
    let hits: (boolean | null)[] = []
    const ask = async () => {
      hits = await Promise.all(an.frames().map((frame) => frame.evaluate(() => 'hit' in window).catch(() => null)))
      return hits
    }
    await expect.poll(ask).not.toContain(null)
    expect([view, hits.includes(true), dialogs, troubles]).toEqual([view, false, [], []])
  }
  const form = { ...mapTexts(everyType, wild), form: 'ph-thu', version: '2026.1' }
  await an.getByRole('link', { name: 'Bộ phiếu' }).first().click()
  await press(an, 'import')
  await an.locator('.import select').first().selectOption('json')
  const file = { name: `${WILD[1]}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(form)) }
  await an.locator('input[name=form-file]').first().setInputFiles(file)
  await press(an, 'import-form')
  await an.locator('.desk [data-save]').waitFor()
  const draft = an.url()
  for (const line of await an.locator('[data-item] > .item-line').all()) await line.click()
  await an.getByText(WILD[0]).first().waitFor()
  await still('the editor')

  // On the phone, in both languages, with the same markup as what somebody writes, which a later question repeats.
  for (const language of ['vi', 'en']) {
    await an.locator('.phone select').selectOption(language)
    const page = phone(an)
    // Not what the frame showed before.
    await page.locator(`html[lang=${language}]`).waitFor()
    // It is at the question that is open in the editor; all of them are shown at once.
    await page.locator('fieldset[data-type]:visible').first().waitFor()
    await page.locator('summary').first().click()
    await page.locator('#list').check()
    for (const field of await page.locator('form textarea:visible, form input:not([type]):visible').all())
      await field.fill(WILD[1], { timeout: 300 }).catch(() => undefined)
    await still(`the phone in ${language}`)
  }
  await an.goto(`${server.url}/staff/instruments`)
  await an.locator('[data-form=ph-thu]').waitFor()
  await still('the list')
  // Case K10: what a round and its bodies are called.
  const named = { ...ROUND, name: WILD[0], department: WILD[1], parentBody: WILD[0], province: WILD[1], place: 'x' }
  const made = await an.evaluate(async (round) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(round) }
    return (await (await fetch('/api/rounds', init)).json()).id as string
  }, named)
  for (const page of ['rounds', `rounds/${made}/plan`]) {
    await an.goto(`${server.url}/staff/${page}`)
    await an.getByText(WILD[0]).first().waitFor()
    await still(page)
  }
  await an.goto(`${draft}/compare?from=ph-th@2021.1`)
  await an.locator('.compare').getByText(WILD[0]).first().waitFor()
  await still('beside another version')
  // The watch is not asleep.
  await an.evaluate(() => Object.assign(window, { hit: 1 }))
  await expect(still('a page that was hit')).rejects.toThrow()
}, 180_000)
