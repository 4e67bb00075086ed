import { FORMS } from '../../surveys/forms/catalogue.ts'
import { noticeOf } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { hasReached } from '../../surveys/round.ts'
import { askOnce } from '../ask-once.ts'
import type { Db } from '../db/open.ts'
import { findInstrument, getNotices } from '../instruments/store.ts'
import { listRounds, type Round } from '../plan/store.ts'
import type { RenderedPage } from './document.ts'
import { type Program, renderEntryPage, renderPage } from './page.ts'
import type { Page } from './page-html.ts'

const carries = (round: Round, form: string): boolean =>
  round.matrix.some(({ instrumentId }) => instrumentId.startsWith(`${form}@`))

/** The round that takes answers to a form now. */
export async function findFieldingRound(db: Db, form: string): Promise<Round | undefined> {
  return (await listRounds(db)).find((round) => round.state === 'fielding' && carries(round, form))
}

/** The page of a form speaks for the round in the field; before and after one, for the newest round that carries the form. */
async function roundOfPage(db: Db, form: string): Promise<Round | undefined> {
  return (await findFieldingRound(db, form)) ?? (await listRounds(db)).find((round) => carries(round, form))
}

/** What a form's page is made of, or nothing where no round asks it; a version may be named (`ph-th@2021.1`) and must be the one asked. */
export async function findPage(db: Db, named: string): Promise<Page | undefined> {
  const [form = '', version] = named.split('@')
  const round = await roundOfPage(db, form)
  const entry = round?.matrix.find(({ instrumentId }) => instrumentId.startsWith(`${form}@`))
  const instrument = entry && (await findInstrument(db, entry.instrumentId))
  if (!round || !instrument || (version !== undefined && version !== instrument.version)) return undefined
  return {
    instrument,
    // What a sheet of the round must agree to (`checkSheet`), whatever the program ships by now.
    notice: noticeOf(instrument, await getNotices(db, round.noticeVersion)),
    names: { department: round.department, hotline: round.hotline },
    language: 'vi',
    ...(round.state === 'fielding' ? {} : { shut: hasReached(round.state, 'closed') ? 'closed' : 'not_open' }),
  }
}

/** Pages are made and compressed once for what they say, and then served from memory. */
export function makePageCache(readFiles: () => Promise<Program>) {
  const made = new Map<string, RenderedPage>()
  const program = askOnce(readFiles)
  const get = async (key: string, make: (program: Program) => RenderedPage): Promise<RenderedPage> => {
    const known = made.get(key)
    if (known) return known
    const page = make(await program())
    if (made.size > 100) made.clear()
    made.set(key, page)
    return page
  }
  return {
    program,
    form: (page: Page) =>
      get(
        JSON.stringify([
          page.instrument.form,
          page.instrument.version,
          page.notice.version,
          page.names,
          page.language,
          page.shut,
        ]),
        (built) => renderPage(page, built),
      ),
    entry: (forms: readonly Instrument[]) =>
      get(JSON.stringify(forms.map(({ form }) => form)), (built) => renderEntryPage(forms, 'vi', built)),
  }
}

/** The forms of all rounds in the field; where there are none, all that ship, so that the page still says what it is. */
export async function formsInField(db: Db): Promise<Instrument[]> {
  const open = (await listRounds(db))
    .filter(({ state }) => state === 'fielding')
    .flatMap(({ matrix }) => matrix.map(({ instrumentId }) => instrumentId))
  const found = await Promise.all([...new Set(open)].map((id) => findInstrument(db, id)))
  const forms = found.filter((form) => form !== undefined)
  return forms.length > 0 ? forms : Object.values(FORMS)
}
