import type { Answer, Answers, Instrument, Item } from '../../surveys/instrument.ts'

/**
 * Random forms whose every expression is made twice: as text for the program, and as a function of the answers that says
 * what the text means. The functions know nothing of the parser, the evaluator or the flow they are compared with.
 */
export type Seen = Readonly<Record<string, Answer | undefined>>
type Meaning = (seen: Seen, self: Answer | undefined) => unknown
type Made = Readonly<{ text: string; of: Meaning }>
export type RandomItem = Readonly<{ item: Item; asks?: Meaning; keeps?: Meaning; gives?: Meaning }>
export type Chance = (below: number) => number

/** Mulberry32: small, and the same on every machine. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const one = <T>(chance: Chance, from: readonly T[]): T => from[chance(from.length)] as T
const TODAY = '2026-11-23'
const VALUES = ['zalo', 'paper', 'none'] as const
const lacks = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)
const figure = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const settle = (value: number): number | undefined => (Number.isFinite(value) ? (value === 0 ? 0 : value) : undefined)

type Before = Readonly<Record<'number' | 'single' | 'choices' | 'text' | 'date', readonly string[]>>

function number(chance: Chance, before: Before, depth: number, self: boolean): Made {
  const pick = chance(depth > 0 ? 8 : 3)
  if (pick === 0 && before.number.length > 0) {
    const id = one(chance, before.number)
    return { text: `\${${id}}`, of: (seen) => seen[id] }
  }
  if (pick === 1 && before.choices.length > 0) {
    const id = one(chance, before.choices)
    return {
      text: `count-selected(\${${id}})`,
      of: (seen) => (Array.isArray(seen[id]) ? [...(seen[id] as string[])].length : 0),
    }
  }
  if (pick === 2 && self) return { text: '.', of: (_, own) => own }
  if (pick < 4) {
    const constant = chance(12)
    return { text: String(constant), of: () => constant }
  }
  const [a, b] = [number(chance, before, depth - 1, self), number(chance, before, depth - 1, self)]
  if (pick === 4) {
    const c = truth(chance, before, depth - 1, self)
    return {
      text: `if(${c.text}, ${a.text}, ${b.text})`,
      of: (seen, own) => (c.of(seen, own) === true ? a : b).of(seen, own),
    }
  }
  if (pick === 5)
    return {
      text: `coalesce(${a.text}, ${b.text})`,
      of: (seen, own) => (lacks(a.of(seen, own)) ? b.of(seen, own) : a.of(seen, own)),
    }
  const [sign, does] = one<[string, (x: number, y: number) => number]>(chance, [
    ['+', (x, y) => x + y],
    ['-', (x, y) => x - y],
    ['*', (x, y) => x * y],
    ['div', (x, y) => x / y],
    ['mod', (x, y) => x % y],
  ])
  return {
    text: `(${a.text} ${sign} ${b.text})`,
    of: (seen, own) => {
      const [x, y] = [figure(a.of(seen, own)), figure(b.of(seen, own))]
      return x === undefined || y === undefined ? undefined : settle(does(x, y))
    },
  }
}

function truth(chance: Chance, before: Before, depth: number, self: boolean): Made {
  const pick = chance(depth > 0 ? 9 : 6)
  const everything = Object.values(before).flat()
  if (pick === 0 && everything.length > 0) {
    const id = one(chance, everything)
    return { text: `\${${id}} != ''`, of: (seen) => seen[id] === null || !lacks(seen[id]) }
  }
  if (pick === 1 && before.single.length > 0) {
    const [id, value] = [one(chance, before.single), one(chance, VALUES)]
    return { text: `\${${id}} = '${value}'`, of: (seen) => seen[id] === value }
  }
  if (pick === 2 && before.choices.length > 0) {
    const [id, value] = [one(chance, before.choices), one(chance, VALUES)]
    return { text: `selected(\${${id}}, '${value}')`, of: (seen) => [seen[id]].flat().some((each) => each === value) }
  }
  if (pick === 3 && before.text.length > 0) {
    const id = one(chance, before.text)
    return {
      text: `regex(\${${id}}, '[a-c]{1,3}')`,
      of: (seen) => typeof seen[id] === 'string' && /^[a-c]{1,3}$/.test(seen[id] as string),
    }
  }
  if (pick === 4 && before.date.length > 0) {
    const id = one(chance, before.date)
    return { text: `\${${id}} <= today()`, of: (seen) => typeof seen[id] === 'string' && (seen[id] as string) <= TODAY }
  }
  if (pick >= 6) {
    const [a, b] = [truth(chance, before, depth - 1, self), truth(chance, before, depth - 1, self)]
    if (pick === 6)
      return {
        text: `(${a.text}) and (${b.text})`,
        of: (seen, own) => a.of(seen, own) === true && b.of(seen, own) === true,
      }
    if (pick === 7)
      return {
        text: `((${a.text}) or ${b.text})`,
        of: (seen, own) => a.of(seen, own) === true || b.of(seen, own) === true,
      }
    return { text: `not(${a.text})`, of: (seen, own) => a.of(seen, own) !== true }
  }
  const [sign, does] = one<[string, (x: number, y: number) => boolean]>(chance, [
    ['<', (x, y) => x < y],
    ['<=', (x, y) => x <= y],
    ['>', (x, y) => x > y],
    ['>=', (x, y) => x >= y],
    ['=', (x, y) => x === y],
  ])
  const [a, b] = [number(chance, before, depth - 1, self), number(chance, before, depth - 1, self)]
  return {
    text: `${a.text} ${sign} ${b.text}`,
    of: (seen, own) => {
      const [x, y] = [figure(a.of(seen, own)), figure(b.of(seen, own))]
      return x !== undefined && y !== undefined && does(x, y)
    },
  }
}

const options = VALUES.map((value) => ({ value, text: { vi: value } }))

/** A form of `count` items, each of which may hang on those before. */
export function randomForm(chance: Chance, count: number): { form: Instrument; items: RandomItem[] } {
  const before = {
    number: [] as string[],
    single: [] as string[],
    choices: [] as string[],
    text: [] as string[],
    date: [] as string[],
  }
  const items: RandomItem[] = []
  for (let at = 0; at < count; at++) {
    const id = `Q${at}`
    const base = { id, text: { vi: id }, required: chance(3) === 0 }
    const asks = chance(2) === 0 && at > 0 ? truth(chance, before, 2, false) : undefined
    const relevant = asks ? { relevant: asks.text } : {}
    const kind = chance(9)
    if (kind === 8) {
      const gives = number(chance, before, 3, false)
      items.push({
        item: {
          id,
          text: { vi: id },
          required: false,
          ...relevant,
          type: 'calculated',
          calculation: gives.text,
          gives: 'number',
        },
        gives: gives.of,
        ...(asks ? { asks: asks.of } : {}),
      })
      before.number.push(id)
      continue
    }
    const numeric = kind <= 2
    const keeps = numeric && chance(3) === 0 ? truth(chance, before, 2, true) : undefined
    const whole = { ...base, ...relevant, ...(keeps ? { constraint: keeps.text } : {}) }
    const item: Item =
      kind === 0
        ? { ...whole, type: 'scale', notApplicable: true }
        : kind === 1
          ? { ...whole, type: 'percent', min: 0, max: 10 }
          : kind === 2
            ? { ...whole, type: 'number', decimals: 1, min: -5, max: 5 }
            : kind === 3
              ? { ...whole, type: 'single', options }
              : kind === 4
                ? { ...whole, type: 'multiple', options, exclusive: ['none'] }
                : kind === 5
                  ? { ...whole, type: 'ranking', options }
                  : kind === 6
                    ? { ...whole, type: 'date' }
                    : { ...whole, type: 'text', maxLength: 4 }
    const into = numeric
      ? before.number
      : kind === 3
        ? before.single
        : kind < 6
          ? before.choices
          : kind === 6
            ? before.date
            : before.text
    into.push(id)
    items.push({ item, ...(asks ? { asks: asks.of } : {}), ...(keeps ? { keeps: keeps.of } : {}) })
  }
  const form: Instrument = {
    form: 'ph-th',
    version: '2026.1',
    title: { vi: 'Ngẫu nhiên' },
    level: 'th',
    respondent: 'parent',
    languages: ['vi'],
    source: 'Ngẫu nhiên',
    blocks: [{ id: 'Q', title: { vi: 'Ngẫu nhiên' }, items: items.map(({ item }) => item) }],
  }
  return { form, items }
}

/** Answers as somebody might give them, some of them wrong, some to questions that are not asked. */
export function randomAnswers(chance: Chance, items: readonly RandomItem[]): Answers {
  const given: Record<string, Answer> = {}
  for (const { item } of items) {
    if (chance(4) === 0) continue
    given[item.id] = randomAnswer(chance, item)
  }
  return given
}

function randomAnswer(chance: Chance, item: Item): Answer {
  const some = VALUES.filter(() => chance(2) === 0)
  switch (item.type) {
    case 'scale':
      return one<Answer>(chance, [1, 2, 3, 4, 5, null, 6])
    case 'percent':
      return chance(12)
    case 'number':
      return one<Answer>(chance, [-5, -0.5, 0, 1, 2.5, 4.2, 5, 7, 1.25, null])
    case 'single':
      return one<Answer>(chance, [...VALUES, 'radio'])
    case 'multiple':
      return some
    case 'ranking':
      return chance(2) === 0 ? ['paper', 'none', 'zalo'] : some
    case 'date':
      return one<Answer>(chance, ['2020-02-29', '2026-11-23', '2027-01-01', '2021-02-29'])
    case 'text':
      return one<Answer>(chance, ['abc', ' a ', '', 'xyz', 'dàiquá'])
    default:
      return 99
  }
}
