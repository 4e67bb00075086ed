import { checkInstrument } from '../../surveys/check.ts'
import type { Issue } from '../../surveys/issue.ts'
import { namedIssues } from '../../surveys/issue-place.ts'
import { mediaIssues, mediaOf } from '../../surveys/media.ts'
import type { Db } from '../db/open.ts'
import { storedAmong } from '../media/store.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { noticeFaults } from './notice-faults.ts'

/** What is still wrong with a draft: its own rules, and the pictures and recordings it names that are not there. */
export async function faultsOf(db: Db, definition: DraftDefinition): Promise<Issue[]> {
  const stored = await storedAmong(
    db,
    mediaOf(definition).map(({ file }) => file),
  )
  return namedIssues(definition, [
    ...checkInstrument(definition),
    ...mediaIssues(definition, stored),
    ...(await noticeFaults(db, definition)),
  ])
}
