import { type Act, dayOf, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { nextVersion } from './next-version.ts'
import { keepMarks } from './review-marks.ts'
import { insertDraft, listVersions } from './store.ts'

type Source = Readonly<{
  definition: DraftDefinition
  /** the version it continues, whose review marks it keeps where the words are the same */
  basedOn: string | null
  before?: unknown
  /** `version` for a new version, or the kind of file it came from */
  from: string
}>

/** What a draft holds: its form under its own number, with the marks of the version before where the words are the same. */
export const draftText = (definition: DraftDefinition, before: unknown, version: string): string =>
  JSON.stringify({ ...keepMarks(definition, before), version })

/** A new draft with the next number of its form. Its id is what the editor and the audit trail know it by. */
export async function createDraft(db: Db, by: Act, source: Source): Promise<string> {
  const { form } = source.definition
  const year = Number(dayOf(by.now).slice(0, 4))
  const version = nextVersion(await listVersions(db, form), year)
  const id = newId(by)
  const at = by.now.toISOString()
  const definition = draftText(source.definition, source.before, version)
  await insertDraft(db, {
    id,
    form,
    version,
    state: 'draft',
    definition,
    lockVersion: 1,
    basedOn: source.basedOn,
    authors: JSON.stringify([by.actor]),
    createdBy: by.actor,
    createdAt: at,
    changedBy: by.actor,
    changedAt: at,
    reviewedBy: null,
    reviewedAt: null,
  })
  await audit(db, by, 'instruments.create_draft', id, {
    form,
    version,
    basedOn: source.basedOn,
    from: source.from,
    contentHash: sha256(definition),
  })
  return id
}
