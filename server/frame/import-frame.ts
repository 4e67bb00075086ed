import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import type { FrameField } from '../../surveys/frame-columns.ts'
import { hasReached } from '../../surveys/round.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { getRound, updateRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findFrame, insertFrame, saveNamedColumn } from './store.ts'

/** The same schools give the same hash, whatever the file, the order of its rows or of its columns. */
export const frameHash = (rows: readonly FrameRow[]): string =>
  sha256(canonicalJson([...rows].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))))

/**
 * A checked school list becomes the next version of the round's frame, whole or not at all.
 * After the draw no other frame is taken: the sample's probabilities are those of the frame it was drawn from.
 */
export async function importFrame(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  file: Readonly<{ name: string; hash: string; rows: readonly FrameRow[]; named?: ReadonlyMap<string, FrameField> }>,
): Promise<string> {
  const round = await getRound(db, roundId)
  if (hasReached(round.state, 'sampling'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'import_frame' } })
  const before = await findFrame(db, roundId)
  const contentHash = frameHash(file.rows)
  // The same list again, pressed twice or sent twice, is the version that is there already.
  if (before?.contentHash === contentHash) return before.id
  const id = newId(by)
  await updateRound(db, round, version, {})
  await insertFrame(
    db,
    {
      id,
      roundId,
      version: (before?.version ?? 0) + 1,
      fileName: file.name,
      fileHash: file.hash,
      contentHash,
      rowCount: file.rows.length,
      pupilCount: file.rows.reduce((sum, row) => sum + row.pupils, 0),
      synthetic: round.synthetic ? 1 : 0,
      createdAt: by.now.toISOString(),
    },
    file.rows,
  )
  // What the columns were said to mean is remembered with the first list that was taken over so.
  for (const [header, field] of file.named ?? []) await saveNamedColumn(db, header, field)
  await audit(db, by, 'frame.import', roundId, { frame: id, contentHash, rows: file.rows.length })
  return id
}
