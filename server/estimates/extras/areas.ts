import { type SmallArea, smallAreas } from '../../../analysis/estimate/small-areas.ts'
import { normalQuantile } from '../../../analysis/numeric/distribution.ts'
import type { Figure } from '../../../analysis/satisfaction/figure.ts'
import { indexOf } from '../../../analysis/satisfaction/index-of.ts'
import { rankAreas } from '../../../analysis/satisfaction/ranking.ts'
import { maskOf } from '../answer-columns.ts'
import { cellOf } from '../cell.ts'
import { distinct } from '../groups.ts'
import type { ExtraContext } from './context.ts'
import type { AreaModel, AreaRanks } from './extras-result.ts'

/** Ranks of the areas by their overall rate, with intervals that hold for all at once; undefined where there are not two to compare. */
export function areaRanks({ table, design, answers, spec }: ExtraContext): AreaRanks | undefined {
  const cells = table.column('area')
  const areas = distinct(cells)
  if (areas.length < 2) return undefined
  const index = indexOf(answers, table.rows, { blockRate: spec.blockRate })
  const masks = areas.map((area) => maskOf(cells, area))
  const ranked = rankAreas(design, masks, (area) => index(area).computed('rate'), 'rate', {
    confidence: spec.confidence,
  })
  const named = (places: readonly number[] = []) => places.map((place) => areas[place])
  return {
    confidence: spec.confidence,
    areas: ranked.map(({ figure, rank }, at) => {
      const rate = cellOf(figure)
      const shown = 'value' in rate ? rank : null
      return {
        ...{ area: areas[at], rate, rank: shown?.rank ?? null, best: shown?.best ?? null, worst: shown?.worst ?? null },
        ...{ higher: named(shown?.below), lower: named(shown?.above) },
      }
    }),
  }
}

/** Fewer areas leave the model nothing to learn from. */
const LEAST_AREAS = 6

type Place = Readonly<{ level: string | null; area: string; pupils: number }>

/** The Fay-Herriot model for the areas, and for each level in each area; both agree with the province. */
export function areaModels({ ledger, places, spec }: ExtraContext): AreaModel[] {
  const [whole] = places
  const province = whole.overallComputed.rate
  if (province.kind !== 'measured') return []
  const { strata } = ledger.plan
  const [levelAt, areaAt] = [strata.indexOf('level'), strata.indexOf('area')]
  if (levelAt < 0 || areaAt < 0) return []
  const pupils = new Map<string, Place>()
  for (const { values, pupils: count } of ledger.strata)
    for (const level of [null, values[levelAt]]) {
      const area = values[areaAt]
      const key = JSON.stringify([level, area])
      pupils.set(key, { level, area, pupils: (pupils.get(key)?.pupils ?? 0) + count })
    }
  const kinds = [
    { of: 'area', wanted: (place: Place) => place.level === null },
    { of: 'level_area', wanted: (place: Place) => place.level !== null },
  ] as const
  return kinds.flatMap(({ of, wanted }) => {
    const list = [...pupils.values()].filter((place) => wanted(place) && place.pupils > 0)
    const model = modelOf(list, places, province.value, spec.confidence)
    return model ? [{ of, ...model }] : []
  })
}

function modelOf(
  list: readonly Place[],
  places: ExtraContext['places'],
  benchmark: number,
  confidence: number,
): Omit<AreaModel, 'of'> | undefined {
  const levels = distinct(list.flatMap(({ level }) => (level === null ? [] : [level])))
  const figures = list.map(({ level, area }): Figure | undefined => {
    const found = places.find((group) => (group.key.level ?? null) === level && group.key.area === area)
    return found?.overallComputed.rate
  })
  const seen = figures.filter((figure) => figure && figure.kind !== 'nothing').length
  if (seen < Math.max(LEAST_AREAS, levels.length + 3)) return undefined
  const made = smallAreas(
    list.map(({ level, pupils }, at): SmallArea => {
      const figure = figures[at]
      const sampled = figure && figure.kind !== 'nothing'
      return {
        value: sampled ? Math.min(1, Math.max(0, figure.value)) : null,
        variance: figure?.kind === 'measured' ? figure.se ** 2 : null,
        n: sampled ? figure.n : 0,
        population: pupils,
        predictors: levels.slice(1).map((one) => (one === level ? 1 : 0)),
      }
    }),
    { benchmark },
  )
  const z = normalQuantile(0.5 + confidence / 2)
  return {
    ...{ benchmark, modelSd: Math.sqrt(made.modelVariance), adjustment: made.adjustment },
    designEffect: made.designEffect,
    areas: list.map((place, at) => {
      const { value, rmse, shrinkage, synthetic } = made.areas[at]
      const figure = figures[at]
      return {
        ...{ ...place, value, rmse, shrinkage, synthetic },
        direct: figure ? cellOf(figure) : { suppressed: 'not_asked' as const },
        low: Math.max(0, value - z * rmse),
        high: Math.min(1, value + z * rmse),
      }
    }),
  }
}
