import { type Random, randomFrom } from '../../analysis/numeric/random.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import type { Level, ScaleItem } from '../../surveys/instrument.ts'
import { logistic, normal } from './province.ts'
import { AREAS } from './province-names.ts'

/**
 * How the invented people answer. A pupil's parent has a leaning, the school, its classes and each block of the form have
 * theirs; an item adds its own ease, and what is left is logistic noise. Where the sum falls between four limits is the
 * answer. Sheets come back with a chance that depends on the school alone, so within a school they are missing at random.
 */

/** Limits on the logistic scale: below the first the answer is 1, above the last 5. */
export const LIMITS: readonly [number, number, number, number] = [-3.2, -1.7, 0, 2.4]

const BASE = 3.1
const LEVEL_EASE: Readonly<Record<Level, number>> = { mn: 0.5, th: -0.1, thcs: -0.3, thpt: -0.5, gdtx: -0.4, cd: -0.5 }
/** Facilities are judged lowest in every published round. */
const BLOCK_EASE: Readonly<Record<string, number>> = { A: 0.2, B: -0.75, C: 0.3, D: 0.15, E: -0.05, F: 0.3 }
const SPREAD = { school: 0.4, schoolBlock: 0.3, class: 0.2, area: 0.15, item: 0.3, schoolYear: 0.15 } as const
/** What a year brings everywhere: most to the facilities, on which money was spent. */
const YEARLY: Readonly<Record<string, number>> = { B: 0.3 }
const YEARLY_ELSEWHERE = 0.08
export const PUPIL_SPREAD = 1.3
export const STRAIGHT_SHARE = 0.03

export type SchoolModel = Readonly<{
  row: FrameRow
  /** What the school adds to every item of a block. */
  ease: (block: string) => number
  /** Chance that a sheet of this school comes back. */
  response: number
}>

/** `year` counts from the first round: a school keeps what it is, and a year adds what happened in it. */
export function schoolModel(row: FrameRow, seed: string, year = 0): SchoolModel {
  const random = randomFrom(seed).fork('school').fork(row.code)
  const area = AREAS.find(({ name }) => name === row.area)
  const own = SPREAD.school * normal(random) + areaEase(row.area, seed) + LEVEL_EASE[row.level]
  const since = year === 0 ? 0 : SPREAD.schoolYear * normal(random.fork(`year ${year}`))
  const khmer = row.khmerShare ?? 0.3
  const response = logistic(
    1.35 - 0.45 * (area?.far ?? 0) - (area?.urban ? 0.25 : 0) + 0.4 * normal(random) + 0.3 * own,
  )
  const blocks = new Map<string, number>()
  return {
    row,
    response,
    ease: (block) => {
      const known = blocks.get(block)
      if (known !== undefined) return known
      const poorer = block === 'B' ? -0.8 * (khmer - 0.3) : 0
      const steady =
        own + poorer + SPREAD.schoolBlock * normal(random.fork(`block ${block}`)) + (BLOCK_EASE[block] ?? 0)
      const ease = steady + since + year * (YEARLY[block] ?? YEARLY_ELSEWHERE)
      blocks.set(block, ease)
      return ease
    },
  }
}

const areaEase = (area: string, seed: string): number => SPREAD.area * normal(randomFrom(seed).fork('area').fork(area))

export const classEase = (random: Random): number => SPREAD.class * normal(random)

/** How easy an item is to be content with, the same everywhere. */
export const itemEase = (level: Level, item: string, seed: string): number =>
  BASE + SPREAD.item * normal(randomFrom(seed).fork('item').fork(level).fork(item))

/** The share that chooses "does not know, does not apply". */
export function notKnownShare(item: ScaleItem, row: FrameRow): number {
  if (!item.notApplicable) return 0
  const khmer = row.khmerShare ?? 0.3
  const special: Readonly<Record<string, number>> = {
    A6: 0.2,
    B7: 0.08,
    ...(row.level === 'mn' ? { D5: 0.75 * (1 - khmer) } : { D7: 0.85 * (1 - khmer), B3: 0.07 }),
  }
  return special[item.id] ?? 0.02
}

/** The share that leaves out an item that may be left out; in these forms the tuition fee, which most need not pay. */
export const skippedShare = (item: ScaleItem, row: FrameRow): number =>
  item.required ? 0 : row.level === 'mn' ? 0.35 : 0.8

/** How the options of a question about the respondent are spread; what is not named here is spread evenly. */
export function optionShares(id: string, options: readonly string[], row: FrameRow): number[] {
  const khmer = row.khmerShare ?? 0.3
  const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    T1: { father: 0.34, mother: 0.5, grandparent: 0.13, guardian: 0.03 },
    T2: { male: 0.4, female: 0.58, no_answer: 0.02 },
    T3: { under_30: 0.18, '30_39': 0.5, '40_49': 0.22, '50_over': 0.1 },
    T4: { kinh: (1 - khmer) * 0.92, khmer, hoa: (1 - khmer) * 0.07, other: 0.004, no_answer: 0.01 },
    T5: {
      below_primary: 0.14,
      primary: 0.3,
      lower_secondary: 0.28,
      upper_secondary: 0.15,
      vocational: 0.06,
      university: 0.05,
      no_answer: 0.02,
    },
    T6: { yes: 0.14, no: 0.82, no_answer: 0.04 },
    T7: { class: 0.3, home: 0.4, phone: 0.26, interviewer: 0.03, other: 0.01 },
    T8: { yes: 0.03, no: 0.97 },
  }
  const known = shares[id]
  return options.map((option) => known?.[option] ?? (known ? 0 : 1 / options.length))
}

/** What a few write into the open questions. No name of anybody in them. */
export const OPEN_TEXTS: readonly string[] = [
  'Mong trường sửa lại nhà vệ sinh.',
  'Cô giáo tận tình, con thích đi học.',
  'Sân trường ngập khi mưa lớn.',
  'Mong có thêm sách trong thư viện.',
  'Các khoản thu nên thông báo sớm hơn.',
  'Thầy cô quan tâm học sinh.',
  'Đường đến trường còn khó đi.',
]
export const OPEN_SHARE = 0.08
