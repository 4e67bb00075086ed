import type { Db } from '../db/open.ts'

/** The other years of which something is published that the Department or this unit holds, newest first. */
export async function listOtherYears(db: Db, year: number, unitId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('publication')
    .innerJoin('round', 'round.id', 'publication.roundId')
    .select('round.year')
    .distinct()
    .where('round.year', '<>', year)
    .where((at) => at.or([at('round.unitId', 'is', null), at('round.unitId', '=', unitId)]))
    .orderBy('round.year', 'desc')
    .execute()
  return rows.map((row) => row.year)
}

/** The newest publication of each round of a year that the Department or this unit holds. */
export async function listReleases(db: Db, year: number, unitId: string) {
  const rows = await db
    .selectFrom('publication')
    .innerJoin('round', 'round.id', 'publication.roundId')
    .select(['publication.id as publicationId', 'publication.roundId', 'publication.version'])
    .select(['publication.contentHash', 'publication.createdAt', 'publication.result'])
    .where('round.year', '=', year)
    .where((at) => at.or([at('round.unitId', 'is', null), at('round.unitId', '=', unitId)]))
    .orderBy('publication.createdAt', 'desc')
    .orderBy('publication.version', 'desc')
    .execute()
  return rows.filter(({ roundId }, at) => rows.findIndex((row) => row.roundId === roundId) === at)
}
