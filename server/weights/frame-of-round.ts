import type { FrameColumns } from '../../analysis/weight/frame-columns.ts'
import type { Db } from '../db/open.ts'
import { listFrameRows } from '../frame/store.ts'
import type { Round } from '../plan/store.ts'
import { frameSchools } from '../sample/frame-schools.ts'
import { findDraw } from '../sample/store.ts'
import { FRAME_COLUMNS } from './specification.ts'

/** From this share on a school counts as one whose pupils are mostly Khmer. */
const MOST = 0.5

/** The columns of the frame the round's sample was drawn from; nothing before a sample is drawn. */
export async function frameOfRound(db: Db, round: Round, frameId?: string): Promise<FrameColumns | undefined> {
  const id = frameId ?? (await findDraw(db, round.id))?.frameId
  if (id === undefined) return undefined
  const rows = await listFrameRows(db, id)
  const shares = new Map(rows.map(({ code, khmerShare }) => [code, khmerShare]))
  const schools = frameSchools(rows, round.matrix).map(({ code, stratum, pupils }) => {
    const share = shares.get(code) ?? null
    return [
      code,
      { pupils, columns: { ...stratum, khmer: share === null ? 'unknown' : share >= MOST ? 'yes' : 'no' } },
    ] as const
  })
  return { names: FRAME_COLUMNS, schools: new Map(schools) }
}
