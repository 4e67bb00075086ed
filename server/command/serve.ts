import type { AddressInfo } from 'node:net'
import { makeApp } from '../app.ts'
import { BACKLOG, makeServer } from '../http/listen.ts'
import { makeDeps } from '../make-deps.ts'
import { keepTidy } from '../privacy/tidy.ts'
import { keepDeletingContacts } from '../recontact/retention.ts'
import { type Command, CommandError } from './command.ts'
import { ensureDemoAccount, welcome } from './welcome.ts'

export const serve: Command = {
  usage: 'serve',
  does: 'the server alone, no demonstration',
  run: async (_words, io) => {
    const deps = await makeDeps(io.config)
    await ensureDemoAccount(deps)
    const stopDeleting = keepDeletingContacts(deps)
    const app = makeApp(deps)
    const rest = keepTidy(deps)
    await new Promise<void>((resolve, reject) => {
      const server = makeServer(app.fetch, io.config)
      server.listen({ port: io.config.port, host: io.config.host, backlog: BACKLOG }, async () => {
        io.out(`ready http://localhost:${(server.address() as AddressInfo).port}`)
        for (const line of await welcome(deps)) io.out(line)
      })
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
        stopDeleting()
        rest()
        server.close(() => deps.close().then(resolve, reject))
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 8_000).unref()
      }
      process.once('SIGTERM', stop)
      process.once('SIGINT', stop)
    })
  },
}
