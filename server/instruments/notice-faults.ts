import { canonicalJson } from '../../surveys/canonical-json.ts'
import { instrument } from '../../surveys/instrument.ts'
import type { Issue } from '../../surveys/issue.ts'
import type { Db } from '../db/open.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { findNotices, listPublishedOf } from './store.ts'

/** Who has read a text is no part of what a parent agrees to. */
const wordsOf = (notice: object): string =>
  canonicalJson(JSON.parse(JSON.stringify(notice, (key, value) => (key === 'reviewed' ? undefined : value))))

/**
 * The version kept with a sheet has to say what its reader agreed to: a form's own notice in other words than those published
 * under the same version, by an earlier version of the form or as the notice that ships, needs a version of its own.
 */
export async function noticeFaults(db: Db, definition: DraftDefinition): Promise<Issue[]> {
  const read = instrument.shape.notice.safeParse((definition as { notice?: unknown }).notice)
  if (!read.success || read.data === undefined) return []
  const { version } = read.data
  const shipped = await findNotices(db, version)
  const earlier = (await listPublishedOf(db, definition.form)).flatMap(({ notice }) => notice ?? [])
  const known = [...(shipped ? Object.values(shipped) : []), ...earlier].filter((each) => each.version === version)
  const same = wordsOf(read.data)
  if (known.length === 0 || known.some((each) => wordsOf(each) === same)) return []
  return [{ path: '/notice/version', code: 'notice_version_used', detail: { value: version } }]
}
