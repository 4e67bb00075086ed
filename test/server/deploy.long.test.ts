import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const cache = join(root, '.cache')
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(join(cache, 'deploy-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Ended = { code: number | null; out: string; err: string }

function node(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, NODE_ENV, TEST, ...inherited } = process.env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => {
    out += part
  })
  child.stderr.on('data', (part) => {
    err += part
  })
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })))
}

describe('npm test counts what happened', () => {
  /** Runs a little suite of one file through the reporter that `npm test` uses. */
  async function count(name: string, source: string) {
    const place = join(folder, name)
    mkdirSync(place)
    writeFileSync(join(place, 'little.test.ts'), source)
    writeFileSync(join(place, 'vitest.config.ts'), "export default { test: { include: ['*.test.ts'] } }\n")
    const file = join(place, 'count.json')
    const reporter = join(root, 'server/deploy/count-reporter.mjs')
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const { code } = await node([vitest, 'run', '--root', place, `--reporter=${reporter}`], {
      HAILONG_TEST_COUNT: file,
    })
    return { code, ...JSON.parse(readFileSync(file, 'utf8')) }
  }
  const head = "import { beforeAll, describe, expect, test } from 'vitest'\n"

  test('passed, failed and skipped ones, with the reason of a skip', async () => {
    const counted = await count(
      'all-kinds',
      `${head}test('good', () => { expect(1).toBe(1) })
test('bad', () => { expect(1).toBe(2) })
test('later', (c) => c.skip('no browser'))
test.todo('one day')`,
    )
    expect(counted).toMatchObject({ code: 1, passed: 1, failed: 1 })
    expect(counted.skipped).toEqual([
      { name: 'little.test.ts > later', reason: 'no browser' },
      { name: 'little.test.ts > one day', reason: 'todo' },
    ])
  })
  test('a file that cannot be loaded is a failure, although it holds no test', async () => {
    expect(await count('broken', "throw new Error('broken')\n")).toMatchObject({ code: 1, passed: 0, failed: 1 })
  })
  test('a preparation that throws is a failure', async () => {
    const source = `${head}describe('d', () => { beforeAll(() => { throw new Error('x') }); test('t', () => {}) })`
    expect((await count('hook', source)).failed).toBeGreaterThan(0)
  })
})

describe('npm start', () => {
  test('says one line and ends with 1 when the port is taken', async () => {
    const other = createServer()
    const port = await new Promise<number>((done) =>
      other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)),
    )
    const { code, out, err } = await node(['server/deploy/start.mjs'], { PORT: String(port), DATA_DIR: folder })
    other.close()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(`start: port ${port} is taken: stop what uses it, or set PORT\n`)
  })
})

describe('a commit subject', () => {
  const judge = async (subject: string) => {
    const file = join(folder, 'subject')
    writeFileSync(file, `${subject}\n\nbody\n`)
    return (await node(['server/deploy/commit-msg.mjs', file])).code
  }
  test('names its area and says what is true now', async () => {
    expect(await judge('analysis/weight: rake names the margins that contradict')).toBe(0)
    expect(await judge('Rake names the margins that contradict')).toBe(1)
    expect(await judge(`sample: ${'x'.repeat(80)}`)).toBe(1)
    expect(await judge('sample: a full stop at the end.')).toBe(1)
  })
})
