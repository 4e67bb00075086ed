import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run, tail } from './run.mjs'

const program = join(root, 'dist/server/main.js')

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

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
 * @param {{ demo?: string[] }} wish  demo: the words behind `hailong demo`; absent: no demonstration
 * @returns {Promise<{ url: string, dataDir: string, stop: () => Promise<void> }>}
 */
export async function serveApart({ demo } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hailong-apart-'))
  const port = await freePort()
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `http://localhost:${port}`,
  }
  if (demo) {
    const { code, output } = await run(process.execPath, [program, 'demo', ...demo], { env })
    if (code !== 0) throw new Error(`the demonstration could not be made: ${tail(output, 5)}`)
  }
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    return { url: await readyLine(child), dataDir, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
