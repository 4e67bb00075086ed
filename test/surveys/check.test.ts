import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { checkInstrument } from '../../surveys/check.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Answers, Instrument, Item } from '../../surveys/instrument.ts'
import { askedQuestions } from '../../surveys/relevant.ts'
import { textsOf } from '../../surveys/texts.ts'

const scale = (id: string, relevant?: string): Item => ({
  id,
  type: 'scale',
  text: { vi: `Câu ${id}` },
  required: true,
  notApplicable: true,
  ...(relevant ? { relevant } : {}),
})
const single = (id: string, relevant?: string): Item => ({
  id,
  type: 'single',
  text: { vi: id },
  required: true,
  options: ['kinh', 'khmer'].map((value) => ({ value, text: { vi: value } })),
  ...(relevant ? { relevant } : {}),
})
const form = (...items: Item[]): Instrument => ({
  ...phTh,
  languages: ['vi'],
  blocks: [{ id: 'A', title: { vi: 'A' }, items }],
})
const faults = (definition: unknown) => checkInstrument(definition).map(({ path, code }) => `${path} ${code}`)

describe('an instrument', () => {
  test.each(Object.values(FORMS))('$form can be published', (shipped) => {
    expect(checkInstrument(shipped)).toEqual([])
  })

  test('of a wrong shape is refused where it is wrong', () => {
    expect(faults(null)).toEqual([' definition_invalid_type'])
    expect(faults({ ...phTh, version: '2021' })).toEqual(['/version definition_invalid_format'])
    expect(faults({ ...phTh, secret: 1 })).toEqual([' definition_unrecognized_keys'])
    const shouting = form({ ...scale('A1'), type: 'shout' } as unknown as Item)
    expect(faults(shouting)[0]).toMatch(/^\/blocks\/0\/items\/0\/type definition_/)
    fc.assert(fc.property(fc.jsonValue(), (definition) => void checkInstrument(definition)))
  })

  test('with names that occur twice, ranges without a number, or choices that are none', () => {
    expect(faults(form(scale('A1'), scale('A1')))).toEqual(['/blocks/0/items/1/id item_duplicate'])
    const [block] = form(scale('A1')).blocks
    expect(faults({ ...phTh, languages: ['vi'], blocks: [block, { ...block, items: [scale('B1')] }] })).toEqual([
      '/blocks/1/id block_duplicate',
    ])
    const options = ['a', 'b', 'a'].map((value) => ({ value, text: { vi: value } }))
    const channel: Item = {
      id: 'A1',
      type: 'multiple',
      text: { vi: 'x' },
      required: false,
      options,
      exclusive: ['z'],
      max: 9,
    }
    expect(faults(form(channel))).toEqual([
      '/blocks/0/items/0/options/2/value option_duplicate',
      '/blocks/0/items/0/exclusive/0 option_unknown',
      '/blocks/0/items/0/max max_too_large',
    ])
    const channels: Item = { ...channel, exclusive: [], max: 1, options: options.slice(0, 2) }
    expect(faults(form(channels, scale('A1_b')))).toEqual(['/blocks/0/items/1/id column_duplicate'])
    expect(faults(form({ id: 'F2', type: 'percent', text: { vi: 'x' }, required: false, min: 9, max: 1 }))).toEqual([
      '/blocks/0/items/0/max range_empty',
    ])
  })

  // Case K17.
  test('needs its Vietnamese, the languages it promises, and letters that can be stored', () => {
    const item = { ...scale('A1'), text: { vi: ' ', en: 'a\u0007' }, hint: { vi: 'Cảm ơn'.normalize('NFD') } }
    expect(faults({ ...form(item), languages: ['vi', 'km'] })).toEqual(
      expect.arrayContaining([
        '/blocks/0/items/0/text/vi text_missing',
        '/blocks/0/items/0/text/en char_forbidden',
        '/blocks/0/items/0/hint/vi text_not_composed',
        '/title/km translation_missing',
      ]),
    )
    expect(faults(form({ ...scale('A1'), text: { vi: '<script>alert(1)</script> {{7*7}} =1+1' } }))).toEqual([])
  })

  test('knows every text it shows', () => {
    const words = (value: unknown): number =>
      typeof value !== 'object' || value === null
        ? 0
        : 'vi' in value
          ? 1
          : Object.values(value).reduce((sum, one) => sum + words(one), 0)
    expect(textsOf(phTh)).toHaveLength(words(phTh))
  })
})

describe('conditions', () => {
  // Case K03.
  test('look back only', () => {
    expect(faults(form(scale('A1'), scale('A2', '${A1} < 3')))).toEqual([])
    expect(faults(form(scale('A1', '${A1} < 3')))).toEqual(['/blocks/0/items/0/relevant cycle'])
    expect(faults(form(scale('A1', '${A2} < 3'), scale('A2')))).toEqual([
      '/blocks/0/items/0/relevant forward_reference',
    ])
    const circle = checkInstrument(form(scale('A1', '${A3} < 3'), scale('A2', '${A1} > 1'), scale('A3', '${A2} > 1')))
    expect(circle.map(({ detail }) => detail?.way)).toEqual(['A1 > A3 > A2 > A1'])
  })

  test('that nobody can meet, or that hide everything, are found before a parent does', () => {
    expect(faults(form(scale('A1'), scale('A2', '${A1} > 3 and ${A1} < 2')))).toEqual([
      '/blocks/0/items/1/relevant never_asked',
    ])
    expect(faults(form(single('T4'), scale('A2', "${T4} = 'khmer' and ${T4} = 'kinh'")))).toEqual([
      '/blocks/0/items/1/relevant never_asked',
    ])
    expect(faults(form(scale('A1', 'false()')))).toContain('/blocks/0/items/0/relevant never_asked')
    expect(faults(form(scale('A1', "today() > '2030-01-01'")))).toEqual(['/blocks nothing_asked'])
  })

  // Case K06.
  test('say where in the text they are wrong', () => {
    const [issue] = checkInstrument(form(single('T4'), scale('A2', "${T4} = 'khmr'")))
    expect(issue).toEqual({
      path: '/blocks/0/items/1/relevant',
      code: 'choice_unknown',
      detail: { at: 9, value: 'khmr' },
    })
  })

  test('hide answers from what is stored, for every sheet of random conditional forms', () => {
    const condition = (earlier: number) =>
      fc.option(
        fc
          .tuple(fc.nat(earlier - 1), fc.constantFrom("!= ''", '< 3', '= 5', '>= 2'))
          .map(([index, test]) => `\${A${index + 1}} ${test}`),
        { nil: undefined, freq: 2 },
      )
    const forms = fc
      .tuple(...[1, 2, 3, 4].map(condition))
      .map((conditions) => form(scale('A1'), ...conditions.map((relevant, index) => scale(`A${index + 2}`, relevant))))
    const level = fc.option(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(null)), { nil: undefined })
    const sheets = fc.record({ A1: level, A2: level, A3: level, A4: level, A5: level })
    let hidden = 0
    fc.assert(
      fc.property(forms, sheets, (made, given) => {
        expect(checkInstrument(made)).toEqual([])
        const relevance = rulesOf(made)
        const answers = JSON.parse(JSON.stringify(given)) as Answers
        const asked = askedQuestions(made, answers, relevance).map((question) => question.id)
        const kept = canonicalAnswers(made, answers, relevance)
        expect(Object.keys(kept)).toEqual(asked.filter((id) => id in answers))
        expect(canonicalJson(canonicalAnswers(made, kept, relevance))).toBe(canonicalJson(kept))
        expect(checkAnswers(made, kept, relevance)).toEqual(checkAnswers(made, answers, relevance))
        hidden += Object.keys(answers).length - Object.keys(kept).length
      }),
      { numRuns: 1000 },
    )
    expect(hidden).toBeGreaterThan(100)
  })
})
