import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { createDraft, draftText } from './create-draft.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { saveDraft } from './save-draft.ts'
import { listOpenDrafts } from './store.ts'
import type { VersionView } from './view.ts'

/**
 * What was read becomes a draft: a translator's table goes into the draft it was made for, or into a new draft of a
 * published version; a form of its own is a new draft.
 */
export async function importForm(
  db: Db,
  by: Act,
  definition: DraftDefinition,
  from: 'json' | 'xlsform' | 'translation',
  into: VersionView | undefined,
  lockVersion: number | undefined,
): Promise<string> {
  if (into && from === 'translation' && into.lockVersion !== null) {
    await saveDraft(db, by, into.id, lockVersion, definition)
    return into.id
  }
  const before = into ? { basedOn: into.id, before: into.definition } : { basedOn: null, before: undefined }
  // The same file pressed twice is one draft, as long as nobody has changed it.
  const known = into
    ? undefined
    : (await listOpenDrafts(db)).find(
        (draft) =>
          draft.form === definition.form &&
          draft.basedOn === before.basedOn &&
          JSON.stringify(draft.definition) === draftText(definition, before.before, draft.version),
      )
  if (known) return known.id
  return createDraft(db, by, { definition, from, ...before })
}
