import { randomFrom } from '../../analysis/numeric/random.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import type { Answer, Answers, Instrument, Item, ScaleItem } from '../../surveys/instrument.ts'
import { keyOf, LOGISTIC, pupilKey, STEPS, uniformAt, wordAt } from './chance.ts'
import type { Province } from './province.ts'
import {
  classEase,
  itemEase,
  LIMITS,
  notKnownShare,
  OPEN_SHARE,
  OPEN_TEXTS,
  optionShares,
  PUPIL_SPREAD,
  type SchoolModel,
  STRAIGHT_SHARE,
  schoolModel,
  skippedShare,
} from './response-model.ts'

/** Where a pupil is found, as the sample names one: school code, class, number in the list of the class. */
export type PupilPlace = Readonly<{ school: string; class: string; number: number }>

/** Every parent or pupil of the province with the answers they would give. Nothing is stored: answers follow from the place. */
export type Population = Readonly<{
  province: Province
  instruments: readonly Instrument[]
  seed: string
  /** Years since the first round: other pupils sit in the classes, and the schools are what became of them. */
  year: number
  schools: ReadonlyMap<string, SchoolModel>
  /** Ease of the scale items of each form, in its order. */
  ease: ReadonlyMap<Instrument, Float64Array>
}>

/** Codes in the answers to scale items beside 1 to 5. */
export const NOT_KNOWN = 0
export const SKIPPED = -1

export function makePopulation(
  province: Province,
  instruments: readonly Instrument[],
  seed: string,
  year = 0,
): Population {
  const conditional = instruments.flatMap(itemsOf).find((item) => item.relevant !== undefined)
  if (conditional) throw new RangeError(`${conditional.id} has a condition; the model answers every question`)
  const schools = new Map(province.schools.map((row) => [row.code, schoolModel(row, seed, year)]))
  const ease = new Map(
    instruments.map((one) => [
      one,
      Float64Array.from(scaleItemsOf(one), ({ item }) => itemEase(one.level, item.id, seed)),
    ]),
  )
  return Object.freeze({ province, instruments, seed, year, schools, ease })
}

export const itemsOf = (instrument: Instrument): Item[] => instrument.blocks.flatMap((block) => block.items)
export const scaleItemsOf = (instrument: Instrument): { block: string; item: ScaleItem }[] =>
  instrument.blocks.flatMap((block) =>
    block.items.flatMap((item) => (item.type === 'scale' ? [{ block: block.id, item }] : [])),
  )

/** One class with what all its pupils share: limits for each scale item are moved instead of the pupils. */
export type ClassModel = Readonly<{
  key: number
  row: FrameRow
  response: number
  ease: Float64Array
  notKnown: Float64Array
  skipped: Float64Array
  /** Ease of the school as a whole: what the expectation question follows. */
  whole: number
}>

export function classModel(
  population: Population,
  instrument: Instrument,
  school: SchoolModel,
  name: string,
): ClassModel {
  const { year } = population
  const seed = year === 0 ? population.seed : `${population.seed}|year ${year}`
  const { row } = school
  const place = `${seed}|${instrument.form}|${row.code}|${name}`
  const common = classEase(randomFrom(seed).fork('class').fork(row.code).fork(name))
  const items = scaleItemsOf(instrument)
  const ease = population.ease.get(instrument)
  if (ease === undefined) throw new RangeError(`the population was not made for ${instrument.form}`)
  return {
    key: keyOf(place),
    row,
    response: school.response,
    ease: Float64Array.from(items, ({ block }, at) => (ease[at] as number) + school.ease(block) + common),
    notKnown: Float64Array.from(items, ({ item }) => notKnownShare(item, row)),
    skipped: Float64Array.from(items, ({ item }) => skippedShare(item, row)),
    whole: school.ease('F') + common,
  }
}

/** Which word of a pupil decides what. Scale items take one word each from `scale` on, other questions from `other` on. */
const WORD = { responds: 0, leaning: 1, straight: 2, straightLevel: 3, expectation: 4, scale: 16, other: 4096 } as const

export const responds = (of: ClassModel, key: number): boolean => uniformAt(key, WORD.responds) < of.response

/** Near enough normal for a leaning: the logistic distribution, with its spread brought to one. */
const leaningOf = (key: number) => (LOGISTIC[wordAt(key, WORD.leaning) % STEPS] as number) * (Math.sqrt(3) / Math.PI)

const levelOf = (value: number): number => {
  const [one, two, three, four] = LIMITS
  return value < one ? 1 : value < two ? 2 : value < three ? 3 : value < four ? 4 : 5
}

/** The answers of one pupil to all scale items, in the order of the form, written into `into`. */
export function fillScale(of: ClassModel, key: number, into: Int8Array): void {
  const leaning = PUPIL_SPREAD * leaningOf(key)
  const count = of.ease.length
  if (uniformAt(key, WORD.straight) < STRAIGHT_SHARE) {
    const level = levelOf(
      (of.ease[0] as number) + leaning + (LOGISTIC[wordAt(key, WORD.straightLevel) % STEPS] as number),
    )
    for (let at = 0; at < count; at++) into[at] = level
    return
  }
  for (let at = 0; at < count; at++) {
    const word = wordAt(key, WORD.scale + at)
    // The low bits make the noise, the high ones say whether there is an answer at all.
    const aside = (word >>> 12) / 2 ** 20
    const skipped = of.skipped[at] as number
    if (aside < skipped) into[at] = SKIPPED
    else if (aside < skipped + (1 - skipped) * (of.notKnown[at] as number)) into[at] = NOT_KNOWN
    else into[at] = levelOf((of.ease[at] as number) + leaning + (LOGISTIC[word % STEPS] as number))
  }
}

/** How far expectations were met, in steps of five as people say it. */
export function expectationOf(of: ClassModel, key: number, { min, max }: { min: number; max: number }): number {
  const noise = LOGISTIC[wordAt(key, WORD.expectation) % STEPS] as number
  const exact = 88 + 5 * of.whole + 4 * leaningOf(key) + 4 * noise
  return Math.min(max, Math.max(min, Math.round(exact / 5) * 5))
}

/** What this pupil's parent (or the pupil) answers, or null when the sheet does not come back. The same place gives the same for ever. */
export const answersOf = (population: Population, instrument: Instrument, place: PupilPlace): Answers | null => {
  const { model, key } = pupilAt(population, instrument, place)
  return responds(model, key) ? sheetOf(instrument, model, key) : null
}

/** What would stand on the sheet, whether it comes back or not: for the truth, and where only the storing of sheets counts. */
export const hiddenAnswersOf = (population: Population, instrument: Instrument, place: PupilPlace): Answers => {
  const { model, key } = pupilAt(population, instrument, place)
  return sheetOf(instrument, model, key)
}

function pupilAt(population: Population, instrument: Instrument, { school, class: name, number }: PupilPlace) {
  const found = population.schools.get(school)
  if (found === undefined) throw new RangeError(`no school ${school} in the population`)
  const model = classModel(population, instrument, found, name)
  return { model, key: pupilKey(model.key, number) }
}

function sheetOf(instrument: Instrument, model: ClassModel, key: number): Answers {
  const scale = new Int8Array(model.ease.length)
  fillScale(model, key, scale)
  const answers: Record<string, Answer> = {}
  let at = 0
  itemsOf(instrument).forEach((item, place) => {
    const answer =
      item.type === 'scale' ? scaleAnswer(scale[at++] as number) : otherAnswer(item, place, model, key, answers)
    if (answer !== undefined) answers[item.id] = answer
  })
  return answers
}

const scaleAnswer = (code: number): Answer | undefined =>
  code === SKIPPED ? undefined : code === NOT_KNOWN ? null : code

function otherAnswer(
  item: Exclude<Item, ScaleItem>,
  place: number,
  of: ClassModel,
  key: number,
  before: Answers,
): Answer | undefined {
  const share = uniformAt(key, WORD.other + 2 * place)
  switch (item.type) {
    case 'percent':
      return expectationOf(of, key, item)
    case 'single':
      // Fathers are men and mothers women.
      if (item.id === 'T2' && before.T1 === 'father') return 'male'
      if (item.id === 'T2' && before.T1 === 'mother') return 'female'
      return pick(
        item.options.map(({ value }) => value),
        optionShares(
          item.id,
          item.options.map(({ value }) => value),
          of.row,
        ),
        share,
      )
    case 'multiple':
      return [
        pick(
          item.options.map(({ value }) => value),
          optionShares(
            item.id,
            item.options.map(({ value }) => value),
            of.row,
          ),
          share,
        ),
      ]
    case 'text':
      return share < OPEN_SHARE ? OPEN_TEXTS[wordAt(key, WORD.other + 2 * place + 1) % OPEN_TEXTS.length] : undefined
    default:
      throw new RangeError(`${item.id} is ${item.type}; the model has no answer to that`)
  }
}

function pick(options: readonly string[], shares: readonly number[], share: number): string {
  let left = share * shares.reduce((sum, one) => sum + one, 0)
  const at = shares.findIndex((one) => {
    left -= one
    return left < 0
  })
  return options[at < 0 ? options.length - 1 : at] as string
}
