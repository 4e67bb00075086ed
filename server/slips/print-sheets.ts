import { PassThrough, type Readable } from 'node:stream'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import type { Round } from '../plan/store.ts'
import { printablePackets } from './packets.ts'

/** All packets of a round as one PDF, page by page as they are read: 20,000 slips take no more memory than twenty. */
export function printSheets(deps: Deps, round: Round, perPage: 8 | 4): Readable {
  const out = new PassThrough()
  const print = {
    publicUrl: deps.config.publicUrl,
    department: round.department,
    title: round.name,
    hotline: round.hotline,
    until: round.closesOn ?? `${round.year}-12-31`,
    synthetic: round.synthetic,
    printedOn: dayOf(deps.clock()),
    perPage,
  }
  // Loaded when somebody prints: a server that only takes answers does not carry the PDF library in its memory.
  import('./sheet.ts')
    .then(({ renderSlipSheets }) => renderSlipSheets(out, printablePackets(deps.read, deps.keys, round), print))
    .catch((error: Error) => out.destroy(error))
  return out
}
