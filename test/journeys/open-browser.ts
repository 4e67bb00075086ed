import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

/**
 * What Playwright switches off by itself, said again since the last such list is the one that holds, and behind it the lists of
 * suggestions under the address line: a window that nobody sees draws two of them as pages of their own, which was half of all
 * that a phone of a test cost.
 */
const OFF = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
]

/**
 * The browser that `npm test` found, or Debian's. A sandbox inside a container's root account is refused by Chromium itself;
 * a graphics card that is played by the processor costs more than drawing without one.
 */
const OPTIONS = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--disable-gpu', `--disable-features=${OFF.join(',')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
}

export const openBrowser = (): Promise<Browser> => chromium.launch(OPTIONS)

/** A browser whose memory lies in a folder that outlives it. */
export const openProfile = (folder: string, traits: BrowserContextOptions): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...OPTIONS, ...traits })
