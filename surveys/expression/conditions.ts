import { askedQuestions } from '../flow.ts'
import type { Instrument, Item } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import { evaluate, type Value } from './evaluate.ts'
import { answersIn, type Tree } from './parse.ts'
import { relevanceOf } from './relevance.ts'
import { checkExpression, type Known } from './typing.ts'

/** How many combinations of answers are tried to find out whether a condition can ever be true. */
const MOST_TRIALS = 20_000

/** What is wrong with the conditions of an instrument: faults of language, of order, and questions nobody would ever see. */
export function conditionIssues(form: Instrument): Issue[] {
  const items = form.blocks.flatMap((block, b) =>
    block.items.map((item, i) => ({ item, path: `/blocks/${b}/items/${i}/relevant` })),
  )
  const place = new Map(items.map(({ item }, index) => [item.id, index]))
  const answers = new Map(items.map(({ item }) => [item.id, knownOf(item)]))
  const trees = new Map<string, Tree>()
  const issues: Issue[] = []
  for (const { item, path } of items) {
    if (item.relevant === undefined) continue
    const checked = checkExpression(item.relevant, { answers }, 'boolean')
    issues.push(...checked.issues.map((issue) => ({ ...issue, path })))
    if (checked.tree && checked.issues.length === 0) trees.set(item.id, checked.tree)
  }
  items.forEach(({ item, path }, index) => {
    const tree = trees.get(item.id)
    if (!tree) return
    const late = answersIn(tree).filter((name) => (place.get(name) ?? 0) >= index)
    const circle = late.length > 0 ? circleFrom(item.id, trees) : undefined
    if (circle) issues.push({ path, code: 'cycle', detail: { way: circle.join(' > ') } })
    else if (late.length > 0) issues.push({ path, code: 'forward_reference', detail: { name: late.join(', ') } })
    else if (!canBeTrue(tree, new Map(items.map((one) => [one.item.id, one.item]))))
      issues.push({ path, code: 'never_asked', detail: { id: item.id } })
  })
  if (issues.length === 0 && askedQuestions(form, {}, relevanceOf(form)).length === 0)
    issues.push({ path: '/blocks', code: 'nothing_asked' })
  return issues
}

const knownOf = (item: Item): Known => {
  if (item.type === 'scale' || item.type === 'percent') return { kind: 'number' }
  if (item.type === 'text') return { kind: 'text' }
  return { kind: item.type === 'single' ? 'single' : 'choices', options: item.options.map((option) => option.value) }
}

/** The way from a question over the conditions back to itself, if there is one. */
function circleFrom(start: string, trees: ReadonlyMap<string, Tree>): string[] | undefined {
  const seen = new Set<string>()
  const waiting: string[][] = [[start]]
  for (const way of waiting) {
    const tree = trees.get(way.at(-1) ?? '')
    for (const name of tree ? answersIn(tree) : []) {
      if (name === start) return [...way, start]
      if (seen.has(name)) continue
      seen.add(name)
      waiting.push([...way, name])
    }
  }
  return undefined
}

/** Tries every combination of answers. Where that is not possible (open text, the day, too many), the designer is believed. */
function canBeTrue(tree: Tree, items: ReadonlyMap<string, Item>): boolean {
  const names = answersIn(tree)
  const choices = names.map((name) => everyAnswer(items.get(name)))
  const trials = choices.reduce((product, values) => product * (values?.length ?? Number.POSITIVE_INFINITY), 1)
  if (trials > MOST_TRIALS || looksAtDay(tree)) return true
  for (let trial = 0; trial < trials; trial++) {
    let rest = trial
    const answers = new Map<string, Value>()
    names.forEach((name, index) => {
      const values = choices[index] ?? []
      answers.set(name, values[rest % values.length])
      rest = Math.floor(rest / values.length)
    })
    if (evaluate(tree, { answerTo: (name) => answers.get(name) }) === true) return true
  }
  return false
}

/** All answers an item can have, none included; undefined where they cannot be counted out. */
function everyAnswer(item: Item | undefined): Value[] | undefined {
  switch (item?.type) {
    case 'scale':
      return [undefined, ...(item.notApplicable ? [null] : []), 1, 2, 3, 4, 5]
    case 'percent': {
      const count = item.max - item.min + 1
      return count > MOST_TRIALS
        ? undefined
        : [undefined, ...Array.from({ length: count }, (_, index) => item.min + index)]
    }
    case 'single':
      return [undefined, ...item.options.map((option) => option.value)]
    case 'multiple': {
      const values = item.options.map((option) => option.value)
      if (values.length > 12) return undefined
      return Array.from({ length: 2 ** values.length }, (_, set) => values.filter((_one, bit) => (set >> bit) & 1))
    }
    default:
      return undefined
  }
}

const looksAtDay = (tree: Tree): boolean => tree.kind === 'call' && (tree.name === 'today' || tree.of.some(looksAtDay))
