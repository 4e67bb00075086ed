import { verifyAudit } from '../audit.ts'
import { checkDatabase } from '../db/check-database.ts'
import { engineOf } from '../db/engine.ts'
import { checkContents } from './check-contents.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { readFlags } from './flags.ts'
import { withDeps } from './with-deps.ts'

const FAULTS = {
  gap: 'is missing or stands in the wrong place',
  unlinked: 'does not follow the one before it',
  changed: 'is not what was written',
} as const

export const verify: Command = {
  usage: 'verify [--anchor HASH]',
  does: 'checks database, audit chain, contents and files; HASH is that of an audit entry printed in a report',
  run: async (args, io) => {
    const { anchor, words } = readFlags(args, { anchor: 'string' })
    if (words.length > 0) throw new UsageError('verify takes only --anchor HASH')
    const printed = anchor?.replace(/\s/g, '').toLowerCase()
    if (printed !== undefined && !/^[0-9a-f]{64}$/.test(printed))
      throw new UsageError('--anchor is the 64 letters and digits a report prints')
    // Opening has read the key file and compared it with what the database knows of it.
    await withDeps(io, async (deps) => {
      const { damage, depth } = await checkDatabase(deps.read)
      if (damage.length > 0) throw new CommandError(`the database is damaged (${damage[0]}): restore a backup`)
      const chain = await verifyAudit(deps.read, printed)
      if (!chain.ok)
        throw new CommandError(
          chain.fault === 'anchor_absent'
            ? `the audit chain ends at entry ${chain.sequence - 1} and never had the printed hash: its end was cut off, or it was written anew`
            : `the audit chain breaks at entry ${chain.sequence}: it ${FAULTS[chain.fault]}`,
        )
      const contents = await checkContents(deps.read)
      if (contents.wrong.length > 0)
        throw new CommandError(
          `${contents.wrong.length} rows do not hold what their hash says, the first is ${contents.wrong[0]}: restore a backup`,
        )
      io.out(
        JSON.stringify({
          database: 'ok',
          engine: engineOf(deps.read),
          depth,
          auditEntries: chain.count,
          auditHead: chain.head,
          ...(chain.anchoredAt === undefined ? {} : { anchoredAt: chain.anchoredAt }),
          contents: contents.checked,
          keyFile: 'ok',
        }),
      )
    })
  },
}
