import type { Issue } from '../issue.ts'

/**
 * The language of conditions, constraints and calculations: a small part of XLSForm's.
 *
 *   ${A4} != '' and (selected(${T5}, 'khmer') or ${F2} div 2 >= 40)
 *
 * Weakest first: or; and; = !=; < <= > >=; + -; * div mod; unary -. Then numbers, 'texts', ${names}, `.` (the answer
 * itself), calls and brackets. `at` is the place in the source, counted from 1.
 */
export type Tree =
  | Readonly<{ kind: 'number'; value: number; at: number }>
  | Readonly<{ kind: 'text'; value: string; at: number }>
  | Readonly<{ kind: 'answer'; name: string; at: number }>
  | Readonly<{ kind: 'self'; at: number }>
  | Readonly<{ kind: 'call'; name: string; of: readonly Tree[]; at: number }>

export const LONGEST_EXPRESSION = 4000
export const DEEPEST_NESTING = 50
export const MOST_PARTS = 500

/** From weakest to strongest; every level binds to the left. */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
]
export const OPERATORS: readonly string[] = LEVELS.flat()

/** The tree of an expression, or the first thing that is wrong with it. */
export function parse(source: string): { tree: Tree } | { issue: Issue } {
  if (source.length > LONGEST_EXPRESSION)
    return { issue: { path: '', code: 'expression_too_long', detail: { max: LONGEST_EXPRESSION } } }
  const read = makeReader(source)
  const end: Token = { kind: 'end', text: '', at: source.length + 1 }
  let issue: Issue | undefined
  let parts = 0
  let next = read()

  /** Notes the first fault; from then on there is only the end to see, so every loop below stops by itself. */
  function fail(code: string, at: number, more?: Issue['detail']): Tree {
    issue ??= { path: '', code, detail: { at, ...more } }
    next = end
    return { kind: 'text', value: '', at }
  }
  function take(): Token {
    const token = next
    if (token.kind === 'wrong') fail('expression_letter', token.at)
    else if (token.kind !== 'end') next = read()
    return issue ? end : token
  }
  function expect(kind: Token['kind'], text: string): void {
    const { at } = next
    const token = take()
    if (token.kind !== kind || token.text !== text) fail('expression_unexpected', at)
  }
  function part(tree: Tree): Tree {
    parts++
    return parts > MOST_PARTS ? fail('expression_too_long', tree.at, { parts: MOST_PARTS }) : tree
  }

  function level(strength: number, depth: number): Tree {
    const operators = LEVELS[strength]
    if (!operators) return unary(depth)
    let left = level(strength + 1, depth)
    while ((next.kind === 'sign' || next.kind === 'name') && operators.includes(next.text)) {
      const { text: name, at } = take()
      left = part({ kind: 'call', name, of: [left, level(strength + 1, depth)], at })
    }
    return left
  }
  function unary(depth: number): Tree {
    if (depth > DEEPEST_NESTING) return fail('expression_too_deep', next.at, { max: DEEPEST_NESTING })
    if (next.kind !== 'sign' || next.text !== '-') return primary(depth)
    const { at } = take()
    return part({ kind: 'call', name: 'minus', of: [unary(depth + 1)], at })
  }
  function primary(depth: number): Tree {
    const { at } = next
    const { kind, text } = take()
    if (kind === 'number' && Number.isFinite(Number(text))) return part({ kind, value: Number(text), at })
    if (kind === 'text') return part({ kind, value: text, at })
    if (kind === 'answer') return part({ kind, name: text, at })
    if (kind === 'name' && !OPERATORS.includes(text)) return part({ kind: 'call', name: text, of: list(depth + 1), at })
    if (kind === 'sign' && text === '.') return part({ kind: 'self', at })
    if (kind !== 'sign' || text !== '(') return fail('expression_unexpected', at)
    const inner = level(0, depth + 1)
    expect('sign', ')')
    return inner
  }
  function list(depth: number): Tree[] {
    expect('sign', '(')
    const of: Tree[] = []
    if (next.kind !== 'sign' || next.text !== ')') {
      of.push(level(0, depth))
      while (next.kind === 'sign' && next.text === ',') {
        take()
        of.push(level(0, depth))
      }
    }
    expect('sign', ')')
    return of
  }

  const tree = level(0, 0)
  expect('end', '')
  return issue ? { issue } : { tree }
}

type Token = Readonly<{
  kind: 'number' | 'text' | 'answer' | 'name' | 'sign' | 'wrong' | 'end'
  text: string
  at: number
}>

const TOKEN =
  /(?<number>\d+(?:\.\d+)?)|'(?<single>[^']*)'|"(?<double>[^"]*)"|\$\{\s*(?<answer>[A-Za-z]\w{0,63})\s*\}|(?<name>[a-z]+(?:-[a-z]+)*)|(?<sign>[<>!]=|[=<>+\-*().,])/y

/** Gives the tokens of a source one by one; behind the last one, the end again and again. */
function makeReader(source: string): () => Token {
  let place = 0
  return () => {
    while (/^\s$/.test(source.charAt(place))) place++
    const at = place + 1
    if (place >= source.length) return { kind: 'end', text: '', at }
    TOKEN.lastIndex = place
    const found = TOKEN.exec(source)?.groups
    if (!found) return { kind: 'wrong', text: '', at }
    place = TOKEN.lastIndex
    const { number, single, double, answer, name, sign } = found
    if (number !== undefined) return { kind: 'number', text: number, at }
    if (answer !== undefined) return { kind: 'answer', text: answer, at }
    if (name !== undefined) return { kind: 'name', text: name, at }
    if (sign !== undefined) return { kind: 'sign', text: sign, at }
    return { kind: 'text', text: single ?? double ?? '', at }
  }
}

/** The names of the answers a tree looks at, each once. */
export function answersIn(tree: Tree): string[] {
  const names = new Set<string>()
  const walk = (part: Tree) => {
    if (part.kind === 'answer') names.add(part.name)
    if (part.kind === 'call') part.of.forEach(walk)
  }
  walk(tree)
  return [...names]
}
