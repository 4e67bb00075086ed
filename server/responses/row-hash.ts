import { sha256 } from '../keys.ts'

/** Everything of a stored sheet that the hash of its content does not cover, and that hash; `place` is its class or its link. */
export type Covered = Readonly<Record<'id' | 'roundId' | 'mode' | 'handedBy' | 'day' | 'contentHash' | 'flags', string>>

/**
 * Kept with each sheet, so that `verify` notices one changed bit anywhere in its row. No key is in it: it is there for damage,
 * and what people change is for the guards of the database and the audit chain.
 */
export const rowHash = (row: Covered, place: string): string =>
  sha256(
    `${row.id}\n${row.roundId}\n${place}\n${row.mode}\n${row.handedBy}\n${row.day}\n${row.contentHash}\n${row.flags}`,
  ).slice(0, 32)
