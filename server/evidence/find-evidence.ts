import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { patternOf, placeIn, searchText, wantedIn } from './search-text.ts'
import { searchEvidence } from './store.ts'
import { listTexts } from './text-store.ts'
import { countUses } from './uses.ts'

/** As many parts of a query are looked for; what is typed beyond is more than anybody remembers of a paper. */
const MOST_WANTED = 12

export type Asked = Readonly<{ q?: string | undefined; unit?: string | undefined; limit: number; offset: number }>

/** Papers within reach by what is said of them and what stands in them; `place`: where in the paper, when it is not in what is said. */
export async function findPapers(db: Db, reach: Reach, { q, unit, limit, offset }: Asked) {
  const wanted = wantedIn(q ?? '').slice(0, MOST_WANTED)
  // Something was typed, but nothing that could be found.
  if (q?.trim() && wanted.length === 0) return { evidence: [], more: false }
  const rows = await searchEvidence(db, reach, { wanted, unitId: unit, limit, offset })
  const shown = rows.slice(0, limit)
  const inside = shown.filter((row) => {
    const { folded, plain } = searchText(saidOf(row))
    return !wanted.every((one) => (one.marked ? folded : plain).includes(patternOf(one).slice(1, -1)))
  })
  const texts =
    inside.length > 0
      ? await listTexts(
          db,
          inside.map(({ id }) => id),
        )
      : new Map<string, string>()
  const uses = await countUses(
    db,
    shown.map(({ id }) => id),
  )
  return {
    evidence: shown.map((row) => ({
      ...row,
      uses: uses.get(row.id) ?? 0,
      place: texts.has(row.id) ? placeIn(texts.get(row.id) ?? '', wanted) : null,
    })),
    more: rows.length > limit,
  }
}

/** What is said of a paper, in the order it is searched. */
export const saidOf = (
  paper: Readonly<{ number: string; issuer: string; abstract: string; fileName: string }>,
): string => [paper.number, paper.issuer, paper.abstract, paper.fileName.replace(/\.pdf$/i, '')].join(' ')
