import { describe, expect, test } from 'vitest'
import { answersOf, hiddenAnswersOf, makePopulation, type PupilPlace } from '../../server/demo/population.ts'
import { makeProvince } from '../../server/demo/province.ts'
import { findTrueDomain, truth } from '../../server/demo/truth.ts'
import { frameSchools } from '../../server/sample/frame-schools.ts'
import { checkAnswers } from '../../surveys/answers.ts'
import { domainsOf } from '../../surveys/codebook.ts'
import { phMn } from '../../surveys/forms/ph-mn.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Answers, Instrument } from '../../surveys/instrument.ts'

const forms = [phMn, phTh]
const small = makePopulation(makeProvince({ seed: 'thu', schools: 44 }), forms, 'trả lời')

const placesOf = (form: Instrument): PupilPlace[] =>
  frameSchools(small.province.schools, [
    { level: form.level, respondent: form.respondent, instrumentId: `${form.form}@${form.version}` },
  ]).flatMap(({ code, classes }) =>
    classes.flatMap(({ name, pupils }) =>
      Array.from({ length: pupils }, (_, at) => ({ school: code, class: name, number: at + 1 })),
    ),
  )
const thPlaces = placesOf(phTh)
const thSheets = thPlaces.map((place) => hiddenAnswersOf(small, phTh, place))
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The definitions once more, sheet by sheet, without the counters of the program. */
const plainRate = (sheets: readonly Answers[], item: string) =>
  average(sheets.flatMap((sheet) => (typeof sheet[item] === 'number' ? [sheet[item] >= 4 ? 1 : 0] : [])))

describe('the simulated answers', () => {
  test('fit their form', () => {
    for (const form of forms)
      for (const place of placesOf(form).filter((_, at) => at % 7 === 0))
        expect(checkAnswers(form, hiddenAnswersOf(small, form, place))).toEqual([])
  })
  test('are the same for the same pupil, and others under another seed', () => {
    const again = makePopulation(makeProvince({ seed: 'thu', schools: 44 }), forms, 'trả lời')
    const other = makePopulation(small.province, forms, 'khác')
    const fifty = thPlaces.slice(0, 50)
    expect(fifty.map((place) => answersOf(again, phTh, place))).toEqual(
      fifty.map((place) => answersOf(small, phTh, place)),
    )
    expect(fifty.map((place) => answersOf(other, phTh, place))).not.toEqual(
      fifty.map((place) => answersOf(small, phTh, place)),
    )
  })
  test('some do not come back, and within a school it has nothing to do with what is on the sheet', () => {
    const back = thPlaces.map((place) => answersOf(small, phTh, place) !== null)
    const rate = average(back.map(Number))
    expect(rate).toBeGreaterThan(0.6)
    expect(rate).toBeLessThan(0.9)
    const codes = [...new Set(thPlaces.map(({ school }) => school))]
    const differences = codes.map((code) => {
      const places = thPlaces.flatMap(({ school }, at) => (school === code ? [at] : []))
      const score = (at: number) => Number(thSheets[at]?.C1 === 5)
      return average(places.filter((at) => back[at]).map(score)) - average(places.map(score))
    })
    expect(Math.abs(average(differences))).toBeLessThan(0.01)
  })
  test('a few tick the same box all the way down', () => {
    const straight = thSheets.filter((sheet) => {
      const levels = domainsOf(phTh).flatMap(({ items }) => items.map((id) => sheet[id]))
      return levels.every((level) => level === levels[0])
    })
    expect(straight.length / thSheets.length).toBeGreaterThan(0.02)
    expect(straight.length / thSheets.length).toBeLessThan(0.06)
  })
  test('mothers are women', () => {
    expect(thSheets.filter((sheet) => sheet.T1 === 'mother' && sheet.T2 !== 'female')).toEqual([])
    expect(new Set(thSheets.map((sheet) => sheet.T2))).toEqual(new Set(['male', 'female', 'no_answer']))
  })
})

describe('the truth', () => {
  test('is what asking everybody one by one gives', () => {
    const all = truth(small)
    const judged = domainsOf(phTh)
    for (const { items } of judged)
      for (const id of items)
        expect(all.items.find((item) => item.level === 'th' && item.id === id)?.value.rate).toBeCloseTo(
          plainRate(thSheets, id),
          12,
        )
    const area = small.province.schools.find(({ level }) => level === 'th')?.area ?? ''
    const codes = new Set(small.province.schools.filter((row) => row.area === area).map(({ code }) => code))
    const inArea = thSheets.filter((_, at) => codes.has(thPlaces[at]?.school ?? ''))
    for (const [where, sheets] of [
      [null, thSheets],
      [area, inArea],
    ] as const) {
      const domain = findTrueDomain(all, 'th', where)
      const blocks = judged.map(({ items }) => average(items.map((id) => plainRate(sheets, id))))
      expect(domain?.pupils).toBe(sheets.length)
      expect(domain?.computed.rate).toBeCloseTo(average(blocks), 12)
      expect(domain?.asked.rate).toBeCloseTo(plainRate(sheets, 'F1'), 12)
      expect(domain?.expectation).toBeCloseTo(average(sheets.map((sheet) => Number(sheet.F2))), 10)
    }
  })
  test('of the levels together is weighted by their pupils', () => {
    const all = truth(small)
    const [mn, th, both] = (['mn', 'th', null] as const).map((level) => findTrueDomain(all, level, null))
    expect(both?.pupils).toBe((mn?.pupils ?? 0) + (th?.pupils ?? 0))
    const expected =
      ((mn?.computed.rate ?? 0) * (mn?.pupils ?? 0) + (th?.computed.rate ?? 0) * (th?.pupils ?? 0)) /
      (both?.pupils ?? 1)
    expect(both?.computed.rate).toBeCloseTo(expected, 12)
  })
  test('of the whole province lies on both sides of the target of 90 %', () => {
    const all = truth(makePopulation(makeProvince({ seed: 'thu' }), forms, 'trả lời'))
    const rate = (level: 'mn' | 'th') => findTrueDomain(all, level, null)?.computed.rate
    expect(rate('mn')).toBeGreaterThan(0.92)
    expect(rate('mn')).toBeLessThan(0.95)
    expect(rate('th')).toBeGreaterThan(0.86)
    expect(rate('th')).toBeLessThan(0.9)
    const blocks = findTrueDomain(all, 'th', null)?.blocks ?? {}
    expect(Math.min(...Object.values(blocks).map((block) => block.rate))).toBe(blocks.B?.rate)
  })
})
