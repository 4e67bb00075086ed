import type { Tree } from './parse.ts'
import { fitsPattern, readPattern } from './pattern.ts'

/** What a part of an expression can be. `undefined`: not answered or not computable; `null`: "does not know". */
export type Value = number | string | boolean | readonly string[] | null | undefined

export type Surroundings = Readonly<{
  answerTo: (name: string) => Value
  /** The day, `2026-11-23`; handed in, since this room has no clock. */
  today?: string
  /** The answer a constraint is about. */
  self?: Value
}>

/**
 * The value of a tree. Every case is defined, and the same in browser and server:
 * what is missing on one side makes `=`, `<`, `<=`, `>`, `>=` false and `!=` true; `x = ''` asks whether x is not answered
 * (`null` is an answer); arithmetic with something missing, a division by 0 or a result beyond all numbers is missing;
 * `and`, `or`, `not`, `if` take what is not true for false. Work is bounded by the size of the tree: nothing loops.
 */
export function evaluate(tree: Tree, around: Surroundings): Value {
  switch (tree.kind) {
    case 'number':
    case 'text':
      return tree.value
    case 'answer':
      return around.answerTo(tree.name)
    case 'self':
      return around.self
    case 'call':
      return call(tree, around)
  }
}

function call({ name, of }: Extract<Tree, { kind: 'call' }>, around: Surroundings): Value {
  const value = (index: number): Value => {
    const part = of[index]
    return part && evaluate(part, around)
  }
  const all = (): Value[] => of.map((part) => evaluate(part, around))
  switch (name) {
    case 'and':
      return value(0) === true && value(1) === true
    case 'or':
      return value(0) === true || value(1) === true
    case 'not':
      return value(0) !== true
    case 'true':
      return true
    case 'false':
      return false
    case 'if':
      return value(0) === true ? value(1) : value(2)
    case 'coalesce':
      return isMissing(value(0)) ? value(1) : value(0)
    case '=':
      return equal(value(0), value(1))
    case '!=':
      return !equal(value(0), value(1))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(name, value(0), value(1))
    case 'today':
      return around.today
    case 'date':
      return value(0)
    default:
      return name in ON_NUMBERS ? onNumbers(name, all()) : onTexts(name, all())
  }
}

const isEmpty = (value: Value): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const isMissing = (value: Value): boolean => value === null || isEmpty(value)

function equal(a: Value, b: Value): boolean {
  if (a === '' || b === '') return isEmpty(a) && isEmpty(b)
  return !isMissing(a) && a === b
}

function ordered(name: string, a: Value, b: Value): boolean {
  const both = (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')
  if (!both || isMissing(a) || isMissing(b)) return false
  const sign = a < b ? -1 : a > b ? 1 : 0
  return name === '<' ? sign < 0 : name === '<=' ? sign <= 0 : name === '>' ? sign > 0 : sign >= 0
}

const ON_NUMBERS: Readonly<Record<string, (a: number, b: number) => number>> = Object.assign(Object.create(null), {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  mod: (a: number, b: number) => a % b,
  minus: (a: number) => -a,
  abs: (a: number) => Math.abs(a),
  int: (a: number) => Math.trunc(a),
  round: (a: number) => Math.floor(a + 0.5),
})

function onNumbers(name: string, values: readonly Value[]): number | undefined {
  if (!values.every((value) => typeof value === 'number')) return undefined
  const [a = 0, b = 0] = values
  const result = ON_NUMBERS[name]?.(a, b)
  // Adding 0 turns -0 into 0, so that equal results are one value in JSON too.
  return Number.isFinite(result) ? Number(result) + 0 : undefined
}

function onTexts(name: string, values: readonly Value[]): Value {
  const [a, b] = values
  switch (name) {
    case 'selected':
      return !isMissing(b) && (Array.isArray(a) ? a.includes(b) : a === b)
    case 'count-selected':
      return Array.isArray(a) ? a.length : 0
    case 'string-length':
      return [...asText(a)].length
    case 'concat':
      return values.map(asText).join('')
    case 'contains':
      return !isMissing(a) && asText(a).includes(asText(b))
    case 'starts-with':
      return !isMissing(a) && asText(a).startsWith(asText(b))
    case 'regex': {
      const read = readPattern(asText(b))
      return !isMissing(a) && 'pattern' in read && fitsPattern(read.pattern, asText(a))
    }
    case 'min':
    case 'max': {
      const numbers = values.filter((value) => typeof value === 'number')
      return numbers.length === 0 ? undefined : name === 'min' ? Math.min(...numbers) : Math.max(...numbers)
    }
    default:
      return undefined
  }
}

const asText = (value: Value): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
