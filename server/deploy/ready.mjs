import { install } from './install.mjs'
import { progress, run, say, tail } from './run.mjs'

/** Packages complete and the named parts built. */
export async function makeReady({ parts, development = false } = {}) {
  await install({ development })
  await buildStale(parts)
}

/** The build runs in a process of its own, so its memory is given back. */
export async function buildStale(parts) {
  const { staleParts } = await import('./build.mjs')
  const stale = staleParts(parts)
  if (!stale.length) return
  progress(`build: ${stale.join(', ')}`)
  const { code, output } = await run(process.execPath, ['server/deploy/build.mjs', ...stale], {
    env: { NODE_ENV: 'production' },
  })
  if (code === 0) return
  say(tail(output, 40))
  throw new Error('the build failed, the reason is above')
}

/** The last station of a script of this folder: one line for a person, status 1. */
export function stop(name) {
  return (error) => {
    say(`${name}: ${error.message}`)
    process.exit(1)
  }
}
