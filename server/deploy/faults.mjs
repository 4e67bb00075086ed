import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canApt, installWithApt } from './apt.mjs'
import { findPostgres } from './find-postgres.mjs'
import { install } from './install.mjs'
import { keepResults } from './keep-results.mjs'
import { makeReady, stop } from './ready.mjs'
import { root, run } from './run.mjs'

/** `npm run faults` and `npm run abuse`: minutes to an hour, some of it as root; the results go into RESULTS.md by row. */
const suites = { faults: 'test/faults/', abuse: 'test/abuse/' }

async function everything([name, ...words]) {
  const folder = suites[name]
  if (!folder) throw new Error(`say faults or abuse, not ${name}`)
  await install({ development: true })
  if (name === 'faults' && canApt() && (await run('sh', ['-c', 'command -v mkfs.xfs'])).code !== 0)
    await installWithApt(['xfsprogs'])
  const postgres = await findPostgres()
  await makeReady({ development: true })
  const making = mkdtempSync(join(tmpdir(), 'hailong-results-'))
  const files = { results: join(making, 'results.jsonl'), count: join(making, 'count.json') }
  const args = ['run', '--config', 'test/faults/vitest.config.ts', '--reporter=default']
  args.push(
    '--reporter=./server/deploy/count-reporter.mjs',
    ...(words.length ? words.map((word) => folder + word) : [folder]),
  )
  const code = await new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        ...(postgres.path ? { HAILONG_POSTGRES_BIN: postgres.path } : {}),
        HAILONG_FAULT_RESULTS: files.results,
        HAILONG_TEST_COUNT: files.count,
      },
    })
    child.on('error', () => done(127))
    child.on('close', (status) => done(status ?? 1))
  })
  if (existsSync(files.results)) keepResults(files.results)
  const { skipped = [] } = existsSync(files.count) ? JSON.parse(readFileSync(files.count, 'utf8')) : {}
  for (const { name: test, reason } of skipped) process.stdout.write(`not run here: ${test}: ${reason}\n`)
  rmSync(making, { recursive: true, force: true })
  process.exitCode = code
}

await everything(process.argv.slice(2)).catch(stop('faults'))
