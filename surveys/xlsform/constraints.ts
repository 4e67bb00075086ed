import { parse, type Tree } from '../expression/parse.ts'

/** What a constraint says in the few forms that an item holds as limits, and the `rest` that it holds as an expression. */
export type Limits = Readonly<{
  min?: number | string
  max?: number | string
  maxLength?: number
  minChosen?: number
  maxChosen?: number
  exclusive: readonly string[]
  rest?: string
}>

type Limit = Partial<Omit<Limits, 'rest'>>

/**
 * Takes a constraint apart at its outer `and`s. What stands in brackets is never taken for a limit: so our own export keeps
 * a designer's expression and the limits of the item apart.
 *
 * @param whole whether numbers are whole, so that `. > 3` is a limit too
 * @param takes the limits this type of item has
 */
export function readConstraint(source: string, whole: boolean, takes: readonly (keyof Limit)[]): Limits {
  const rest: string[] = []
  let limits: Limits = { exclusive: [] }
  for (const piece of piecesOf(source)) {
    const read = parse(piece)
    const found = piece.startsWith('(') || 'issue' in read ? undefined : limitOf(read.tree, whole)
    const names = Object.keys(found ?? {}) as (keyof Limit)[]
    const fresh = names.every((name) => name === 'exclusive' || limits[name] === undefined)
    if (found && fresh && names.every((name) => takes.includes(name)))
      limits = { ...limits, ...found, exclusive: [...limits.exclusive, ...(found.exclusive ?? [])] }
    else rest.push(piece)
  }
  const [only = ''] = rest
  const left = rest.length === 1 && isBracketed(only) ? only.slice(1, -1) : rest.join(' and ')
  return left === '' ? limits : { ...limits, rest: left }
}

/** The parts between the `and`s that stand in no bracket and no text. */
function piecesOf(source: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let quote = ''
  let from = 0
  for (let at = 0; at < source.length; at++) {
    const letter = source.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === "'" || letter === '"') quote = letter
    else if (letter === '(') depth++
    else if (letter === ')') depth--
    // `or` binds weaker: such a constraint has no parts.
    else if (depth === 0 && /^\sor[\s(]/.test(source.slice(at, at + 4))) return [source.trim()]
    else if (depth === 0 && /^\sand[\s(]/.test(source.slice(at, at + 5))) {
      pieces.push(source.slice(from, at).trim())
      from = at + 4
    }
  }
  const last = source.slice(from).trim()
  return last === '' ? pieces : [...pieces, last]
}

/** Whether the first bracket closes at the very end. */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === "'" || letter === '"') quote = letter
    else if (letter === '(') depth++
    else if (letter === ')' && --depth === 0) return at === text.length - 1
  }
  return false
}

const isCall = (tree: Tree | undefined, name: string): tree is Extract<Tree, { kind: 'call' }> =>
  tree?.kind === 'call' && tree.name === name
const ofSelf = (tree: Tree | undefined, name: string): boolean => isCall(tree, name) && tree.of[0]?.kind === 'self'

function numberOf(tree: Tree | undefined): number | undefined {
  if (tree?.kind === 'number') return tree.value
  if (!isCall(tree, 'minus')) return undefined
  const inner = numberOf(tree.of[0])
  return inner === undefined ? undefined : -inner
}

/** `date('2026-01-31')` */
const dayOf = (tree: Tree | undefined): string | undefined =>
  isCall(tree, 'date') && tree.of[0]?.kind === 'text' ? tree.of[0].value : undefined

function limitOf(tree: Tree, whole: boolean): Limit | undefined {
  if (tree.kind !== 'call') return undefined
  const { name, of } = tree
  const [left, right] = of
  if (name === 'not') return exclusiveOf(left)
  const day = dayOf(right)
  if (left?.kind === 'self' && day !== undefined)
    return name === '<=' ? { max: day } : name === '>=' ? { min: day } : undefined
  const number = numberOf(right)
  if (number === undefined) return undefined
  const counted = whole || left?.kind !== 'self'
  if (counted && !Number.isInteger(number)) return undefined
  const most = name === '<=' ? number : name === '<' && counted ? number - 1 : undefined
  const least = name === '>=' ? number : name === '>' && counted ? number + 1 : undefined
  if (left?.kind === 'self')
    return most !== undefined ? { max: most } : least !== undefined ? { min: least } : undefined
  if (ofSelf(left, 'string-length')) return most === undefined ? undefined : { maxLength: most }
  if (!ofSelf(left, 'count-selected')) return undefined
  return most !== undefined ? { maxChosen: most } : least !== undefined ? { minChosen: least } : undefined
}

/** `not(selected(., 'none') and count-selected(.) > 1)` */
function exclusiveOf(tree: Tree | undefined): Limit | undefined {
  if (!isCall(tree, 'and')) return undefined
  const [chosen, many] = tree.of
  if (!isCall(chosen, 'selected') || chosen.of[0]?.kind !== 'self' || chosen.of[1]?.kind !== 'text') return undefined
  if (!isCall(many, '>') || !ofSelf(many.of[0], 'count-selected') || numberOf(many.of[1]) !== 1) return undefined
  return { exclusive: [chosen.of[1].value] }
}
