import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeApp } from '../app.ts'
import { keepCopying } from '../backup/keep-copying.ts'
import type { Config } from '../config.ts'
import { tryVirusScanner } from '../evidence/virus-scan.ts'
import { makeDrain } from '../http/drain.ts'
import { BACKLOG, makeServer } from '../http/listen.ts'
import { makeDeps } from '../make-deps.ts'
import { keepVerifying } from '../operation/keep-verifying.ts'
import { keepTidy } from '../privacy/tidy.ts'
import { keepDeletingContacts } from '../recontact/retention.ts'
import { keepReminding } from '../reminders/write-letters.ts'
import { type Command, CommandError } from './command.ts'
import { onlyFlags } from './flags.ts'
import { ensureDemoAccount, welcome } from './welcome.ts'

export const serve: Command = {
  usage: 'serve',
  does: 'the server alone, no demonstration',
  run: async (args, io) => {
    onlyFlags(args, {})
    const deps = await makeDeps(io.config)
    await ensureDemoAccount(deps)
    const server = makeServer(makeApp(deps), io.config)
    const drain = makeDrain(server)
    const rests: (() => void)[] = []
    try {
      // A folder of backups that cannot be written to stops the start; everything else begins once nobody else has the port.
      rests.push(await keepCopying(deps))
      const port = await listen(server, io.config)
      rests.push(keepDeletingContacts(deps), keepTidy(deps), keepReminding(deps), keepVerifying(deps))
      deps.log.info({ port, host: io.config.host }, 'serving')
      io.out(`ready http://localhost:${port}`)
      void tryVirusScanner(deps)
      for (const line of await welcome(deps)) io.out(line)
      const signal = await askedToStop()
      deps.log.info({ signal }, 'stopping: who has been let in gets an answer')
      await drain()
      deps.log.info('stopped')
    } finally {
      for (const rest of rests) rest()
      await deps.close()
      // A log that nobody reads would hold the process for ever; nothing but its last lines is still to be done.
      setTimeout(() => {
        deps.logLines?.giveUp()
        process.exit()
      }, 1_000).unref()
    }
  },
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new CommandError(
          error.code === 'EADDRINUSE'
            ? `port ${port} is taken: stop what uses it, or set PORT`
            : `cannot listen: ${error.code ?? error.message}`,
        ),
      ),
    )
    server.listen({ port, host, backlog: BACKLOG }, () => resolve((server.address() as AddressInfo).port))
  })
}

const askedToStop = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
