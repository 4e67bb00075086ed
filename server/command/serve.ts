import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { makeApp } from '../app.ts'
import { makeDeps } from '../make-deps.ts'
import { type Command, CommandError } from './command.ts'
import { ensureDemoAccount, welcome } from './welcome.ts'

/** Slow senders are cut: headers within 5 s, a request within 10 s (uploads of a frame are small on any line an office has). */
const TIMES = {
  headersTimeout: 5_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 20_000,
  maxHeaderSize: 16_384,
}

export const serve: Command = {
  usage: 'serve',
  does: 'the server alone, no demonstration',
  run: async (_words, io) => {
    const deps = await makeDeps(io.config)
    await ensureDemoAccount(deps)
    const app = makeApp(deps)
    await new Promise<void>((resolve, reject) => {
      const server = listen(
        { fetch: app.fetch, port: io.config.port, hostname: io.config.host, serverOptions: TIMES },
        async (info: AddressInfo) => {
          io.out(`ready http://localhost:${info.port}`)
          for (const line of await welcome(deps)) io.out(line)
        },
      )
      server.on('error', (error: NodeJS.ErrnoException) => {
        const taken = error.code === 'EADDRINUSE'
        deps
          .close()
          .finally(() =>
            reject(
              new CommandError(
                taken
                  ? `port ${io.config.port} is taken: stop what uses it, or set PORT`
                  : `cannot listen: ${error.code ?? error.message}`,
              ),
            ),
          )
      })
      let stopping = false
      const stop = () => {
        if (stopping) return
        stopping = true
        server.close(() => deps.close().then(resolve, reject))
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 8_000).unref()
      }
      process.once('SIGTERM', stop)
      process.once('SIGINT', stop)
    })
  },
}
