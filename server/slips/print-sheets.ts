import { PassThrough, type Readable } from 'node:stream'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import type { Round } from '../plan/store.ts'
import { printablePackets } from './packets.ts'
import { renderSlipSheets } from './sheet.ts'

/** All packets of a round as one PDF, page by page as they are read: 20,000 slips take no more memory than twenty. */
export function printSheets(deps: Deps, round: Round, perPage: 8 | 4): Readable {
  const out = new PassThrough()
  renderSlipSheets(out, printablePackets(deps.read, deps.keys, round), {
    publicUrl: deps.config.publicUrl,
    department: round.department,
    title: round.name,
    hotline: round.hotline,
    until: round.closesOn ?? `${round.year}-12-31`,
    synthetic: round.synthetic,
    printedOn: dayOf(deps.clock()),
    perPage,
  }).catch((error: Error) => out.destroy(error))
  return out
}
