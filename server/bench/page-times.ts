import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CommandError } from '../command/command.ts'

export type BenchPage = Readonly<{ brotli: Uint8Array; csp?: string }>
/** Milliseconds, one figure a round. */
export type PageTimes = Readonly<{ visible: readonly number[]; interactive: readonly number[] }>
export type Slowness = Readonly<{ runs: number; cpu: number; kbit: number; rttMs: number; chromium: string }>

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** Runs in the page: from the first frame on, is an answer visible; then presses one after another until one is taken. */
const PROBE = `(() => {
  const seen = (window.benchSeen = {})
  let tries = 0, next = 0
  const targets = () => [...document.querySelectorAll('input[type=radio]')].slice(0, 5).map((one) => one.closest('label') ?? one)
    .filter((one) => { const { width, height } = one.getBoundingClientRect(); return width > 8 && height > 8 })
  const taken = () => document.querySelector('[data-answered]') !== null
  const tick = () => {
    const found = targets()
    if (found.length) {
      seen.visible ??= performance.now()
      if (!taken() && performance.now() >= next) { found[tries++ % found.length].click(); next = performance.now() + 250 }
    }
    // The press may have led to a screen without answers at once.
    if (taken()) { seen.interactive = performance.now(); return }
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
})()`

/**
 * From the navigation to a visible answer and to one that was taken, in fresh browsers on a slow processor and a slow line.
 * The pages take turns, so that another load on the machine meets all of them.
 */
export async function measurePages(
  pages: Readonly<Record<string, BenchPage>>,
  { runs, cpu, kbit, rttMs, chromium: executablePath }: Slowness,
): Promise<Record<string, PageTimes>> {
  const { chromium } = await import('playwright-core').catch(() => {
    throw new CommandError('playwright-core is not installed: run npm ci with what the tests need')
  })
  const server = createServer((request, reply) => {
    const page = pages[(request.url ?? '').slice(1)]
    if (!page) return void reply.writeHead(404).end()
    reply.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      'content-length': page.brotli.length,
      ...(page.csp === undefined ? {} : { 'content-security-policy': page.csp }),
    })
    reply.end(page.brotli)
  })
  const port = await listen(server)
  const seen = Object.fromEntries(
    Object.keys(pages).map((name) => [name, { visible: [] as number[], interactive: [] as number[] }]),
  )
  const bytesPerSecond = (kbit * 1000) / 8
  try {
    for (let run = 0; run < runs; run++)
      for (const name of Object.keys(pages)) {
        const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
        const context = await browser.newContext({
          viewport: { width: 360, height: 740 },
          isMobile: true,
          hasTouch: true,
          locale: 'vi-VN',
        })
        const page = await context.newPage()
        const session = await context.newCDPSession(page)
        await session.send('Network.enable')
        const line = {
          offline: false,
          latency: rttMs,
          downloadThroughput: bytesPerSecond,
          uploadThroughput: bytesPerSecond,
        }
        await session.send('Network.emulateNetworkConditions', line)
        await session.send('Emulation.setCPUThrottlingRate', { rate: cpu })
        await page.addInitScript(PROBE)
        await page.goto(`http://127.0.0.1:${port}/${name}`, { waitUntil: 'commit', timeout: 60_000 })
        // Not `waitForFunction`, which the policy of the page would have to let in.
        const look = () => page.evaluate('window.benchSeen') as Promise<{ visible: number; interactive?: number }>
        let times = await look()
        for (let turn = 0; times.interactive === undefined && turn < 240; turn++) {
          await page.waitForTimeout(250)
          times = await look()
        }
        const { visible, interactive } = times
        // A machine so loaded that nothing was taken within a minute says nothing about the page.
        if (interactive === undefined) throw new CommandError(`${name}: no answer was taken within a minute`)
        seen[name]?.visible.push(Math.round(visible))
        seen[name]?.interactive.push(Math.round(interactive))
        await browser.close()
      }
  } finally {
    server.close()
  }
  return seen
}
