import { canonicalJson } from '../../surveys/canonical-json.ts'
import { instrumentId, instrument as instrumentSchema } from '../../surveys/instrument.ts'
import { canStep, INSTRUMENT_STEPS, type InstrumentStep } from '../../surveys/instrument-state.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { faultsOf } from './faults.ts'
import { checkLock } from './stale.ts'
import { type Draft, findRow, getDraft, insertInstrument, setInstrumentState, updateDraft } from './store.ts'

const MOST_NAMED = 200

/** Refuses a form that has errors, each with its pointer and the item it stands in. */
export async function refuseFaults(db: Db, definition: DraftDefinition): Promise<void> {
  const issues = await faultsOf(db, definition)
  if (issues.length === 0) return
  throw new Problem('instrument_invalid', {
    detail: { count: issues.length },
    errors: issues
      .slice(0, MOST_NAMED)
      .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
  })
}

async function checkStep(db: Db, draft: Draft, by: Act, step: InstrumentStep): Promise<void> {
  if (!canStep(draft.state, step)) throw new Problem('version_fixed', { detail: { state: draft.state } })
  const { fourEyes, checked } = INSTRUMENT_STEPS[step]
  if (fourEyes && draft.authors.includes(by.actor)) throw new Problem('four_eyes')
  if (checked) await refuseFaults(db, draft.definition)
}

/** A second person has read all of it. From here nobody writes in it, unless it is reopened. */
export async function reviewDraft(db: Db, by: Act, id: string, lockVersion: number | undefined): Promise<void> {
  const draft = await getDraft(db, id)
  await checkLock(db, draft, lockVersion)
  await checkStep(db, draft, by, 'review')
  await updateDraft(db, id, draft.lockVersion, {
    state: 'reviewed',
    reviewedBy: by.actor,
    reviewedAt: by.now.toISOString(),
  })
  await audit(db, by, 'instruments.review', id, { contentHash: sha256(JSON.stringify(draft.definition)) })
}

export async function reopenDraft(db: Db, by: Act, id: string, lockVersion: number | undefined): Promise<void> {
  const draft = await getDraft(db, id)
  await checkLock(db, draft, lockVersion)
  await checkStep(db, draft, by, 'reopen')
  await updateDraft(db, id, draft.lockVersion, { state: 'draft', reviewedBy: null, reviewedAt: null })
  await audit(db, by, 'instruments.reopen', id)
}

/** The reviewed text becomes an instrument that never changes again. */
export async function publishDraft(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number | undefined,
  decision: string,
): Promise<string> {
  const draft = await getDraft(db, id)
  await checkLock(db, draft, lockVersion)
  await checkStep(db, draft, by, 'publish')
  const form = instrumentSchema.parse(draft.definition)
  const published = instrumentId(form)
  const definition = canonicalJson(form)
  const contentHash = sha256(definition)
  await insertInstrument(db, {
    id: published,
    form: form.form,
    version: form.version,
    state: 'published',
    definition,
    contentHash,
    publishedAt: by.now.toISOString(),
  })
  await updateDraft(db, id, draft.lockVersion, { state: 'published' })
  await audit(db, by, 'instruments.publish', published, { contentHash, draft: id, decision })
  return published
}

/** No new round may ask it; rounds that do already go on with it. */
export async function withdrawInstrument(db: Db, by: Act, id: string, reason: string): Promise<void> {
  const row = await findRow(db, id)
  if (!row) throw new Problem('not_found')
  if (row.state !== 'published') throw new Problem('version_fixed', { detail: { state: row.state } })
  await setInstrumentState(db, id, 'withdrawn')
  await audit(db, by, 'instruments.withdraw', id, { reason })
}
