import { canEdit } from '../../surveys/instrument-state.ts'
import type { Language } from '../../surveys/text.ts'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { keepMarks, withMark } from './review-marks.ts'
import { checkLock } from './stale.ts'
import { type Draft, deleteDraft, getDraft, listNames, updateDraft } from './store.ts'

/** The editor saves every few seconds; the trail says once in so many minutes who is at work on a draft. */
const SAID_EVERY_MS = 10 * 60_000

export function checkEditable(draft: Draft): void {
  if (!canEdit(draft.state)) throw new Problem('version_fixed', { detail: { state: draft.state } })
}

/** Whether anything changed. Form and number of a draft stay what they are, whatever the text says. */
export async function saveDraft(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number | undefined,
  given: DraftDefinition,
): Promise<boolean> {
  const draft = await getDraft(db, id)
  checkEditable(draft)
  await checkLock(db, draft, lockVersion)
  const { form, version } = draft
  const definition = JSON.stringify({ ...keepMarks(given, draft.definition), form, version })
  if (definition === JSON.stringify(draft.definition)) return false
  const at = by.now.toISOString()
  await change(db, draft, {
    definition,
    authors: JSON.stringify([...new Set([...draft.authors, by.actor])]),
    changedBy: by.actor,
    changedAt: at,
  })
  const longAgo = by.now.getTime() - Date.parse(draft.changedAt) > SAID_EVERY_MS
  if (draft.changedBy !== by.actor || draft.changedAt === draft.createdAt || longAgo)
    await audit(db, by, 'instruments.edit', id, { contentHash: sha256(definition) })
  return true
}

/** A reader stands for a text in one language, or takes that back. Who wrote the draft cannot vouch for it. */
export async function markText(
  db: Db,
  by: Act,
  id: string,
  at: Readonly<{ pointer: string; language: Language; words: string }>,
  reviewed: boolean,
): Promise<void> {
  const draft = await getDraft(db, id)
  checkEditable(draft)
  if (draft.authors.includes(by.actor)) throw new Problem('four_eyes')
  const name = (await listNames(db, [by.actor])).get(by.actor) ?? by.actor
  const definition = withMark(draft.definition, at, reviewed ? { by: name.slice(0, 100), on: dayOf(by.now) } : null)
  if (!definition) return checkLock(db, draft, -1)
  await change(db, draft, { definition: JSON.stringify(definition) })
  await audit(db, by, reviewed ? 'instruments.mark_text' : 'instruments.unmark_text', id, {
    pointer: at.pointer,
    language: at.language,
  })
}

export async function discardDraft(db: Db, by: Act, id: string, lockVersion: number | undefined): Promise<void> {
  const draft = await getDraft(db, id)
  if (draft.state === 'published') throw new Problem('version_fixed', { detail: { state: draft.state } })
  await checkLock(db, draft, lockVersion)
  await deleteDraft(db, id)
  const { form, version } = draft
  await audit(db, by, 'instruments.discard', id, {
    form,
    version,
    contentHash: sha256(JSON.stringify(draft.definition)),
  })
}

/** Inside one transaction nobody can have been in between; if the row did not change, something else is wrong. */
async function change(db: Db, draft: Draft, values: Parameters<typeof updateDraft>[3]): Promise<void> {
  if (!(await updateDraft(db, draft.id, draft.lockVersion, values)))
    throw new Problem('stale', { detail: { version: draft.lockVersion } })
}
