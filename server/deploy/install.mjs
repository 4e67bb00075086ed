import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canApt, installWithApt } from './apt.mjs'
import { withLock } from './lock.mjs'
import { progress, root, run, say, tail } from './run.mjs'

const modules = join(root, 'node_modules')
const driver = join(modules, 'sqlite3/build/Release/node_sqlite3.node')
const compilers = { python3: 'python3', make: 'make', 'g++': 'g++' }

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/**
 * Packages of the lock file that are not in node_modules in that very version. npm writes its own copy of the lock
 * (`node_modules/.package-lock.json`) as its last step, so a broken-off installation counts as missing.
 */
export function missingPackages({ development }) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const hidden = join(modules, '.package-lock.json')
  const present = existsSync(hidden) ? readPackages(hidden) : {}
  const missing = Object.keys(wanted).filter((name) => {
    const { version, optional, devOptional, dev, peer } = wanted[name]
    if (name === '' || present[name]?.version === version) return false
    return !(optional || devOptional || (peer && !present[name]) || (dev && !development))
  })
  if (!missing.length && !existsSync(driver)) missing.push('node_modules/sqlite3')
  return missing
}

export function nodeIsTooOld(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19)
}

/** npm as the person started it, or the one on the path. */
function npm(args) {
  const env = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' }
  // Node's headers, where they are beside the program: the compilation of sqlite3 then needs no download of them.
  const beside = dirname(dirname(process.execPath))
  if (existsSync(join(beside, 'include/node/node_version.h'))) env.npm_config_nodedir = beside
  const own = process.env.npm_execpath
  return own?.endsWith('.js') ? run(process.execPath, [own, ...args], { env }) : run('npm', args, { env })
}

async function missingCompilers() {
  const found = await Promise.all(Object.keys(compilers).map((program) => run(program, ['--version'])))
  return Object.keys(compilers).filter((_, i) => found[i].code !== 0)
}

/** sqlite3 is compiled where no ready-made binary can be fetched or loaded. */
async function driverLoads() {
  return (await run(process.execPath, ['-e', "require('sqlite3')"])).code === 0
}

async function withCompilers(attempt) {
  const first = await attempt()
  if (first.code === 0) return first
  const absent = await missingCompilers()
  if (!absent.length || !/gyp|python|make|g\+\+|compil/i.test(first.output)) return first
  const how = `apt-get install ${absent.map((name) => compilers[name]).join(' ')}`
  if (!canApt()) throw new Error(`sqlite3 must be compiled here, and it lacks ${absent.join(', ')}; run once: ${how}`)
  const refusal = await installWithApt(absent.map((name) => compilers[name]))
  if (refusal)
    throw new Error(`sqlite3 must be compiled here, and it lacks ${absent.join(', ')}; ${how} said: ${refusal}`)
  return attempt()
}

function check(result, what) {
  if (result.code === 0) return
  if (result.code === 127) throw new Error(`${what}: npm is missing; it comes with Node, https://nodejs.org`)
  say(tail(result.output))
  throw new Error(`${what} failed, the reason is above`)
}

/**
 * Makes node_modules what the lock file says. Quick when it already is.
 * @param {{ development?: boolean }} wish  development: also what only the tests need
 */
export async function install({ development = false } = {}) {
  if (nodeIsTooOld()) throw new Error(`Node ${process.versions.node} is too old: 20.19 or newer is needed`)
  if (!missingPackages({ development }).length) return
  await withLock('install', async () => {
    const missing = missingPackages({ development })
    if (!missing.length) return
    if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) {
      say(`node_modules is a link and lacks ${missing.join(', ')}; it is left as it is`)
      return
    }
    const start = Date.now()
    progress(`packages: ${missing.length} missing, npm ci (the first time takes some minutes)`)
    const args = ['ci', '--no-progress', '--loglevel=error', ...(development ? ['--include=dev'] : [])]
    check(await withCompilers(() => npm(args)), 'npm ci')
    if (!(await driverLoads())) {
      progress('packages: the sqlite3 binary does not run here, compiling it')
      check(await withCompilers(() => npm(['rebuild', 'sqlite3', '--build-from-source'])), 'compiling sqlite3')
      if (!(await driverLoads())) throw new Error('sqlite3 was compiled but cannot be loaded by this Node')
    }
    progress(`packages: complete after ${Math.round((Date.now() - start) / 1000)} s`)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await install({ development: process.argv.includes('--development') }).catch((error) => {
    say(`install: ${error.message}`)
    process.exitCode = 1
  })
}
