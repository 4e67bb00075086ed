import { type Random, randomFrom } from '../../analysis/numeric/random.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { GRADES_OF, type Grade } from '../../surveys/frame-columns.ts'
import { AREAS, type AreaModel, COMMUNE_NAMES } from './province-names.ts'

/** A province that does not exist: real names of districts, invented communes and schools, figures of a plausible size. */
export type Province = Readonly<{ seed: string; schools: readonly FrameRow[] }>

type SchoolLevel = 'mn' | 'th' | 'thcs' | 'thpt'
type LevelModel = Readonly<{
  title: string
  schools: number
  pupils: number
  perClass: number
  /** How the pupils of a school are spread over its grades. */
  grades: readonly number[]
}>

/** 549 schools and 267,664 pupils: the province of 2017 and 2022-2023 in public reports; how they fall to levels is the model's. */
const LEVELS: Readonly<Record<SchoolLevel, LevelModel>> = {
  mn: { title: 'Trường Mầm non', schools: 130, pupils: 42_000, perClass: 27, grades: [0.05, 0.22, 0.32, 0.41] },
  th: { title: 'Trường Tiểu học', schools: 268, pupils: 115_000, perClass: 29, grades: [0.21, 0.2, 0.2, 0.2, 0.19] },
  thcs: { title: 'Trường THCS', schools: 110, pupils: 78_000, perClass: 37, grades: [0.27, 0.26, 0.24, 0.23] },
  thpt: { title: 'Trường THPT', schools: 41, pupils: 32_664, perClass: 39, grades: [0.36, 0.33, 0.31] },
}
const SCHOOLS = 549
const PUPILS = 267_664
const COMMUNES_PER_AREA = 10
const SMALLEST_SCHOOL = 40

/**
 * The same seed and number of schools give the same province on every machine. With 549 schools it has 267,664 pupils,
 * with another number in proportion; a level is there as long as it has at least one school in each area or as many as fit.
 */
export function makeProvince({ seed, schools = SCHOOLS }: { seed: string; schools?: number }): Province {
  const random = randomFrom(seed).fork('province')
  const levels = Object.keys(LEVELS) as SchoolLevel[]
  const perLevel = apportion(
    schools,
    levels.map((level) => LEVELS[level].schools),
  )
  const pupilsPerLevel = apportion(
    Math.round((PUPILS * schools) / SCHOOLS),
    levels.map((level, at) => ((perLevel[at] ?? 0) * LEVELS[level].pupils) / LEVELS[level].schools),
  )
  const rows = levels.flatMap((level, at) =>
    schoolsOfLevel(level, perLevel[at] ?? 0, pupilsPerLevel[at] ?? 0, random.fork(level)),
  )
  return Object.freeze({ seed, schools: Object.freeze(rows) })
}

function schoolsOfLevel(level: SchoolLevel, count: number, pupils: number, random: Random): FrameRow[] {
  const perArea = apportion(
    count,
    AREAS.map(({ people }) => people),
  )
  const places = AREAS.flatMap((area, areaAt) =>
    Array.from({ length: perArea[areaAt] ?? 0 }, (_, at) => ({ area, areaAt, at })),
  )
  const weights = places.map(
    ({ area, at }) => (area.urban ? 1.5 : 1) * Math.exp(0.5 * normal(random.fork(`size ${area.code} ${at}`))),
  )
  const spare = Math.max(0, pupils - SMALLEST_SCHOOL * count)
  const sizes = apportion(spare, weights).map((size) => size + SMALLEST_SCHOOL)
  const named = new Map<string, number>()
  return places.map(({ area, areaAt, at }, place) => {
    const own = random.fork(`school ${area.code} ${at}`)
    const commune = COMMUNE_NAMES[areaAt * COMMUNES_PER_AREA + own.below(COMMUNES_PER_AREA)] ?? ''
    const nth = (named.get(commune) ?? 0) + 1
    named.set(commune, nth)
    return schoolRow(
      level,
      { area, commune, nth, code: `MP-${area.code}-${level.toUpperCase()}-${String(at + 1).padStart(3, '0')}` },
      sizes[place] ?? SMALLEST_SCHOOL,
      own,
    )
  })
}

type Place = Readonly<{ area: AreaModel; commune: string; nth: number; code: string }>

function schoolRow(level: SchoolLevel, { area, commune, nth, code }: Place, pupils: number, random: Random): FrameRow {
  const model = LEVELS[level]
  const counts = apportion(
    pupils,
    model.grades.map((share) => share * (0.9 + 0.2 * random.uniform())),
  )
  const grades: Partial<Record<Grade, number>> = {}
  GRADES_OF[level].forEach((grade, at) => {
    grades[grade] = counts[at] ?? 0
  })
  const perClass = model.perClass * (0.88 + 0.24 * random.uniform())
  const classes = counts.reduce((sum, count) => sum + Math.ceil(count / perClass), 0)
  // Villages are mixed unevenly: logistic-normal around the share of the district.
  const khmer = logistic(Math.log(area.khmer / (1 - area.khmer)) + 0.9 * normal(random))
  return Object.freeze({
    code,
    name: `${model.title} ${commune}${nth > 1 || level === 'th' ? ` ${nth}` : ''}`,
    level,
    area: area.name,
    commune: `${area.urban ? 'Phường' : 'Xã'} ${commune}`,
    classes,
    pupils,
    grades: Object.freeze(grades),
    khmerShare: Math.round(khmer * 1000) / 1000,
  })
}

/** Whole numbers in proportion to the weights that add up to the total: largest remainder, ties to the first. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const counts = exact.map(Math.floor)
  const left = total - counts.reduce((before, count) => before + count, 0)
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of order.slice(0, left)) counts[at] = (counts[at] ?? 0) + 1
  return counts
}

export const logistic = (value: number): number => 1 / (1 + Math.exp(-value))

/** A standard normal number: the sum of twelve uniform ones less six, without logarithm or sine, so equal on every machine. */
export function normal(random: Random): number {
  let sum = -6
  for (let at = 0; at < 12; at++) sum += random.uniform()
  return sum
}
