import type { Db } from '../db/open.ts'
import { sumPressure } from '../responses/store.ts'
import { findDraw } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'

/** Which schools parents and learners reported pressure at, most first; for those who plan, analyse and decide, never for schools. */
export async function viewPressure(db: Db, roundId: string) {
  const [draw, counts] = await Promise.all([findDraw(db, roundId), sumPressure(db, roundId)])
  const places = draw && (await schoolPlaces(db, draw))
  return counts
    .map(({ school, count, last }) => {
      const place = places?.get(school)
      return { school, name: place?.name ?? '', level: place?.level ?? '', area: place?.area ?? '', count, last }
    })
    .sort((a, b) => b.count - a.count || (a.school < b.school ? -1 : 1))
}
