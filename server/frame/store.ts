import type { Selectable } from 'kysely'
import type { FrameRow } from '../../surveys/frame.ts'
import type { FrameField } from '../../surveys/frame-columns.ts'
import type { Db } from '../db/open.ts'
import type { FrameTable } from '../db/tables.ts'
import type { Round } from '../plan/store.ts'

export type Frame = Selectable<FrameTable>

/** The newest frame of a round. */
export async function findFrame(db: Db, roundId: string): Promise<Frame | undefined> {
  return db
    .selectFrom('frame')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function findFrameById(db: Db, id: string): Promise<Frame | undefined> {
  return db.selectFrom('frame').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Every version of a round's frame, the newest first. */
export async function listFrames(db: Db, roundId: string): Promise<Frame[]> {
  return db.selectFrom('frame').selectAll().where('roundId', '=', roundId).orderBy('version', 'desc').execute()
}

/** The newest frame of the latest round before a year; invented rounds look at invented ones, real at real ones. */
/** The school list of an earlier year, of a round that the same unit held. */
export async function findEarlierFrame(db: Db, round: Pick<Round, 'year' | 'synthetic' | 'unitId'>) {
  const { year, synthetic, unitId } = round
  return db
    .selectFrom('frame')
    .innerJoin('round', 'round.id', 'frame.roundId')
    .select(['frame.id', 'frame.version', 'frame.rowCount', 'frame.createdAt', 'round.year', 'round.name'])
    .where('round.year', '<', year)
    .where('round.synthetic', '=', synthetic ? 1 : 0)
    .where('round.unitId', unitId === null ? 'is' : '=', unitId)
    .orderBy('round.year', 'desc')
    .orderBy('frame.createdAt', 'desc')
    .orderBy('frame.version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** SQLite takes 32,766 values in one statement; eleven columns a row. */
const ROWS_PER_STATEMENT = 500

export async function insertFrame(db: Db, frame: Frame, rows: readonly FrameRow[]): Promise<void> {
  await db.insertInto('frame').values(frame).execute()
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const part = rows.slice(start, start + ROWS_PER_STATEMENT)
    await db
      .insertInto('frameRow')
      .values(
        part.map(({ grades, ownership, ...row }, place) => ({
          ...row,
          ownership: ownership ?? null,
          frameId: frame.id,
          position: start + place + 1,
          grades: JSON.stringify(grades),
        })),
      )
      .execute()
  }
}

export async function listFrameRows(db: Db, frameId: string): Promise<FrameRow[]> {
  const rows = await db.selectFrom('frameRow').selectAll().where('frameId', '=', frameId).orderBy('position').execute()
  return rows.map(({ code, name, level, area, commune, classes, pupils, grades, khmerShare, ownership }) => ({
    code,
    name,
    level: level as FrameRow['level'],
    area,
    commune,
    classes,
    pupils,
    grades: JSON.parse(grades),
    khmerShare,
    ...(ownership === null ? {} : { ownership: ownership as NonNullable<FrameRow['ownership']> }),
  }))
}

export async function sumFrame(db: Db, frameId: string) {
  return db
    .selectFrom('frameRow')
    .select(({ fn }) => [
      'level',
      'area',
      fn.countAll<number>().as('schools'),
      fn.sum<number>('classes').as('classes'),
      fn.sum<number>('pupils').as('pupils'),
    ])
    .where('frameId', '=', frameId)
    .groupBy(['level', 'area'])
    .orderBy('level')
    .orderBy('area')
    .execute()
}

const FRAME_FILE = 'frame'

/** What people said the headers of school lists mean, by the header's normal form. */
export async function listNamedColumns(db: Db): Promise<Map<string, FrameField>> {
  const rows = await db
    .selectFrom('namedColumn')
    .select(['header', 'field'])
    .where('fileKind', '=', FRAME_FILE)
    .orderBy('header')
    .execute()
  return new Map(rows.map(({ header, field }) => [header, field as FrameField]))
}

export async function saveNamedColumn(db: Db, header: string, field: FrameField): Promise<void> {
  await db
    .insertInto('namedColumn')
    .values({ fileKind: FRAME_FILE, header, field })
    .onConflict((at) => at.columns(['fileKind', 'header']).doUpdateSet({ field }))
    .execute()
}
