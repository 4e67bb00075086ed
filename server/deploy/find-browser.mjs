import { canApt, installWithApt } from './apt.mjs'
import { run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** A name on the path is not enough: Ubuntu's `chromium-browser` is a note that the browser comes as a snap. */
async function runs(program) {
  const { code, output } = await run(program, ['--version'])
  return code === 0 && /chrom/i.test(output)
}

/**
 * A Chromium for the browser tests: CHROMIUM, the path, or Debian's package where it may be installed.
 * @returns {Promise<{ path?: string, reason?: string }>}
 */
export async function findBrowser() {
  if (process.env.CHROMIUM) {
    if (await runs(process.env.CHROMIUM)) return { path: process.env.CHROMIUM }
    return { reason: `CHROMIUM=${process.env.CHROMIUM} does not run` }
  }
  for (const name of names) if (await runs(name)) return { path: await fullPath(name) }
  if (!canApt())
    return { reason: 'no Chromium here; install it (apt-get install chromium) or set CHROMIUM to its path' }
  const refusal = await installWithApt(['chromium'])
  if (await runs('chromium')) return { path: await fullPath('chromium') }
  return { reason: `no Chromium here, and apt-get said: ${refusal ?? 'installed, but it does not run'}` }
}

async function fullPath(name) {
  const { output } = await run('sh', ['-c', `command -v ${name}`])
  return output.trim()
}
