import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeReady, stop } from './ready.mjs'
import { root, run, say, tail } from './run.mjs'

const program = join(root, 'dist/server/main.js')
const dataFolder = resolve(process.env.DATA_DIR || './data')

/** Asked before the long work; a port that is no number is left to the server's own words. */
function portIsFree() {
  const port = Number(process.env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return Promise.resolve(true)
  return new Promise((answer) => {
    const probe = createServer()
    probe.once('error', (error) => answer(error.code !== 'EADDRINUSE'))
    probe.listen({ port, host: process.env.HOST ?? '127.0.0.1' }, () => probe.close(() => answer(true)))
  })
}

/**
 * Made in a folder inside the data folder and moved up when complete: a demonstration that was broken off
 * is never taken for data, and the data folder itself may be a mount.
 */
async function makeDemonstration() {
  const making = join(dataFolder, '.demo-making')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  rmSync(making, { recursive: true, force: true })
  if (readdirSync(dataFolder).some((name) => name !== 'lost+found')) return
  say('demo: a synthetic province, a sampled round and simulated answers (DEMO=0 leaves this out)')
  const { code, output } = await run(process.execPath, [program, 'demo'], {
    env: { DATA_DIR: making, DATABASE_URL: '' },
  })
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true })
    throw new Error(tail(output, 1))
  }
  say(summary(output))
  if (!existsSync(making)) return
  if (process.env.DATABASE_URL && !(await moveToPostgres(making))) return
  for (const name of readdirSync(making)) renameSync(join(making, name), join(dataFolder, name))
  rmSync(making, { recursive: true, force: true })
}

/** All or nothing; a database that holds something else stays as it is, and there is no demonstration. */
async function moveToPostgres(making) {
  const { code, output } = await run(process.execPath, [program, 'move'], { env: { DATA_DIR: making } })
  if (code === 0) {
    rmSync(join(making, 'hailong.sqlite.moved'))
    return true
  }
  rmSync(making, { recursive: true, force: true })
  if (!output.includes('already holds data')) throw new Error(tail(output, 1))
  say('demo: left out, since the database of DATABASE_URL holds data')
  return false
}

/** What was made and how many intervals cover the truth; `hailong demo` prints the whole comparison. */
function summary(output) {
  const lines = output.trimEnd().split('\n')
  return [...lines.slice(0, 2), ...lines.slice(2).slice(-1)].map((line) => `demo: ${line}`).join('\n')
}

async function prepare() {
  if (!(await portIsFree()))
    throw new Error(`port ${process.env.PORT ?? 8080} is taken: stop what uses it, or set PORT`)
  await makeReady()
  if (process.env.DEMO !== '0') await makeDemonstration()
}

await prepare().catch(stop('start'))
// The server runs in this very process: a signal to it, also the one nobody can catch, ends the server.
process.argv = [process.execPath, program, 'serve']
await import(pathToFileURL(program).href)
