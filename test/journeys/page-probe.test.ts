import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { agree, answerInList, finish, heading, stored } from './answering.ts'
import { openSite, slipCode } from './page-site.ts'
import { openPhone } from './phone.ts'

/** Somebody else's server, which keeps what reaches it; and a page of its own without any policy. */
async function stranger() {
  const reached: string[] = []
  const server = createServer((request, reply) => {
    if (request.url !== '/bare') reached.push(request.url ?? '')
    reply.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<body>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { reached, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Markup that got into the page tries to run and to read what is kept; and whatever ran would try to carry it away. */
const probe = (page: Page, url: string) =>
  page.evaluate(async (to) => {
    const ran: string[] = []
    const blocked = new Set<string>()
    Object.assign(window, { ran: (way: string) => ran.push(way) })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => blocked.add(effectiveDirective))
    const holder = document.createElement('div')
    document.body.append(holder)
    holder.innerHTML = `<img src=data:, onerror="ran('onerror')"><details open ontoggle="ran('ontoggle')"></details>
      <iframe srcdoc="<script>parent.ran('srcdoc')</script>"></iframe><object data="${to}/object"></object>
      <a href="javascript:ran('link')">x</a><img src="${to}/picture"><style>@import "${to}/style";</style>
      <iframe name=sink></iframe><form action="${to}/form" target=sink><button></button></form>`
    for (const [name, value] of [
      ['textContent', "ran('inline')"],
      ['src', `${to}/script`],
    ] as const)
      holder.append(Object.assign(document.createElement('script'), { [name]: value }))
    holder.append(Object.assign(document.createElement('base'), { href: `${to}/` }))
    holder.querySelector('a')?.click()
    const tries = [
      () => fetch(`${to}/fetch`, { mode: 'no-cors' }),
      async () => navigator.sendBeacon(`${to}/beacon`, 'x'),
      async () => new WebSocket(`${to.replace('http', 'ws')}/socket`),
      async () => new EventSource(`${to}/events`),
      async () => Object.assign(new Image(), { src: `${to}/image` }),
      async () => new Worker(`data:,fetch('${to}/worker')`),
    ]
    for (const attempt of tries) await attempt().catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    holder.querySelector('form')?.querySelector('button')?.click()
    Object.assign(window, { probed: () => ({ ran: ran.sort(), blocked: [...blocked].sort() }) })
  }, url)

/** What came of it so far. */
const probed = (page: Page): Promise<{ ran: string[]; blocked: string[] }> =>
  page.evaluate(() => (window as unknown as { probed: () => { ran: string[]; blocked: string[] } }).probed())

// Case P13.
test('markup that gets into the page runs nothing, and nothing of the phone goes anywhere else', async () => {
  const site = await openSite()
  const { reached, url } = await stranger()
  const { page, context, close } = await openPhone()
  await page.goto(site.url(slipCode(401)))
  await agree(page)
  await page.locator('#A1 label').first().tap()
  await page.locator('#A2').waitFor()
  await probe(page, url)
  const refused = ['connect-src', 'img-src', 'script-src-attr', 'script-src-elem']
  await expect.poll(async () => (await probed(page)).blocked).toEqual(expect.arrayContaining(refused))
  await page.waitForTimeout(500)
  expect([(await probed(page)).ran, reached]).toEqual([[], []])
  // The sheet is unharmed: reloaded, it goes on, is sent, and only its receipt stays on the phone.
  await page.reload()
  await page.locator('#A2').waitFor()
  await answerInList(page)
  await finish(page)
  await heading(page, 'Đã gửi').waitFor()
  expect(Object.keys((await stored(page))[0] ?? {}).sort()).toEqual(['receipt', 'slip', 'state'])
  // The same attempts on a page without a policy do get through: the probe is no blank.
  const bare = await context.newPage()
  await bare.goto(`${url}/bare`)
  await probe(bare, url)
  const ran = async () => (await probed(bare)).ran
  await expect.poll(ran).toEqual(expect.arrayContaining(['inline', 'link', 'onerror', 'ontoggle', 'srcdoc']))
  const ways = [
    'beacon',
    'events',
    'fetch',
    'form?',
    'image',
    'object',
    'picture',
    'script',
    'socket',
    'style',
    'worker',
  ]
  await expect.poll(() => reached).toEqual(expect.arrayContaining(ways.map((way) => `/${way}`)))
  await close()
  await site.close()
})
