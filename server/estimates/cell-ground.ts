import { cellId } from '../../analysis/publish/linked-tables.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { DatasetTable } from '../dataset/table.ts'
import type { DomainResult, ReportResults } from '../report/report-input.ts'
import { ASKED_ITEM, numbersOf } from './answer-columns.ts'
import { distinct, personGroups, placeGroups } from './groups.ts'
import { PERSON_ITEMS } from './spec.ts'

/** The rest of a question about the respondent: not answered, not asked, or an answer that stands in no table. */
export const REST = '?'
/** "Rather not say" is no group anybody could point to: it is neither printed nor protected. */
const NO_GROUP: ReadonlySet<string> = new Set(['no_answer'])
/** Answers 4 and 5 count as satisfied. */
const SATISFIED_FROM = 4

export type ProtectInput = Readonly<{
  table: DatasetTable
  weights: ArrayLike<number>
  instruments: readonly Instrument[]
  results: ReportResults
  /** The same sheets told in the areas of another day, when they are printed beside: the name by row, and their figures. */
  units?: Readonly<{ names: readonly string[]; domains: readonly DomainResult[] }>
}>

export const placeId = ({ level, area }: Pick<DomainResult, 'level' | 'area'>): string =>
  cellId({ level: level ?? '', area: area ?? '' })
export const unitId = (name: string): string => cellId({ unit: name })
export const personId = (question: string, answer: string): string => cellId({ [question]: answer })

/** What stands behind a cell of a printed table. */
export type Ground = Readonly<{
  at: Readonly<Record<string, string>>
  id: string
  sheets: number
  units: number
  largestShare: number
  /** Weight of those who answered the general question, and of the satisfied among them. */
  asked: number
  weight: number
  satisfied: number
  /** False for what stands in no table: the rest of a question. A reader does not know it, and nobody is protected by that. */
  printed: boolean
}>

/** Every cell of every printed table, and the unprinted rest of each question, from the frozen rows. */
export function groundsOf({ table, weights, instruments, units }: ProtectInput): Ground[] {
  const schools = table.column('school')
  const asked = numbersOf(table, ASKED_ITEM)
  const ground = (at: Record<string, string>, mask: ArrayLike<number>, printed: boolean): Ground => {
    const bySchool = new Map<string, number>()
    const sum = { sheets: 0, asked: 0, weight: 0, satisfied: 0 }
    for (let row = 0; row < table.rows; row++) {
      if (!mask[row]) continue
      sum.sheets += 1
      bySchool.set(schools[row], (bySchool.get(schools[row]) ?? 0) + 1)
      if (Number.isNaN(asked[row])) continue
      sum.asked += 1
      sum.weight += weights[row]
      if (asked[row] >= SATISFIED_FROM) sum.satisfied += weights[row]
    }
    const largest = Math.max(0, ...bySchool.values())
    const share = sum.sheets > 0 ? largest / sum.sheets : 0
    return { at, id: cellId(at), ...sum, units: bySchool.size, largestShare: share, printed }
  }
  const places = placeGroups(table).map(({ key, mask }) => {
    const { level = '', area = '' } = key as { level?: string; area?: string }
    const at: Record<string, string> = {}
    if (level) at.level = level
    if (area) at.area = area
    return ground(at, mask, true)
  })
  const people = personGroups(table, instruments, PERSON_ITEMS).flatMap(({ title, rows }) => {
    const rest = new Uint8Array(table.rows).fill(1)
    for (const { group } of rows) for (let row = 0; row < table.rows; row++) if (group.mask[row]) rest[row] = 0
    return [
      ...rows.map(({ name, group }) =>
        ground({ [title]: name }, group.mask, !NO_GROUP.has(Object.values(group.key).join())),
      ),
      ground({ [title]: REST }, rest, false),
    ]
  })
  return [...places, ...(units ? unitGrounds(units.names, table.column('area'), ground) : []), ...people]
}

/**
 * Areas of two days cut the same sheets twice: what lies in both is printed nowhere, but by it a reader can lay one table over
 * the other.
 */
function unitGrounds(
  names: readonly string[],
  areas: readonly string[],
  ground: (at: Record<string, string>, mask: ArrayLike<number>, printed: boolean) => Ground,
): Ground[] {
  const maskOf = (holds: (row: number) => boolean) => Uint8Array.from(names, (_, row) => (holds(row) ? 1 : 0))
  return distinct(names).flatMap((unit) => {
    const within = distinct(areas.filter((_, row) => names[row] === unit))
    return [
      ground(
        { unit },
        maskOf((row) => names[row] === unit),
        true,
      ),
      ...within.map((area) =>
        ground(
          { area, unit },
          maskOf((row) => names[row] === unit && areas[row] === area),
          false,
        ),
      ),
    ]
  })
}
