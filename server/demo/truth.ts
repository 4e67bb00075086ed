import { DOMAIN_BLOCKS, SATISFIED_FROM } from '../../surveys/codebook.ts'
import type { Instrument, Level } from '../../surveys/instrument.ts'
import { frameSchools } from '../sample/frame-schools.ts'
import { pupilKey } from './chance.ts'
import { classModel, expectationOf, fillScale, itemsOf, type Population, scaleItemsOf } from './population.ts'

export type TrueValue = Readonly<{ rate: number; mean: number }>

/** The true values of a part of the province; shaped like the results of a round. Level or area null: all of them. */
export type TrueDomain = Readonly<{
  level: Level | null
  area: string | null
  pupils: number
  blocks: Readonly<Record<string, TrueValue>>
  computed: TrueValue
  asked: TrueValue
  expectation: number
}>
export type TrueItem = Readonly<{ level: Level; block: string; id: string; value: TrueValue }>
export type Truth = Readonly<{ domains: readonly TrueDomain[]; items: readonly TrueItem[] }>

type Counts = {
  pupils: number
  valid: Float64Array
  satisfied: Float64Array
  points: Float64Array
  expectation: number
}

/**
 * The true value of everything a round estimates, by asking every pupil of the province: also those whose sheet would not
 * come back. Of an item: among those who judge it. Of a block: the mean of its items; computed: the mean of the blocks.
 * Of several levels together: the levels' values weighted by their pupils.
 */
export function truth(population: Population): Truth {
  const domains: TrueDomain[] = []
  const items: TrueItem[] = []
  const perArea = new Map<string, TrueDomain[]>()
  for (const instrument of population.instruments) {
    const { level } = instrument
    const counted = countLevel(population, instrument)
    for (const [area, counts] of counted) {
      const domain = domainOf(instrument, area, counts)
      domains.push(domain)
      perArea.set(area, [...(perArea.get(area) ?? []), domain])
    }
    const all = addUp([...counted.values()], scaleItemsOf(instrument).length)
    domains.push(domainOf(instrument, null, all))
    items.push(
      ...scaleItemsOf(instrument).map(({ block, item }, at) => ({
        level,
        block,
        id: item.id,
        value: itemValue(all, at),
      })),
    )
  }
  for (const [area, parts] of perArea) domains.push(together(parts, area))
  domains.push(
    together(
      domains.filter(({ level, area }) => level !== null && area === null),
      null,
    ),
  )
  return { domains, items }
}

export const findTrueDomain = ({ domains }: Truth, level: Level | null, area: string | null): TrueDomain | undefined =>
  domains.find((domain) => domain.level === level && domain.area === area)

const noCounts = (items: number): Counts => ({
  pupils: 0,
  valid: new Float64Array(items),
  satisfied: new Float64Array(items),
  points: new Float64Array(items),
  expectation: 0,
})

function countLevel(population: Population, instrument: Instrument): Map<string, Counts> {
  const { level, respondent } = instrument
  const count = scaleItemsOf(instrument).length
  const percent = itemsOf(instrument).find((item) => item.type === 'percent')
  const answers = new Int8Array(count)
  const counted = new Map<string, Counts>()
  const entry = { level, respondent, instrumentId: `${instrument.form}@${instrument.version}` }
  for (const school of frameSchools(population.province.schools, [entry])) {
    const model = population.schools.get(school.code)
    if (model === undefined) continue
    const counts = counted.get(model.row.area) ?? noCounts(count)
    counted.set(model.row.area, counts)
    for (const { name, pupils } of school.classes) {
      const inClass = classModel(population, instrument, model, name)
      counts.pupils += pupils
      for (let number = 1; number <= pupils; number++) {
        const key = pupilKey(inClass.key, number)
        fillScale(inClass, key, answers)
        tally(answers, counts)
        if (percent) counts.expectation += expectationOf(inClass, key, percent)
      }
    }
  }
  return counted
}

function tally(answers: Int8Array, { valid, satisfied, points }: Counts): void {
  for (let at = 0; at < answers.length; at++) {
    const answer = answers[at] as number
    if (answer < 1) continue
    valid[at] = (valid[at] as number) + 1
    points[at] = (points[at] as number) + answer
    if (answer >= SATISFIED_FROM) satisfied[at] = (satisfied[at] as number) + 1
  }
}

function addUp(parts: readonly Counts[], items: number): Counts {
  const all = noCounts(items)
  for (const part of parts) {
    all.pupils += part.pupils
    all.expectation += part.expectation
    for (const key of ['valid', 'satisfied', 'points'] as const)
      part[key].forEach((value, at) => {
        all[key][at] = (all[key][at] as number) + value
      })
  }
  return all
}

const itemValue = ({ valid, satisfied, points }: Counts, at: number): TrueValue => ({
  rate: (satisfied[at] as number) / (valid[at] as number),
  mean: (points[at] as number) / (valid[at] as number),
})

const average = (values: readonly TrueValue[], weights = values.map(() => 1)): TrueValue => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const of = (key: keyof TrueValue) =>
    values.reduce((sum, value, at) => sum + value[key] * (weights[at] ?? 0), 0) / total
  return { rate: of('rate'), mean: of('mean') }
}

function domainOf(instrument: Instrument, area: string | null, counts: Counts): TrueDomain {
  const items = scaleItemsOf(instrument)
  const valuesOf = (block: string) =>
    items.flatMap((one, at) => (one.block === block && (counts.valid[at] as number) > 0 ? [itemValue(counts, at)] : []))
  const judged = DOMAIN_BLOCKS.filter((block) => valuesOf(block).length > 0)
  const blocks = Object.fromEntries(judged.map((block) => [block, average(valuesOf(block))]))
  return {
    level: instrument.level,
    area,
    pupils: counts.pupils,
    blocks,
    computed: average(Object.values(blocks)),
    asked: average(valuesOf('F')),
    expectation: counts.expectation / counts.pupils,
  }
}

function together(parts: readonly TrueDomain[], area: string | null): TrueDomain {
  const pupils = parts.map((part) => part.pupils)
  const total = pupils.reduce((sum, count) => sum + count, 0)
  const names = [...new Set(parts.flatMap((part) => Object.keys(part.blocks)))]
  const blocks = names.map((name) => {
    const having = parts.filter((part) => part.blocks[name] !== undefined)
    return [
      name,
      average(
        having.map((part) => part.blocks[name] as TrueValue),
        having.map((part) => part.pupils),
      ),
    ]
  })
  return {
    level: null,
    area,
    pupils: total,
    blocks: Object.fromEntries(blocks),
    computed: average(
      parts.map((part) => part.computed),
      pupils,
    ),
    asked: average(
      parts.map((part) => part.asked),
      pupils,
    ),
    expectation: parts.reduce((sum, part) => sum + part.expectation * part.pupils, 0) / total,
  }
}
