import { parse, type Tree } from '../expression/parse.ts'

/** What a constraint says in the few forms that an item can hold; undefined if it says anything else. */
export type Bounds = Readonly<{
  min?: number
  max?: number
  maxLength?: number
  maxChosen?: number
  exclusive: readonly string[]
}>

export function readBounds(constraint: string): Bounds | undefined {
  if (constraint === '') return { exclusive: [] }
  const read = parse(constraint)
  if (!('tree' in read)) return undefined
  let bounds: Bounds = { exclusive: [] }
  for (const part of conjuncts(read.tree)) {
    const found = boundOf(part)
    if (!found) return undefined
    bounds = { ...bounds, ...found, exclusive: [...bounds.exclusive, ...(found.exclusive ?? [])] }
  }
  return bounds
}

const conjuncts = (tree: Tree): Tree[] =>
  tree.kind === 'call' && tree.name === 'and' ? tree.of.flatMap(conjuncts) : [tree]

const isCall = (tree: Tree | undefined, name: string): tree is Extract<Tree, { kind: 'call' }> =>
  tree?.kind === 'call' && tree.name === name
const ofSelf = (tree: Tree | undefined, name: string): boolean => isCall(tree, name) && tree.of[0]?.kind === 'self'

function numberOf(tree: Tree | undefined): number | undefined {
  if (tree?.kind === 'number') return tree.value
  if (!isCall(tree, 'minus')) return undefined
  const inner = numberOf(tree.of[0])
  return inner === undefined ? undefined : -inner
}

function boundOf(tree: Tree): Partial<Bounds> | undefined {
  if (tree.kind !== 'call') return undefined
  const [left, right] = tree.of
  if (tree.name === 'not') return exclusiveOf(left)
  const number = numberOf(right)
  if (number === undefined || !Number.isInteger(number)) return undefined
  const most = tree.name === '<=' ? number : tree.name === '<' ? number - 1 : undefined
  const least = tree.name === '>=' ? number : tree.name === '>' ? number + 1 : undefined
  if (left?.kind === 'self')
    return most !== undefined ? { max: most } : least !== undefined ? { min: least } : undefined
  if (most === undefined) return undefined
  if (ofSelf(left, 'string-length')) return { maxLength: most }
  return ofSelf(left, 'count-selected') ? { maxChosen: most } : undefined
}

/** `not(selected(., 'none') and count-selected(.) > 1)` */
function exclusiveOf(tree: Tree | undefined): Partial<Bounds> | undefined {
  if (!isCall(tree, 'and')) return undefined
  const [chosen, many] = tree.of
  if (!isCall(chosen, 'selected') || chosen.of[0]?.kind !== 'self' || chosen.of[1]?.kind !== 'text') return undefined
  if (!isCall(many, '>') || !ofSelf(many.of[0], 'count-selected') || numberOf(many.of[1]) !== 1) return undefined
  return { exclusive: [chosen.of[1].value] }
}
