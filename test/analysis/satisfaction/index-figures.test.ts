import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { category, numbers, parseTable, type Table } from '../../../analysis/cases/table.ts'
import { alphaOf } from '../../../analysis/compare/alpha.ts'
import { groupEffect, itemBias } from '../../../analysis/compare/item-bias.ts'
import { type Design, makeDesign, within } from '../../../analysis/design.ts'
import { changeBetween, type RoundSide } from '../../../analysis/satisfaction/change.ts'
import type { Part } from '../../../analysis/satisfaction/composite.ts'
import type { Figure } from '../../../analysis/satisfaction/figure.ts'
import { itemNonresponse } from '../../../analysis/satisfaction/item-nonresponse.ts'
import { netScores } from '../../../analysis/satisfaction/net-score.ts'
import { rankAreas } from '../../../analysis/satisfaction/ranking.ts'
import { withReplicates } from '../../../analysis/variance/make-replicates.ts'
import { differences } from '../../golden/read-golden.ts'

const folder = join(import.meta.dirname, '..', '..', 'golden', 'r')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
type Ranks = { areas: string[]; rank: number[]; best: number[]; worst: number[] }
const golden = JSON.parse(read('index-figures.json')) as {
  ends: Record<string, object>
  change: Record<'same' | 'sameFinite' | 'partly' | 'partlyFinite', Record<string, number>>
  rankings: Record<string, Ranks>
  alpha: { value: number; se: number; jackknifeSe: number; n: number }
  itemBias: { items: object[]; holm: number[] }
  mode: object & { levels: string[] }
  nonresponse: Record<'blank' | 'notKnown', object>
}
const first = parseTable('vn', read('vn.csv'))
const second = parseTable('second', read('vn-second.csv'))
const texts = (table: Table, name: string) => {
  const { codes, levels } = category(table, name)
  return Array.from(codes, (code) => levels[code])
}
const designOf = (table: Table, finite = false): Design =>
  makeDesign({
    weights: numbers(table, 'w'),
    stages: [
      {
        unit: texts(table, 'school'),
        stratum: texts(table, 'stratum'),
        ...(finite ? { population: numbers(table, 'nsch') } : {}),
      },
    ],
  })
const items = ['q1', 'q2', 'q3', 'q4', 'q5']
const measured = (figure: Figure) => (figure.kind === 'measured' ? { value: figure.value, se: figure.se } : figure)
const everybody = (rows: number) => new Float64Array(rows).fill(1)
/** The mean of one column over those who have it. */
function meanPart(values: Float64Array): Part {
  const bottom = values.map((value) => (Number.isNaN(value) ? 0 : 1))
  const top = values.map((value) => (Number.isNaN(value) ? 0 : value))
  return { member: everybody(values.length), terms: [{ top, bottom, factor: 1 }] }
}

describe('ends of the scale and net score', () => {
  const member = everybody(first.rows)
  const net = (names: readonly string[], options: object) => {
    const forms = [
      { form: 'f', member, blocks: [{ id: 'A', items: names.map((id) => ({ id, values: numbers(first, id) })) }] },
    ]
    return netScores(designOf(first), { forms }, [{ key: {}, mask: member }], options)[0]
  }
  const found = (names: readonly string[], options: object) =>
    Object.fromEntries(
      net(names, options).blocks[0].items.map(({ id, top, bottom, net: score }) => [
        id,
        { top: measured(top), bottom: measured(bottom), net: measured(score) },
      ]),
    )
  test('five points: 5 less 1 and 2, as R counts', () => {
    const { nps: _, ...expected } = golden.ends
    expect(differences(expected, found(items, {}), 1e-9)).toEqual([])
  })
  test('eleven points: 9 and 10 less 0 to 6, by the same function', () => {
    const { nps } = golden.ends
    expect(differences({ nps }, found(['nps'], { promotersFrom: 9, detractorsTo: 6 }), 1e-9)).toEqual([])
    expect(differences({ nps }, found(['nps'], { promotersFrom: 8, detractorsTo: 6 }), 1e-9)).not.toEqual([])
  })
  test('thresholds that cross are refused', () => {
    expect(() => net(items, { promotersFrom: 3, detractorsTo: 3 })).toThrow(
      expect.objectContaining({ code: 'option_invalid' }),
    )
  })
})

describe('change between two rounds', () => {
  const side = (table: Table, finite: boolean, most: number): RoundSide => {
    const design = designOf(table, finite)
    const district = numbers(table, 'district')
    const school = texts(table, 'school')
    const names = new Array<string>(design.stages[0].units)
    for (const [row, unit] of design.stages[0].unitOfRow.entries()) names[unit] = school[row]
    const rate = numbers(table, 'q1').map((value) => (Number.isNaN(value) ? value : value >= 4 ? 1 : 0))
    const domain = within(
      design,
      district.map((each) => (each <= most ? 1 : 0)),
    )
    return { design: domain, unitNames: names, parts: [meanPart(rate)] }
  }
  const change = (most: number, finite: boolean) =>
    changeBetween(side(first, finite, most), side(second, finite, most), 'rate')
  test('all schools common: value and error are those of R on the two rounds stacked', () => {
    expect(differences(golden.change.same, change(3, false), 1e-9)).toEqual([])
  })
  test('the same with a finite number of schools', () => {
    expect(differences(golden.change.sameFinite, change(3, true), 1e-9)).toEqual([])
  })
  test('some schools common: only they carry covariance', () => {
    expect(differences(golden.change.partly, change(9, false), 1e-9)).toEqual([])
    expect(differences(golden.change.partlyFinite, change(9, true), 1e-9)).toEqual([])
  })
  test('no school in common: the rounds are independent', () => {
    const [before, after] = [side(first, false, 9), side(second, false, 9)]
    const renamed = { ...after, unitNames: after.unitNames.map((name) => `${name}!`) }
    const found = changeBetween(before, renamed, 'rate')
    expect(found).toMatchObject({ kind: 'measured', correlation: 0, matched: 0 })
    expect(found.kind === 'measured' && found.se).toBeCloseTo(golden.change.partly.independentSe, 9)
  })
  test('a round without an error gives no change, and names the side', () => {
    const [before, after] = [side(first, false, 9), side(second, false, 9)]
    const one = texts(first, 'school')
    const lone = {
      ...before,
      design: within(
        before.design,
        Float64Array.from(one, (name) => (name === one[0] ? 1 : 0)),
      ),
    }
    expect(changeBetween(lone, after, 'rate')).toMatchObject({ kind: 'not_measured', side: 'before' })
    expect(() => changeBetween({ ...before, unitNames: [] }, after, 'rate')).toThrow(
      expect.objectContaining({ code: 'design_invalid' }),
    )
  })
})

describe('ranks of areas', () => {
  const district = numbers(first, 'district')
  const shifted = numbers(first, 'q1').map((value, row) => value + [0, 0.3, 0.5, 0.9, 1.6][district[row] - 1])
  const sex = texts(first, 'sex')
  const labels: Record<string, string[]> = {
    district: Array.from(district, String),
    stratum: texts(first, 'stratum'),
    // R: 1 + (district + (F 1, M 2)) mod 4: such groups share schools, so their errors are not independent.
    group: Array.from(district, (each, row) => `g${1 + ((each + (sex[row] === 'F' ? 1 : 2)) % 4)}`),
  }
  for (const [name, expected] of Object.entries(golden.rankings))
    test(`${name}: rank, best and worst of every area as R has them`, () => {
      const [by, joint, correction] = name.split('.') as [string, 'pairs' | 'areas', 'sidak' | 'bonferroni']
      const masks = expected.areas.map((area) => Uint8Array.from(labels[by], (each) => (each === area ? 1 : 0)))
      const ranked = rankAreas(designOf(first), masks, () => [meanPart(shifted)], 'mean', { joint, correction })
      const of = (key: 'rank' | 'best' | 'worst') => ranked.map(({ rank }) => rank?.[key])
      expect({ rank: of('rank'), best: of('best'), worst: of('worst') }).toEqual({
        rank: expected.rank,
        best: expected.best,
        worst: expected.worst,
      })
    })
  test('an area of one school has no rank and does not move the others', () => {
    const school = texts(first, 'school')
    const masks = ['1', '5'].map((area) => Uint8Array.from(labels.district, (each) => (each === area ? 1 : 0)))
    const lone = Uint8Array.from(school, (each) => (each === school[0] ? 1 : 0))
    const ranked = rankAreas(designOf(first), [...masks, lone], () => [meanPart(shifted)], 'mean')
    expect(ranked[2]).toMatchObject({ rank: null, figure: { kind: 'no_error', reason: 'one_unit' } })
    expect(ranked.map(({ rank }) => rank && [rank.best, rank.worst])).toEqual([[2, 2], [1, 1], null])
    expect(ranked[0].rank?.below).toEqual([1])
  })
})

describe('reliability, bias of items, mode and item nonresponse', () => {
  const columns = items.map((name) => numbers(first, name))
  test('alpha has the error R gives it by totals, and the jackknife gives its own', () => {
    const { jackknifeSe, ...linear } = golden.alpha
    const design = designOf(first)
    const found = alphaOf(design, columns)
    expect(differences(linear, found, 1e-9)).toEqual([])
    expect(found.interval[0]).toBeLessThan(found.value)
    // In R the rows with a gap were dropped before the jackknife; every school keeps a row, so nothing else changes.
    const again = alphaOf(withReplicates(design, { method: 'JKn' }), columns)
    expect(again.se).toBeCloseTo(jackknifeSe, 9)
    expect(Math.abs(again.se / found.se - 1)).toBeLessThan(0.03)
  })
  test('items that do not vary, or one item, have no alpha', () => {
    const few = expect.objectContaining({ code: 'too_few_units' })
    expect(() => alphaOf(designOf(first), [columns[0]])).toThrow(few)
    const same = new Float64Array(first.rows).fill(5)
    expect(() => alphaOf(designOf(first), [same, same])).toThrow(few)
  })
  const mode = category(first, 'mode')
  const web = mode.levels.indexOf('web')
  const raised = columns.map((values, at) =>
    at === 2 ? values.map((value, row) => value + (mode.codes[row] === web ? 0.5 : 0)) : values,
  )
  test('the item made to differ by mode is found, and no other', () => {
    const found = itemBias(
      designOf(first),
      items.map((id, at) => ({ id, values: raised[at] })),
      mode,
    )
    const plain = found.map(({ effects, F, p, ddf }) => ({
      effects: golden.mode.levels.map((level) => effects.find((each) => each.level === level)?.value),
      se: golden.mode.levels.map((level) => effects.find((each) => each.level === level)?.se),
      ...{ F, p, ddf },
    }))
    expect(differences(golden.itemBias.items, plain, 1e-7)).toEqual([])
    expect(
      differences(
        golden.itemBias.holm,
        found.map(({ adjustedP }) => adjustedP),
        1e-7,
      ),
    ).toEqual([])
    expect(found.filter(({ adjustedP }) => adjustedP < 0.05).map(({ id }) => id)).toEqual(['q3'])
  })
  test('the effect of the mode beside level and district', () => {
    const all = Float64Array.from({ length: first.rows }, (_, row) => {
      const given = raised.map((values) => values[row]).filter((value) => !Number.isNaN(value))
      return given.length > 0 ? given.reduce((sum, each) => sum + each, 0) / given.length : Number.NaN
    })
    const dummies = ['level', 'district'].flatMap((name) => {
      const names = texts(first, name)
      return [...new Set(names)].map((wanted) => Float64Array.from(names, (each) => (each === wanted ? 1 : 0)))
    })
    const { effects, F, p, ddf } = groupEffect(designOf(first), all, mode, dummies)
    const of = (key: 'value' | 'se') => golden.mode.levels.map((level) => effects.find((e) => e.level === level)?.[key])
    expect(
      differences(
        golden.mode,
        { ...{ F, p, ddf, levels: golden.mode.levels }, effects: of('value'), se: of('se') },
        1e-7,
      ),
    ).toEqual([])
  })
  test('one mode only is nothing to compare', () => {
    const one = { codes: new Int32Array(first.rows), levels: ['web'] }
    expect(() => groupEffect(designOf(first), columns[0], one, [])).toThrow(
      expect.objectContaining({ code: 'too_few_units' }),
    )
    expect(
      itemBias(
        designOf(first),
        items.map((id, at) => ({ id, values: columns[at] })),
        one,
      ),
    ).toEqual([])
  })
  test('blank and "not known" are counted apart, of those who were asked', () => {
    const states = Int8Array.from({ length: first.rows }, (_, at) =>
      (at + 1) % 7 === 3 ? 2 : (at + 1) % 11 === 5 ? 1 : 0,
    )
    const [found] = itemNonresponse(designOf(first), [{ id: 'q2', states }])
    expect(found.asked).toBe(first.rows)
    expect(
      differences(golden.nonresponse, { blank: measured(found.blank), notKnown: measured(found.notKnown) }, 1e-9),
    ).toEqual([])
    const nobody = itemNonresponse(designOf(first), [{ id: 'q2', states: states.map(() => -1) }])
    expect(nobody).toEqual([
      { id: 'q2', asked: 0, notKnown: { kind: 'nothing', n: 0, reason: 'no_answers' }, blank: expect.anything() },
    ])
  })
})
