import { recordCheck } from '../operation/data-check.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { onlyFlags } from './flags.ts'
import { verifyData } from './verify-data.ts'
import { withDeps, writeAs } from './with-deps.ts'

export const verify: Command = {
  usage: 'verify [--anchor HASH] [--record]',
  does: 'checks database, audit chain, contents and files; HASH is that of an audit entry printed in a report or by a backup; --record puts the outcome on record, as the nightly check does',
  run: async (args, io) => {
    const { anchor, record } = onlyFlags(args, { anchor: 'string', record: 'boolean' })
    const printed = anchor === undefined ? undefined : needAnchor(anchor)
    await withDeps(io, async (deps) => {
      const remember = (fault: string | null) =>
        record ? writeAs(deps, (db, by) => recordCheck(db, by, fault)) : Promise.resolve()
      try {
        const found = await verifyData(deps, printed)
        await remember(null)
        io.out(JSON.stringify(found))
      } catch (error) {
        if (error instanceof CommandError) await remember(error.message)
        throw error
      }
    })
  },
}

/** The hash as it stands in the chain; people copy it in groups, and in capitals. */
export function needAnchor(text: string): string {
  const anchor = text.replace(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(anchor))
    throw new UsageError('--anchor is the 64 letters and digits a report or a backup prints')
  return anchor
}
