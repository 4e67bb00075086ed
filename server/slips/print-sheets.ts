import { PassThrough, type Readable } from 'node:stream'
import type { Instrument } from '../../surveys/instrument.ts'
import type { Language } from '../../surveys/text.ts'
import { dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { findInstrument, getNotices } from '../instruments/store.ts'
import type { Round } from '../plan/store.ts'
import { printablePackets } from './packets.ts'

/** All packets of a round as one PDF, page by page as they are read: 20,000 slips take no more memory than twenty. */
export function printSheets(deps: Deps, round: Round, perPage: 8 | 4, paper?: Language): Readable {
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
  Promise.all([import('./sheet.ts'), paper && paperOf(deps.read, round, paper)])
    .then(([{ renderSlipSheets }, sheets]) =>
      renderSlipSheets(out, printablePackets(deps.read, deps.keys, round), {
        ...print,
        ...(sheets && { paper: sheets }),
      }),
    )
    .catch((error: Error) => out.destroy(error))
  return out
}

/** The forms of the round by the name a packet has for them. */
async function paperOf(db: Db, round: Round, language: Language) {
  const forms = new Map<string, Instrument>()
  for (const { instrumentId } of round.matrix) {
    const form = await findInstrument(db, instrumentId)
    if (form) forms.set(form.form, form)
  }
  return { language, forms, notices: await getNotices(db, round.noticeVersion) }
}
