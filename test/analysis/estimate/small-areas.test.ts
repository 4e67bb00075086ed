import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fayHerriot } from '../../../analysis/estimate/fay-herriot.ts'
import { type SmallArea, smallAreas } from '../../../analysis/estimate/small-areas.ts'
import { milk } from '../../golden/r/milk.ts'
import { differences } from '../../golden/read-golden.ts'

type Golden = {
  y: number[]
  variance: (number | null)[]
  n: number[]
  population: number[]
  sampled: boolean[]
  benchmark: number
  modelVariance: number
  designEffect: number
  adjustment: number
  value: number[]
  rmse: number[]
}
const file = join(import.meta.dirname, '..', '..', 'golden', 'r', 'index-figures.json')
const golden = (JSON.parse(readFileSync(file, 'utf8')) as { smallAreas: Golden }).smallAreas
const areas = golden.y.map(
  (value, i): SmallArea =>
    golden.sampled[i]
      ? { value, variance: golden.variance[i], n: golden.n[i], population: golden.population[i] }
      : { value: null, variance: null, n: 0, population: golden.population[i] },
)

test('the milk example of the sae package: coefficients and mean squared errors by all three methods', () => {
  const columns = [1, 2, 3, 4].map((area) =>
    Float64Array.from(milk.major, (each) => (area === 1 || each === area ? 1 : 0)),
  )
  const variances = Float64Array.from(milk.sd, (sd) => sd ** 2)
  for (const method of ['REML', 'ML', 'FH'] as const) {
    const fit = fayHerriot(Float64Array.from(milk.y), variances, columns, method)
    if (method === 'REML') expect(differences(milk.beta, fit.beta, 1e-5)).toEqual([])
    // There the model variance was iterated to 1e-4 only.
    expect(differences(milk.mse[method], fit.mse, method === 'REML' ? 1e-4 : 2e-3)).toEqual([])
  }
})
test('areas of the province: estimate, error, benchmark and areas without a sample as R has them', () => {
  const found = smallAreas(areas, { benchmark: golden.benchmark })
  const { modelVariance, designEffect, adjustment, value, rmse } = golden
  expect(differences({ modelVariance, designEffect }, found, 1e-6)).toEqual([])
  expect(found.adjustment).toBeCloseTo(adjustment, 9)
  expect(
    differences(
      value,
      found.areas.map((area) => area.value),
      1e-7,
    ),
  ).toEqual([])
  expect(
    differences(
      rmse,
      found.areas.map((area) => area.rmse),
      1e-6,
    ),
  ).toEqual([])
  expect(found.areas.map(({ synthetic }) => synthetic)).toEqual(golden.sampled.map((sampled) => !sampled))
})
test('the estimates agree with the total, and lie between the direct ones and the model', () => {
  const found = smallAreas(areas, { benchmark: 0.6 })
  const all = golden.population.reduce((sum, one) => sum + one, 0)
  expect(found.areas.reduce((sum, { value }, i) => sum + (value * golden.population[i]) / all, 0)).toBeCloseTo(0.6, 10)
  const free = smallAreas(areas)
  const synthetic = free.areas.find((area) => area.synthetic)?.value ?? 0
  for (const [i, area] of free.areas.entries())
    if (!area.synthetic) {
      expect(area.value).toBeGreaterThanOrEqual(Math.min(golden.y[i], synthetic))
      expect(area.value).toBeLessThanOrEqual(Math.max(golden.y[i], synthetic))
      expect(area.rmse).toBeLessThan(Math.sqrt(area.smoothedVariance ?? 0))
    }
})
test('everybody satisfied everywhere still has an error, and bad input is named', () => {
  const happy = areas.slice(0, 6).map((area) => ({ ...area, value: 1, variance: 0 }))
  const found = smallAreas(happy, { benchmark: 1 })
  for (const { value, rmse } of found.areas) {
    expect(value).toBeLessThanOrEqual(1)
    expect(rmse).toBeGreaterThan(0)
  }
  expect(() => smallAreas(areas.slice(0, 2))).toThrow(expect.objectContaining({ code: 'too_few_units' }))
  const wrong = (change: Partial<SmallArea>) => () => smallAreas([{ ...areas[0], ...change }, ...areas.slice(1)])
  for (const change of [{ value: 1.2 }, { value: Number.NaN }, { variance: -1 }, { population: 0 }, { n: Number.NaN }])
    expect(wrong(change)).toThrow(expect.objectContaining({ code: 'population_invalid' }))
  expect(() => smallAreas(areas, { benchmark: 60 })).toThrow(expect.objectContaining({ code: 'option_invalid' }))
})
