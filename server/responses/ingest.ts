import type { SlipMode } from '../../surveys/mode.ts'
import { actOf, type Deps } from '../deps.ts'
import type { Metrics } from '../operation/metrics.ts'
import type { Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { Outcome, Prepared, Submitted } from './check-sheet.ts'
import type { SheetBody } from './sheet.ts'
import { isOvertaken, storeSheets } from './store.ts'
import { decide, makePreparation, submitAll } from './submit.ts'

/** Sheets of one transaction at most: a longer queue is shared out, so that nobody waits for a very long commit. */
const MOST = 512
/** More than this waiting means the disk does not keep up; who comes now is asked to come again and keeps the answers. */
const QUEUE = 20_000

type Waiting = Readonly<{ sheet: Prepared; resolve: (stored: Submitted) => void; reject: (reason: unknown) => void }>

export type Ingest = (sheet: SheetBody, mode?: SlipMode) => Promise<Submitted>

/**
 * Takes sheets into the database in groups: all that arrive while a commit runs go into the next one, so that one wait for
 * the disk serves many. The promise is kept only after the commit; a sheet that is refused refuses nobody else.
 */
export function makeIngest(deps: Deps, metrics?: Metrics): Ingest {
  const prepare = makePreparation(deps.read)
  const rounds = new Map<string, Round>()
  let waiting: Waiting[] = []
  let running = false

  /** How many of a kind, never which. */
  function tally(outcomes: readonly Outcome[]): void {
    const stored = outcomes.filter((outcome) => 'receipt' in outcome && outcome.first).length
    const refused = outcomes.filter((outcome) => 'refused' in outcome).length
    const kinds = { stored, repeated: outcomes.length - stored - refused, refused }
    for (const [outcome, count] of Object.entries(kinds))
      if (count > 0) metrics?.count('hailong_sheets_total', 'Answer sheets', { outcome }, count)
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const sheets = group.map(({ sheet }) => sheet)
    try {
      const begun = performance.now()
      const outcomes = await store(sheets)
      metrics?.span('hailong_commit_seconds', 'Time to store a group of sheets', (performance.now() - begun) / 1000)
      tally(outcomes)
      for (const [place, outcome] of outcomes.entries()) {
        if ('receipt' in outcome) group[place].resolve(outcome)
        else group[place].reject(outcome.refused)
      }
    } catch (error) {
      // Nothing of the group is stored, or nobody knows: no one may be told that it is.
      for (const { reject } of group) reject(error)
      deps.storageFault(error)
    }
  }

  /**
   * Decided by what is committed, and stored as one statement that checks it again; only where somebody was faster in
   * between is the group decided once more, with nobody else writing.
   */
  async function store(sheets: readonly Prepared[]): Promise<Outcome[]> {
    const by = actOf(deps, 'anyone')
    // On the writing connection: its page cache stays valid, where a reading one would fetch every page anew after each commit.
    const decided = await decide(deps.db, by, sheets, rounds)
    // Sheets of a link are counted and stored by two statements, so they need a transaction of their own making.
    if (decided.open.length > 0) return deps.db.transaction().execute((db) => submitAll(db, by, sheets))
    if (decided.sheets.length === 0) return decided.outcomes
    try {
      await storeSheets(deps.db, decided.sheets)
      return decided.outcomes
    } catch (error) {
      if (!isOvertaken(error)) throw error
      return deps.db.transaction().execute((db) => submitAll(db, by, sheets))
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      await commit(group)
    }
    running = false
  }

  return async (body, mode) => {
    if (waiting.length >= QUEUE) throw new Problem('unavailable', { retryAfterSeconds: 10 })
    const sheet = await prepare(actOf(deps, 'anyone'), body, mode)
    return new Promise((resolve, reject) => {
      waiting.push({ sheet, resolve, reject })
      if (running) return
      running = true
      // After this turn of the event loop: whatever has arrived together is stored together.
      setImmediate(run)
    })
  }
}
