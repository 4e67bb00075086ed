import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, type Value } from '../../surveys/expression/evaluate.ts'
import { answersIn, parse } from '../../surveys/expression/parse.ts'
import { fitsPattern, readPattern } from '../../surveys/expression/pattern.ts'
import { checkExpression, type Known, type Scope } from '../../surveys/expression/typing.ts'
import { processorTime } from '../processor-time.ts'

const scope: Scope = {
  answers: new Map<string, Known>([
    ['A1', { kind: 'number' }],
    ['A2', { kind: 'number' }],
    ['T4', { kind: 'single', options: ['kinh', 'khmer', 'hoa'] }],
    ['M1', { kind: 'choices', options: ['zalo', 'paper'] }],
    ['G1', { kind: 'text' }],
    ['D1', { kind: 'date' }],
  ]),
}
const value = (source: string, answers: Record<string, Value> = {}): Value => {
  const read = parse(source)
  if ('issue' in read) throw new Error(`${read.issue.code} in ${source}`)
  return evaluate(read.tree, { answerTo: (name) => answers[name], today: '2026-11-23', self: answers.self })
}
const fault = (source: string) =>
  checkExpression(source, scope, 'boolean').issues.map(({ code, detail }) => `${code} ${detail?.at}`)

describe('an expression', () => {
  test('binds as XLSForm does', () => {
    expect(value('1 + 2 * 3 - -4 div 2')).toBe(9)
    expect(value('(1 + 2) * 3 mod 5')).toBe(4)
    expect(value('10 - 4 - 3')).toBe(3)
    expect(value('1 = 1 and 2 > 3 or true()')).toBe(true)
    expect(value('not(1 < 2) or \'a\' = "a"')).toBe(true)
    expect(value("${A4} != '' and selected(${T5}, 'khmer')", { A4: 3, T5: 'khmer' })).toBe(true)
  })

  // Case K05.
  test.each<[string, Value, Record<string, Value>?]>([
    ["${A1} = ''", true],
    ["${A1} = ''", false, { A1: null }],
    ["${A1} != ''", true, { A1: null }],
    ['${A1} != 5', true],
    ['${A1} = 5', false, { A1: null }],
    ['${A1} < 5', false],
    ['${A1} >= 0', false, { A1: null }],
    ['${A1} + 1', undefined],
    ['1 + ${A1}', undefined],
    ['1 + ${A1}', undefined, { A1: null }],
    ['1 div 0', undefined],
    ['0 div 0', undefined],
    ['1 mod 0', undefined],
    ['0 * -1', 0],
    ['round(2.5) + round(-2.5)', 1],
    ['int(-2.7)', -2],
    ['coalesce(${A1}, 7)', 7, { A1: null }],
    ['coalesce(${A1}, 7)', 0, { A1: 0 }],
    ["if(${A1} > 3, 'cao', 'thấp')", 'thấp'],
    ["selected(${M1}, 'zalo')", true, { M1: ['paper', 'zalo'] }],
    ["selected(${T4}, 'khmer')", false],
    ['count-selected(${M1})', 0],
    ['count-selected(${M1})', 2, { M1: ['a', 'b'] }],
    ['max(${A1}, ${A2})', 4, { A2: 4 }],
    ['min(${A1}, ${A2})', undefined],
    ["string-length('Cần Thơ')", 7],
    ["concat('a', ${A1}, ${G1})", 'a3', { A1: 3 }],
    ["contains(${G1}, 'trường')", true, { G1: 'nhà trường' }],
    ["starts-with(${G1}, '')", false],
    ["regex(${G1}, '0[0-9]{9}')", true, { G1: '0912345678' }],
    ["today() > '2021-12-31'", true],
    ['. >= 0 and . <= 150', true, { self: 150 }],
    ['${constructor} = 1', false],
  ])('%s is %j', (source, wanted, answers = {}) => {
    expect(value(source, answers)).toEqual(wanted)
  })

  test('names what it looks at', () => {
    const read = parse("if(${A1} > ${A2}, ${A1}, 0) = 1 and selected(${T4}, 'x')")
    expect('tree' in read && answersIn(read.tree)).toEqual(['A1', 'A2', 'T4'])
  })
})

describe('a wrong expression', () => {
  // Case K06.
  test.each([
    ['${A1} >', 'expression_unexpected 8'],
    ['${A1} > 3)', 'expression_unexpected 10'],
    ['(${A1} > 3', 'expression_unexpected 11'],
    ['${A1} > 3 ; 4', 'expression_letter 11'],
    ["'open", 'expression_letter 1'],
    ['', 'expression_unexpected 1'],
    ['${Z9} = 1', 'answer_unknown 1'],
    ['alert(1)', 'function_unknown 1'],
    ['constructor(1)', 'function_unknown 1'],
    ["${T4} = 'khmr'", 'choice_unknown 9'],
    ["selected(${M1}, 'radio')", 'choice_unknown 17'],
    ['selected(${M1}, ${G1})', 'choice_not_fixed 17'],
    ["${A1} = 'five'", 'kind_wrong 9'],
    ["${G1} < 'b'", 'kind_wrong 9'],
    ['${A1} + 1', 'kind_wrong 1'],
    ['${A1} and true()', 'kind_wrong 1'],
    ['not(true(), false())', 'argument_count 1'],
    ['if(true(), 1)', 'argument_count 1'],
    ["if(true(), 1, 'a') = 1", 'kind_wrong 15'],
    ["regex(${G1}, '(a+)+$')", 'pattern_unsafe 15'],
    ['regex(${G1}, ${G1})', 'pattern_not_fixed 14'],
    ['. > 3', 'self_unknown 1'],
  ])('%s says %s', (source, wanted) => {
    expect(fault(source)).toEqual([wanted])
  })

  test('reports several faults at once, and a good one none', () => {
    expect(fault("${Z9} = 1 and foo() and ${T4} = 'x'")).toHaveLength(3)
    expect(fault("${A1} != '' and ${T4} = 'khmer' and ${D1} <= today() and count-selected(${M1}) > 1")).toEqual([])
  })

  test('may nest or run on as it likes without harm', () => {
    expect(fault('('.repeat(10_000))).toEqual(['expression_too_long undefined'])
    expect(fault('('.repeat(3000))).toEqual(['expression_too_deep 52'])
    expect(fault('-'.repeat(3000))).toEqual(['expression_too_deep 52'])
    expect(fault('not('.repeat(900))).toEqual(['expression_too_deep 205'])
    expect(fault(`1${'+1'.repeat(1900)} = 1`)[0]).toMatch(/^expression_too_long/)
    expect(fault(`1${'9'.repeat(400)} = 1`)).toEqual(['expression_unexpected 1'])
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (source) => void checkExpression(source, scope)))
    const pieces = fc.constantFrom(
      '${A1}',
      '(',
      ')',
      'and',
      'or',
      'if(',
      ',',
      '3',
      "'a'",
      '=',
      '<',
      '-',
      '.',
      'not(',
      'div',
    )
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => void checkExpression(parts.join(' '), scope)))
  })
})

/** A second, slow evaluator: works on its own trees, each carrying its text and its meaning as a closure. */
type Slow = { text: string; of: (answers: Record<string, Value>) => Value }
const lacks = (one: Value) =>
  one === undefined || one === null || one === '' || (Array.isArray(one) && one.length === 0)
const finite = (one: number): Value =>
  Number.isNaN(one) || Math.abs(one) === Number.POSITIVE_INFINITY ? undefined : one === 0 ? 0 : one
const { number, truth } = fc.letrec<{ number: Slow; truth: Slow }>((tie) => {
  const two = (kind: 'number' | 'truth') => fc.tuple(tie(kind), tie(kind)) as fc.Arbitrary<[Slow, Slow]>
  const arithmetic: [string, (a: number, b: number) => number][] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['div', (a, b) => a / b],
    ['mod', (a, b) => a % b],
  ]
  const comparisons: [string, (a: number, b: number) => boolean][] = [
    ['<', (a, b) => a < b],
    ['<=', (a, b) => !(a > b)],
    ['>', (a, b) => a > b],
    ['>=', (a, b) => !(a < b)],
    ['=', (a, b) => a === b],
  ]
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.nat(9).map((n): Slow => ({ text: `${n}`, of: () => n })),
      fc.constantFrom('A1', 'A2').map((id): Slow => ({ text: `\${${id}}`, of: (answers) => answers[id] })),
      fc.tuple(fc.constantFrom(...arithmetic), two('number')).map(
        ([[sign, does], [a, b]]): Slow => ({
          text: `(${a.text} ${sign} ${b.text})`,
          of: (answers) => {
            const [x, y] = [a.of(answers), b.of(answers)]
            return typeof x === 'number' && typeof y === 'number' ? finite(does(x, y)) : undefined
          },
        }),
      ),
      fc.tuple(tie('truth') as fc.Arbitrary<Slow>, two('number')).map(
        ([c, [a, b]]): Slow => ({
          text: `if(${c.text},${a.text}, ${b.text})`,
          of: (answers) => (c.of(answers) ? a : b).of(answers),
        }),
      ),
      two('number').map(
        ([a, b]): Slow => ({
          text: `coalesce(${a.text} , ${b.text})`,
          of: (answers) => (lacks(a.of(answers)) ? b.of(answers) : a.of(answers)),
        }),
      ),
    ),
    truth: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .constantFrom('kinh', 'khmer')
        .map((one): Slow => ({ text: `\${T4}='${one}'`, of: (answers) => answers.T4 === one })),
      fc.constantFrom('A1', 'A2', 'T4', 'M1').map(
        (id): Slow => ({
          text: `\${${id}} != ''`,
          of: (answers) => answers[id] === null || !lacks(answers[id]),
        }),
      ),
      fc.constantFrom('zalo', 'paper').map(
        (one): Slow => ({
          text: `selected( \${M1}, "${one}" )`,
          of: (answers) => [answers.M1].flat().some((chosen) => chosen === one),
        }),
      ),
      fc.tuple(fc.constantFrom(...comparisons), two('number')).map(
        ([[sign, does], [a, b]]): Slow => ({
          text: `${a.text}${sign}${b.text}`,
          of: (answers) => {
            const [x, y] = [a.of(answers), b.of(answers)]
            return typeof x === 'number' && typeof y === 'number' && does(x, y)
          },
        }),
      ),
      two('truth').map(
        ([a, b]): Slow => ({
          text: `(${a.text}) and (${b.text})`,
          of: (answers) => !(!a.of(answers) || !b.of(answers)),
        }),
      ),
      two('truth').map(
        ([a, b]): Slow => ({
          text: `(${a.text} or (${b.text}))`,
          of: (answers) => !(!a.of(answers) && !b.of(answers)),
        }),
      ),
      (tie('truth') as fc.Arbitrary<Slow>).map(
        (a): Slow => ({ text: `not(${a.text})`, of: (answers) => !a.of(answers) }),
      ),
    ),
  }
})
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const answersOf = fc.record({
  A1: some(fc.option(fc.integer({ min: 0, max: 5 }))),
  A2: some(fc.option(fc.integer({ min: 0, max: 5 }))),
  T4: some(fc.constantFrom('kinh', 'khmer', 'hoa')),
  M1: some(fc.subarray(['zalo', 'paper'])),
})

test('equals a second evaluator on 10,000 random expressions and answers', () => {
  let interesting = 0
  fc.assert(
    fc.property(fc.oneof(number, truth), answersOf, (slow, answers) => {
      expect(checkExpression(slow.text, scope).issues).toEqual([])
      const wanted = slow.of(answers)
      expect(value(slow.text, answers)).toBe(wanted)
      if (wanted !== undefined && wanted !== false) interesting++
    }),
    { numRuns: 10_000 },
  )
  expect(interesting).toBeGreaterThan(2000)
})

describe('patterns', () => {
  const atom = fc.constantFrom('a', 'b', '.', '\\d', '[ab]', '[^a]', '[a-c0-3]', '\\.', '\\w', '-')
  const piece = fc
    .tuple(atom, fc.constantFrom('', '?', '*', '+', '{2}', '{0,2}', '{1,}'))
    .map(([one, count]) => one + count)
  test('mean what a regular expression means when the whole text must match', () => {
    let matched = 0
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.string({ unit: fc.constantFrom(...'ab1.-'), maxLength: 8 }),
        (pieces, text) => {
          const source = pieces.join('')
          const read = readPattern(source)
          if (!('pattern' in read)) throw new Error(`${source} refused`)
          const wanted = new RegExp(`^(?:${source})$`, 'u').test(text)
          expect(fitsPattern(read.pattern, text)).toBe(wanted)
          if (wanted) matched++
        },
      ),
      { numRuns: 3000 },
    )
    expect(matched).toBeGreaterThan(100)
  })

  // Case K04.
  test('beyond the safe form are refused', () => {
    for (const source of ['(a+)+$', 'a|b', '(?=a)', '\\1', 'a**', '[b-a]', 'a{3,2}', 'a{999}', '[a', '\\b', 'a{200}b'])
      expect('issue' in readPattern(source)).toBe(true)
    expect('pattern' in readPattern('^0\\d{9}$')).toBe(true)
  })

  // Case K04.
  test('stay quick on the text that makes others explode', () => {
    const read = readPattern('a*a*a*a*a*a*a*a*a*a*')
    const ms = processorTime()
    expect('pattern' in read && fitsPattern(read.pattern, `${'a'.repeat(4000)}!`)).toBe(false)
    expect(ms()).toBeLessThan(1000)
  })
})
