import { consentFor } from '../../surveys/forms/notice.ts'
import type { Answers, Instrument } from '../../surveys/instrument.ts'
import { modeAllowed, type SlipMode } from '../../surveys/mode.ts'
import type { Round } from '../plan/store.ts'
import { Problem, type ProblemError } from '../problem.ts'
import type { SheetBody } from './sheet.ts'
import type { FoundSlip } from './store.ts'

/** The item that asks who handed the form out; its answer is kept as a category of its own. */
const HANDED_BY = 'T7'

export type Submitted = Readonly<{ receipt: string; first: boolean }>
export type Outcome = Submitted | Readonly<{ refused: unknown }>

/** A sheet with everything that can be known without its slip: its stored form, its hash and what is wrong with it. */
export type Prepared = Readonly<{
  sheet: SheetBody
  /** How it came in, where that is known better than from its slip. */
  mode: SlipMode | undefined
  codeHash: string | undefined
  /** Absent where no published form has the id. */
  content:
    | Readonly<{ instrument: Instrument; answers: Answers; text: string; contentHash: string; errors: ProblemError[] }>
    | undefined
}>

export const handedBy = (answers: Answers): string =>
  typeof answers[HANDED_BY] === 'string' ? answers[HANDED_BY] : 'unknown'

export type Content = NonNullable<Prepared['content']>

/** The content, if its form is the one the round asks with this slip. */
export function fitting({ sheet, content }: Prepared, round: Round, slip: Pick<FoundSlip, 'form'>): Content {
  if (!sheet.form.startsWith(`${slip.form}@`))
    throw new Problem('answer_invalid', { errors: [{ pointer: '/form', code: 'form_of_another_slip' }] })
  if (!content || !round.matrix.some(({ instrumentId }) => instrumentId === sheet.form))
    throw new Problem('form_superseded')
  return content
}

/** The plan says in which ways a form may be answered; what comes in another way is no part of the survey. */
export function checkMode(round: Pick<Round, 'modes'>, form: string, mode: string): void {
  if (!modeAllowed(round.modes, form, mode)) throw new Problem('mode_not_allowed', { detail: { form, mode } })
}

export function checkSheet({ sheet }: Prepared, { errors, instrument }: Content, round: Round): void {
  const all =
    sheet.consent === consentFor(instrument, round.noticeVersion)
      ? errors
      : [{ pointer: '/consent', code: 'consent_required' }, ...errors]
  if (all.length > 0) throw new Problem('answer_invalid', { errors: all })
}
