import type { FrameRow } from '../../surveys/frame.ts'
import { compareFrames, type FrameChange } from '../../surveys/frame-change.ts'
import type { Db } from '../db/open.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findEarlierFrame, findFrame, listFrameRows, listFrames } from './store.ts'

/** Lists of schools are cut here; their lengths are told whole. */
const MOST_SHOWN = 300
const short = ({ code, name, level, area, classes, pupils }: FrameRow) => ({ code, name, level, area, classes, pupils })

const shown = ({ added, removed, changed, same, totals }: FrameChange) => ({
  added: added.slice(0, MOST_SHOWN).map(short),
  removed: removed.slice(0, MOST_SHOWN).map(short),
  changed: changed.slice(0, MOST_SHOWN),
  counts: { added: added.length, removed: removed.length, changed: changed.length, same },
  totals,
})

type Against = Readonly<{ kind: 'version' | 'year'; version: number; year: number; round: string }>
export type FrameChangeView = Against & ReturnType<typeof shown>

async function againstYear(db: Db, round: Round, rows: readonly FrameRow[]): Promise<FrameChangeView[]> {
  const earlier = await findEarlierFrame(db, round)
  if (!earlier) return []
  const against: Against = { kind: 'year', version: earlier.version, year: earlier.year, round: earlier.name }
  return [{ ...against, ...shown(compareFrames(await listFrameRows(db, earlier.id), rows)) }]
}

/** A list that is being tried, against the frame it would replace and against the year before. */
export async function trialChanges(db: Db, roundId: string, rows: readonly FrameRow[]): Promise<FrameChangeView[]> {
  const round = await getRound(db, roundId)
  const current = await findFrame(db, roundId)
  const changes = await againstYear(db, round, rows)
  if (!current) return changes
  const against: Against = { kind: 'version', version: current.version, year: round.year, round: round.name }
  return [{ ...against, ...shown(compareFrames(await listFrameRows(db, current.id), rows)) }, ...changes]
}

/** One stored version against the version before it and against the year before. */
export async function storedChanges(db: Db, roundId: string, version: number): Promise<FrameChangeView[]> {
  const round = await getRound(db, roundId)
  const frames = await listFrames(db, roundId)
  const frame = frames.find((one) => one.version === version)
  if (!frame) throw new Problem('not_found')
  const rows = await listFrameRows(db, frame.id)
  const before = frames.find((one) => one.version === version - 1)
  const changes = await againstYear(db, round, rows)
  if (!before) return changes
  const against: Against = { kind: 'version', version: before.version, year: round.year, round: round.name }
  return [{ ...against, ...shown(compareFrames(await listFrameRows(db, before.id), rows)) }, ...changes]
}
