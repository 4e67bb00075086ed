import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './find-browser.mjs'
import { findPostgres } from './find-postgres.mjs'
import { findTools } from './find-tools.mjs'
import { install } from './install.mjs'
import { buildStale, stop } from './ready.mjs'
import { root, run } from './run.mjs'

const quick = process.argv[2] === 'quick'
const bin = join(root, 'node_modules/.bin')
const journeys = 'test/journeys/vitest.config.ts'
const onPostgres = 'test/postgres/vitest.config.ts'
const total = { passed: 0, failed: 0, skipped: [] }
const colour = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
const tell = (line) => process.stdout.write(`${line}\n`)

async function stage(name, work) {
  const start = Date.now()
  const failure = await work()
  tell(`${failure ? 'FAILED' : 'ok'}  ${name}  ${((Date.now() - start) / 1000).toFixed(1)} s`)
  if (!failure) return true
  if (failure.output) tell(failure.output.trimEnd())
  total.failed++
  return false
}

async function tool(name, program, args) {
  return stage(name, async () => {
    const { code, output } = await run(join(bin, program), args)
    return code === 0 ? undefined : { output }
  })
}

/** Vitest writes to the screen itself; its numbers come back through a file. */
async function suite(name, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-count-'))
  const file = join(folder, 'count.json')
  tell(`\n${name}`)
  const code = await new Promise((done) => {
    const words = ['run', '--reporter=default', '--reporter=./server/deploy/count-reporter.mjs', ...args]
    const child = spawn(join(bin, 'vitest'), words, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...colour, ...env, HAILONG_TEST_COUNT: file },
    })
    child.on('error', () => done(127))
    child.on('close', (status) => done(status ?? 1))
  })
  const count = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: [] }
  rmSync(folder, { recursive: true, force: true })
  total.passed += count.passed
  total.failed += count.failed
  total.skipped.push(...count.skipped)
  if (code !== 0 && count.failed === 0) lose(`${name}: vitest ended with status ${code}`)
  else if (count.passed + count.failed === 0) lose(`${name}: not one test was run`)
}

function lose(line) {
  tell(`FAILED  ${line}`)
  total.failed++
}

/** What cannot run is skipped by name, so that the last line tells how many did not. */
async function skipSuite(name, config, reason) {
  const { output } = await run(join(bin, 'vitest'), ['list', '--config', config], { env: { HAILONG_LIST_ONLY: '1' } })
  const names = output.split('\n').filter((line) => line.includes(' > '))
  total.skipped.push(...(names.length ? names : [name]).map((one) => ({ name: one, reason })))
}

/** One line for each reason within a group of tests, with the first names, so that a long list of the same stays readable. */
function skipLines(skipped) {
  const groups = new Map()
  for (const { name, reason } of skipped) {
    const path = name.split(' > ')
    const key = [path.slice(0, -1).join(' > '), reason].filter(Boolean).join(': ')
    groups.set(key, [...(groups.get(key) ?? []), path.at(-1)])
  }
  return [...groups].map(([key, names]) => {
    const more = names.length > 3 ? `, and ${names.length - 3} more` : ''
    return `skipped  ${names.length}  ${key} (${names.slice(0, 3).join(', ')}${more})`
  })
}

/** What the whole check needs beside the packages; one after the other, since a machine's packages have one lock. */
async function findPrograms() {
  if (quick) return { browser: {}, postgres: {} }
  const browser = await findBrowser()
  await findTools()
  return { browser, postgres: await findPostgres() }
}

/** Tests that load no database. */
const WITHOUT_DATABASE = ['analysis', 'client', 'golden', 'surveys'].map((room) => `test/${room}/`)

/**
 * Types, lint, build and a part of the tests want no database: they go on while its driver is compiled, which leaves a core
 * idle. `tested`: what needs no second run.
 */
async function readyAndChecked() {
  let built = false
  let tested = []
  const buildAll = async () => {
    built = await stage('build', () => buildStale().catch(({ message }) => ({ output: message })))
  }
  const types = () => tool('types', 'tsc', ['-b'])
  const lint = () => tool('lint', 'biome', ['check', '--diagnostic-level=error', '.'])
  const meanwhile = async ({ compiling }) => {
    await Promise.all([types(), lint(), ...(quick ? [] : [buildAll()])])
    if (quick || !compiling()) return
    await suite('rules, figures and pages, while the driver is compiled', [...WITHOUT_DATABASE, '--maxWorkers=1'], {})
    tested = WITHOUT_DATABASE
  }
  await install({ development: true, meanwhile })
  return { built, tested }
}

async function everything() {
  const [{ browser, postgres }, { built, tested }] = await Promise.all([findPrograms(), readyAndChecked()])
  if (postgres.reason) tell(`PostgreSQL: ${postgres.reason}`)
  const env = postgres.path ? { HAILONG_POSTGRES_BIN: postgres.path } : {}
  // What takes long by its nature (`*.long.test.ts`: thousands of cases, simulations) is no part of the quick check.
  const left = quick ? ['**/*.long.test.ts'] : tested.map((folder) => `${folder}**`)
  const without = left.flatMap((pattern) => ['--exclude', pattern])
  await suite('unit, property and server tests', without, env)
  if (quick) return
  if (postgres.reason) await skipSuite('server tests on PostgreSQL', onPostgres, postgres.reason)
  else await suite('server tests on PostgreSQL', ['--config', onPostgres], env)
  if (!built) lose('browser tests: nothing to open, since the build failed')
  else if (browser.reason) await skipSuite('browser tests', journeys, browser.reason)
  else await suite('browser tests', ['--config', journeys], { ...env, CHROMIUM: browser.path })
}

// The settings of a running product are none of the tests' business, least of all its data folder.
for (const name of [
  'PORT',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'PUBLIC_URL',
  'DEMO',
  'LOG_LEVEL',
  'MEDIA_MB',
  'TRUSTED_PROXIES',
  'NODE_ENV',
])
  delete process.env[name]
const start = Date.now()
await everything().catch(stop('test'))
if (total.passed + total.failed === 0) lose('not one test was run')
for (const line of skipLines(total.skipped)) tell(line)
tell(`\n${Math.round((Date.now() - start) / 1000)} s`)
const skipped = total.skipped.length ? `, ${total.skipped.length} skipped` : ''
tell(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed ? 1 : 0
