import { type Command, UsageError } from './command.ts'
import { readFlags } from './flags.ts'
import { verifyData } from './verify-data.ts'
import { withDeps } from './with-deps.ts'

export const verify: Command = {
  usage: 'verify [--anchor HASH]',
  does: 'checks database, audit chain, contents and files; HASH is that of an audit entry printed in a report or by a backup',
  run: async (args, io) => {
    const { anchor, words } = readFlags(args, { anchor: 'string' })
    if (words.length > 0) throw new UsageError('verify takes only --anchor HASH')
    const printed = anchor === undefined ? undefined : needAnchor(anchor)
    await withDeps(io, async (deps) => io.out(JSON.stringify(await verifyData(deps, printed))))
  },
}

/** The hash as it stands in the chain; people copy it in groups, and in capitals. */
export function needAnchor(text: string): string {
  const anchor = text.replace(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(anchor))
    throw new UsageError('--anchor is the 64 letters and digits a report or a backup prints')
  return anchor
}
