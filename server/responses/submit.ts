import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import type { Answers, Instrument } from '../../surveys/instrument.ts'
import type { SlipMode } from '../../surveys/mode.ts'
import { offeredLanguages } from '../../surveys/offered-languages.ts'
import { readPrintedCode } from '../../surveys/printed-code.ts'
import type { Rules } from '../../surveys/relevant.ts'
import { hasReached } from '../../surveys/round.ts'
import { settledAnswers } from '../../surveys/settled-answers.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { findInstrument } from '../instruments/store.ts'
import { sha256 } from '../keys.ts'
import { listRoundsById, type Round } from '../plan/store.ts'
import { Problem, type ProblemError } from '../problem.ts'
import { codeHash } from '../slips/code.ts'
import {
  type Content,
  checkMode,
  checkSheet,
  fitting,
  handedBy,
  type Outcome,
  type Prepared,
  type Submitted,
} from './check-sheet.ts'
import { flagsOf } from './flags.ts'
import { decideOpen, type OpenResponse, storeOpenSheets } from './open-sheets.ts'
import { receiptOf } from './receipt.ts'
import { rowHash } from './row-hash.ts'
import type { SheetBody } from './sheet.ts'
import { type Found, type FoundSlip, findSlipsAndSheets, type Intake, storeSheets } from './store.ts'

/** Stores one sheet, in the caller's transaction; as `submitAll`. */
export async function submit(db: Db, by: Act, sheet: SheetBody, mode?: SlipMode): Promise<Submitted> {
  const [outcome] = await submitAll(db, by, [await makePreparation(db)(by, sheet, mode)])
  if ('receipt' in outcome) return outcome
  throw outcome.refused
}

/**
 * Prepares sheets before their transaction, so that the work on one group overlaps with the commit of the other. Published
 * forms never change: each is read and its conditions are parsed once a day (the day is part of a condition).
 */
export function makePreparation(
  read: Db,
): (by: Act, sheet: SheetBody, mode?: SlipMode) => Prepared | Promise<Prepared> {
  const forms = new Map<string, Form>()
  const underWay = new Map<string, Promise<Form | undefined>>()
  const readForm = async (key: string, id: string, day: string): Promise<Form | undefined> => {
    const instrument = await findInstrument(read, id)
    if (!instrument) return undefined
    const form = { instrument, rules: rulesOf(instrument, day) }
    if (forms.size > 50) forms.clear()
    forms.set(key, form)
    return form
  }
  /** One reading for all that come meanwhile, who then go on in the order in which they came. */
  const fetched = (key: string, id: string, day: string): Promise<Form | undefined> => {
    const running = underWay.get(key)
    if (running) return running
    const begun = readForm(key, id, day).finally(() => underWay.delete(key))
    underWay.set(key, begun)
    return begun
  }
  return (by, sheet, mode) => {
    const day = dayOf(by.now)
    const key = `${day} ${sheet.form}`
    const form = forms.get(key)
    // Without a turn of its own where the form is known: thousands of sheets come one after the other.
    return form
      ? preparedAs(by, sheet, mode, form)
      : fetched(key, sheet.form, day).then((found) => preparedAs(by, sheet, mode, found))
  }
}

type Form = Readonly<{ instrument: Instrument; rules: Rules }>

function preparedAs(by: Act, sheet: SheetBody, mode: SlipMode | undefined, form: Form | undefined): Prepared {
  const code = readPrintedCode(sheet.slip)
  return {
    sheet,
    mode,
    codeHash: 'issue' in code ? undefined : codeHash(by.keys, code.code),
    content: form && contentOf(sheet, form.instrument, form.rules),
  }
}

/**
 * Answering is free, each question too: the page asks for an answer to what is required, but a sheet with gaps is never
 * turned away here, because the parent may not come back. An unanswered item leaves its own denominators and nothing else.
 */
function contentOf(sheet: SheetBody, instrument: Instrument, rules: Rules): NonNullable<Prepared['content']> {
  const given = sheet.answers as Answers
  const settled = settledAnswers(instrument, given)
  const errors = settled ? [] : faultsOf(instrument, given, rules)
  if (!offeredLanguages(instrument).includes(sheet.language))
    errors.unshift({ pointer: '/language', code: 'choice_unknown' })
  const answers = settled?.answers ?? canonicalAnswers(instrument, given, rules)
  const text = settled?.text ?? canonicalJson(answers)
  const { form, language, consent } = sheet
  // The canonical JSON of what makes two sheets equal, its keys in order.
  const whole = `{"answers":${text},"consent":${JSON.stringify(consent)},"form":"${form}","language":"${language}"}`
  return { instrument, answers, text, contentHash: sha256(whole), errors }
}

const faultsOf = (instrument: Instrument, answers: Answers, rules: Rules): ProblemError[] =>
  checkAnswers(instrument, answers, rules)
    .filter(({ code }) => code !== 'required_missing')
    .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) }))

/**
 * Stores sheets and spends their slips, in the caller's transaction, each on its own merits: what one is refused for
 * does not touch the others. The two rows of a sheet share nothing: no key, no time finer than the day, no order. The same
 * id with the same content again is the same sheet and gets the same receipt.
 *
 * @returns one outcome a sheet, in their order
 */
export async function submitAll(db: Db, by: Act, prepared: readonly Prepared[]): Promise<Outcome[]> {
  const { outcomes, sheets, open } = await decide(db, by, prepared)
  if (sheets.length > 0) await storeSheets(db, sheets)
  if (open.length > 0) await storeOpenSheets(db, open)
  return outcomes
}

/** `open` are sheets that came by a link or poster: no slip is spent for them. */
export type Decided = Readonly<{ outcomes: Outcome[]; sheets: Intake[]; open: readonly OpenResponse[] }>

/** What becomes of each sheet, by what `db` shows now, and what is to be stored for it to come true. */
export async function decide(
  db: Db,
  by: Act,
  prepared: readonly Prepared[],
  known: Map<string, Round> = new Map(),
): Promise<Decided> {
  const found = await findSlipsAndSheets(
    db,
    prepared.map(({ codeHash, sheet }) => [codeHash ?? '', sheet.id]),
  )
  await readRounds(db, found, known)
  const stored = new Map<string, string>()
  const spent = new Set<string>()
  const sheets: Intake[] = []
  const outcomes = prepared.map((one, place): Outcome => {
    const { slip, contentHash } = found[place]
    if (contentHash !== null) stored.set(one.sheet.id, contentHash)
    try {
      const round = slip && known.get(slip.roundId)
      if (!slip || !round) throw new Problem('slip_unknown')
      const content = fitting(one, round, slip)
      const before = stored.get(one.sheet.id)
      if (before !== undefined && before !== content.contentHash) throw new Problem('idempotency_conflict')
      if (before === undefined) {
        checkOpen(round, slip, spent.has(slip.id))
        checkMode(round, slip.form, one.mode ?? slip.mode)
        checkSheet(one, content, round)
        spent.add(slip.id)
        stored.set(one.sheet.id, content.contentHash)
        sheets.push(rowOf(one, content, slip, dayOf(by.now)))
      }
      return { receipt: receiptOf(by.keys, one.sheet.id, content.contentHash), first: before === undefined }
    } catch (refused) {
      // What is not a refusal is no sheet's fault: nothing of the group can be stored.
      if (!(refused instanceof Problem)) throw refused
      return { refused }
    }
  })
  return { ...(await withOpen(db, by, prepared, found, outcomes)), sheets }
}

/** A code that is no slip's may be that of a link or poster: looked up only then. */
async function withOpen(
  db: Db,
  by: Act,
  prepared: readonly Prepared[],
  found: readonly Found[],
  outcomes: Outcome[],
): Promise<Pick<Decided, 'outcomes' | 'open'>> {
  const places = prepared.flatMap(({ codeHash }, place) => (found[place].slip || !codeHash ? [] : [place]))
  if (places.length === 0) return { outcomes, open: [] }
  const decided = await decideOpen(
    db,
    by,
    places.map((place) => prepared[place]),
  )
  const open = new Map(places.map((place, at) => [place, decided.outcomes[at]]))
  return { outcomes: outcomes.map((outcome, place) => open.get(place) ?? outcome), open: decided.sheets }
}

/** Rounds are read again only when one has another version than the one that is known. */
async function readRounds(db: Db, found: readonly Found[], known: Map<string, Round>): Promise<void> {
  const stale = new Set<string>()
  for (const { slip, roundVersion } of found)
    if (slip && known.get(slip.roundId)?.version !== roundVersion) stale.add(slip.roundId)
  if (stale.size === 0) return
  for (const [id, round] of await listRoundsById(db, [...stale])) known.set(id, round)
}

function rowOf({ sheet, mode }: Prepared, content: Content, slip: FoundSlip, day: string): Intake {
  const { id, form, language, consent } = sheet
  const { instrument, answers, text, contentHash } = content
  const row = {
    slipId: slip.id,
    id,
    roundId: slip.roundId,
    instrumentId: form,
    drawUnitId: slip.drawUnitId,
    mode: mode ?? slip.mode,
    handedBy: handedBy(answers),
    language,
    day,
    noticeVersion: consent,
    answers: text,
    contentHash,
    flags: JSON.stringify(flagsOf(instrument, answers)),
    rowHash: '',
  }
  row.rowHash = rowHash(row, row.drawUnitId)
  return row
}

/** Which refusal comes first is what the parent most needs to know: a used slip stays used after the round has closed. */
function checkOpen(round: Round, slip: FoundSlip, spent: boolean): void {
  if (spent || slip.state === 'used') throw new Problem('slip_used')
  if (slip.state === 'revoked') throw new Problem('slip_revoked')
  if (hasReached(round.state, 'closed')) throw new Problem('round_closed')
  if (round.state !== 'fielding' || slip.state === 'made')
    throw new Problem('round_not_open', round.opensOn ? { detail: { opensOn: round.opensOn } } : {})
}
