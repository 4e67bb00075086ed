import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { build, staleParts } from './build.mjs'
import { install } from './install.mjs'
import { stop } from './ready.mjs'
import { root, say } from './run.mjs'

let server
let timer

/** The server as `npm start` runs it, so that the first run makes the demonstration round. */
function restart() {
  const begin = () => {
    server = spawn(process.execPath, ['server/deploy/start.mjs'], { cwd: root, stdio: 'inherit' })
  }
  if (!server || server.exitCode !== null || server.signalCode !== null) return begin()
  server.once('exit', begin)
  server.kill('SIGTERM')
}

async function rebuild() {
  const stale = staleParts()
  if (!stale.length) return
  try {
    await build(stale)
    restart()
  } catch (error) {
    say(`build: ${error.message}`)
  }
}

await install({ development: true }).catch(stop('dev'))
for (const room of ['surveys', 'analysis', 'server', 'client']) {
  watch(join(root, room), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(rebuild, 150)
  })
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server?.kill(signal)
    process.exit(0)
  })
}
await rebuild()
if (!server) restart()
