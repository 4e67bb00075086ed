import { type Browser, chromium } from 'playwright-core'

/**
 * The browser that `npm test` found, or Debian's. A sandbox inside a container's root account is refused by Chromium itself;
 * a graphics card that is played by the processor costs more than drawing without one.
 */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}
