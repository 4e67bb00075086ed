import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below those that the system gives to whoever asks for any (Linux: 32768 and up): nothing else takes one before it is used. */
const [LOWEST, HIGHEST] = [12_000, 32_000]

/** A port on which nothing listens, for a server that must know its address before it begins. */
export async function freePort() {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST)
    const free = await new Promise((done) => {
      const probe = createServer().once('error', () => done(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
    })
    if (free) return port
  }
}
