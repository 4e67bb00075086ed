import { documentWords, levelNames } from '../../client/words/documents.ts'
import { draftMark, paperWords } from '../../client/words/paper.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { Language } from '../../surveys/text.ts'
import type { Db } from '../db/open.ts'
import { DocumentError } from '../document/document-error.ts'
import { demonstrationMark, markOfPages } from '../document/mark.ts'
import { shortDay } from '../document/number.ts'
import { sha256 } from '../keys.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { getNotices } from './store.ts'
import { type VersionView, viewVersion } from './view.ts'
import { whole } from './write-export.ts'

/** What the hash on paper stands for: the stored one, or that of the draft as it is now. */
const hashOf = ({ contentHash, definition }: VersionView): string => contentHash ?? sha256(canonicalJson(definition))

const fileName = (view: VersionView, more: string): string => `${view.form}-${view.version}${more}.pdf`

/** The form of a version for print; `roundId` says whose names and days stand in its notice. What a demonstration prints says so. */
export async function printForm(
  db: Db,
  id: string,
  language: Language,
  roundId: string | undefined,
  reach: Reach = 'everywhere',
  demonstration = false,
) {
  const view = await viewVersion(db, id)
  const instrument = whole(view)
  const round = roundId === undefined ? undefined : await getRound(db, roundId)
  if (round && !reaches(reach, round.unitId)) throw new Problem('not_found')
  const notices = round && (await getNotices(db, round.noticeVersion))
  const mark = markOfPages(demonstrationMark(demonstration), view.publishedAt === null && draftMark)
  const { blankForm } = await import('./paper/blank-form.ts')
  const bytes = await readable(() =>
    blankForm({
      instrument,
      contentHash: hashOf(view),
      day: view.publishedAt?.slice(0, 10) ?? null,
      options: {
        language,
        department: round?.department ?? null,
        hotline: round?.hotline ?? null,
        until: round?.closesOn ? shortDay(round.closesOn) : null,
        notices,
        slip: false,
        mark: round?.synthetic ? documentWords.synthetic : mark,
      },
    }),
  )
  return { bytes, name: fileName(view, `-giay-${language}`) }
}

/** The logic file of a version, to be signed. */
export async function printLogic(db: Db, id: string, department: string | undefined, demonstration = false) {
  const view = await viewVersion(db, id)
  const instrument = whole(view)
  const { logicPdf } = await import('./logic-document.ts')
  const bytes = await readable(() =>
    logicPdf({
      instrument,
      state: view.state,
      contentHash: hashOf(view),
      department: department ?? paperWords.department.vi,
      level: levelNames[instrument.level] ?? '',
      mark: demonstrationMark(demonstration),
    }),
  )
  return { bytes, name: fileName(view, '-logic') }
}

/** A text with a letter that cannot be printed is the form's fault, and named. */
async function readable(make: () => Promise<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await make())
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    throw new Problem('instrument_invalid', {
      errors: error.faults.map((fault) => ({ pointer: '', code: 'char_not_printable', detail: { fault } })),
    })
  }
}
