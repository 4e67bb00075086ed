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
function npm(args, more = {}) {
  const env = { ...more, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' }
  // Node's headers, where they are beside the program: the compilation of sqlite3 then needs no download of them.
  const beside = dirname(dirname(process.execPath))
  if (existsSync(join(beside, 'include/node/node_version.h'))) env.npm_config_nodedir = beside
  // As many compilers at once as there are cores.
  env.JOBS = process.env.JOBS ?? 'max'
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

/** The one package with a program of its own: fetched ready-made, or else compiled; `compiled`: never fetched. */
async function makeDriver(compiled) {
  if (!compiled) {
    check(await withCompilers(() => npm(['rebuild', 'sqlite3'])), 'installing sqlite3')
    if (await driverLoads()) return
    progress('packages: the sqlite3 binary does not run here, compiling it')
  }
  // Said in the environment, where the package's script looks: npm 12 no longer hands on options it does not know itself.
  const compile = () => npm(['rebuild', 'sqlite3'], { npm_config_build_from_source: 'true' })
  check(await withCompilers(compile), 'compiling sqlite3')
  if (!(await driverLoads())) throw new Error('sqlite3 was compiled but cannot be loaded by this Node')
}

/** What node-gyp leaves beside a driver that was compiled here; a ready-made one comes alone. */
const wasCompiled = () => existsSync(join(modules, 'sqlite3/build/config.gypi'))

/**
 * Makes node_modules what the lock file says. Quick when it already is.
 * @param {{ development?: boolean, production?: boolean, meanwhile?: (now: { compiling: () => boolean }) => Promise<unknown> }} wish
 *   development: also what only the tests need; production: nothing else, and the database's driver compiled from the source the
 *   lock file names; meanwhile: what needs the packages but not the database's driver, done while that is compiled, which
 *   takes a minute or two; `compiling` tells whether that still goes on
 */
export async function install({ development = false, production = false, meanwhile = async () => {} } = {}) {
  if (nodeIsTooOld()) throw new Error(`Node ${process.versions.node} is too old: 20.19 or newer is needed`)
  const lacking = () => {
    const missing = missingPackages({ development })
    return missing.length || !production || wasCompiled() ? missing : ['node_modules/sqlite3']
  }
  if (!lacking().length) return await meanwhile({ compiling: () => false })
  await withLock('install', async () => {
    const missing = lacking()
    if (!missing.length) return await meanwhile({ compiling: () => false })
    if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) {
      say(`node_modules is a link and lacks ${missing.join(', ')}; it is left as it is`)
      return await meanwhile({ compiling: () => false })
    }
    const start = Date.now()
    progress(`packages: ${missing.length} missing, npm ci (the first time takes some minutes)`)
    const args = ['ci', '--ignore-scripts', '--no-progress', '--loglevel=error']
    const wanted = [...(development ? ['--include=dev'] : []), ...(production ? ['--omit=dev'] : [])]
    check(await npm([...args, ...wanted]), 'npm ci')
    const since = () => `${Math.round((Date.now() - start) / 1000)} s`
    progress(`packages: fetched after ${since()}`)
    let compiling = true
    const made = makeDriver(production).then(() => {
      compiling = false
      progress(`packages: complete after ${since()}`)
    })
    await Promise.all([made, meanwhile({ compiling: () => compiling })])
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = (word) => process.argv.includes(`--${word}`)
  await install({ development: asked('development'), production: asked('production') }).catch((error) => {
    say(`install: ${error.message}`)
    process.exitCode = 1
  })
}
