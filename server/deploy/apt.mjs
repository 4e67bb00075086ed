import { existsSync } from 'node:fs'
import { progress, run, tail } from './run.mjs'

/** Debian or Ubuntu, and the right to install there. */
export function canApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

let lists

/** @returns {Promise<string | undefined>} why it did not work */
export async function installWithApt(packages) {
  progress(`system: apt-get install ${packages.join(' ')}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const waits = ['-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=30', '-o', 'DPkg::Lock::Timeout=120']
  lists ??= run('apt-get', [...waits, 'update', '-qq'], { env })
  await lists
  const args = [...waits, 'install', '-y', '-qq', '--no-install-recommends', ...packages]
  const { code, output } = await run('apt-get', args, { env })
  return code === 0 ? undefined : tail(output, 1)
}
