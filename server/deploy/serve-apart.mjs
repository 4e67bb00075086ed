import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.mjs'
import { root, run, tail } from './run.mjs'

const program = join(root, 'dist/server/main.js')

/** Waits for the line that says where the server is. */
function readyLine(child) {
  return new Promise((done, fail) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part) => {
        output += part
        const found = /^ready (\S+)$/m.exec(output)
        if (found) done(found[1])
      })
    }
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${tail(output, 5)}`)))
  })
}

/**
 * The built server with data of its own, on a free port, beside whatever else runs here.
 * @param {{ before?: (hailong: (...words: string[]) => Promise<string>) => Promise<void>, settings?: Record<string, string> }} wish
 *   before: commands to run on its data before it serves, such as `demo`; settings: further variables of its environment
 * @returns {Promise<{ url: string, dataDir: string, hailong: (...words: string[]) => Promise<string>, stop: () => Promise<void>,
 *   pullDown: () => Promise<void>, begin: () => Promise<string> }>} pullDown: end the server without a word, as a power cut
 *   does; begin: serve again on the same data and port
 */
export async function serveApart({ before, settings } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hailong-apart-'))
  const port = String(await freePort())
  const env = {
    DATA_DIR: dataDir,
    PORT: port,
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'warn',
    ...settings,
  }
  const hailong = async (...words) => {
    const { code, output } = await run(process.execPath, [program, ...words], { env })
    if (code !== 0) throw new Error(`hailong ${words.join(' ')}: ${tail(output, 5)}`)
    return output
  }
  let child
  const end = async (signal) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await ended
  }
  const begin = () => {
    child = spawn(process.execPath, [program, 'serve'], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return readyLine(child)
  }
  const stop = async () => {
    await end('SIGTERM')
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await before?.(hailong)
    return { url: await begin(), dataDir, hailong, stop, pullDown: () => end('SIGKILL'), begin }
  } catch (error) {
    await stop()
    throw error
  }
}
