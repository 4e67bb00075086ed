import { expand, type PlainItem } from '../expand.ts'
import type { Instrument } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import { isForPeople } from '../questionnaire.ts'
import { askedQuestions } from '../relevant.ts'
import { LANGUAGES } from '../text.ts'
import { textsOf } from '../texts.ts'
import { evaluate, type Value } from './evaluate.ts'
import { answersIn, type Tree } from './parse.ts'
import { pipesIn } from './pipe.ts'
import { rulesOf } from './rules.ts'
import { checkExpression, type Kind, type Known } from './typing.ts'

/** How many combinations of answers are tried to find out whether a condition can ever be true. */
const MOST_TRIALS = 20_000

type Placed = Readonly<{ item: PlainItem; path: string }>
type Rule = Readonly<{ name: 'relevant' | 'constraint' | 'calculation'; source: string; wanted: Kind }>

/** What is wrong with the expressions of an instrument: faults of language, of order, and questions nobody would ever see. */
export function conditionIssues(form: Instrument): Issue[] {
  const items = form.blocks.flatMap((block, b) =>
    block.items.flatMap((item, i) =>
      expand(item).map((plain): Placed => ({ item: plain, path: `/blocks/${b}/items/${i}` })),
    ),
  )
  const place = new Map(items.map(({ item }, index) => [item.id, index]))
  const answers = new Map(
    items.flatMap(({ item }) => (item.type === 'note' ? [] : [[item.id, knownOf(item)] as const])),
  )
  const trees = new Map<string, Tree[]>()
  const issues: Issue[] = []
  const found = items.flatMap(({ item, path }, index) =>
    rulesIn(item).flatMap(({ name, source, wanted }) => {
      const self = name === 'constraint' ? answers.get(item.id) : undefined
      const checked = checkExpression(source, { answers, ...(self ? { self } : {}) }, wanted)
      issues.push(...checked.issues.map((issue) => ({ ...issue, path: `${path}/${name}` })))
      if (!checked.tree || checked.issues.length > 0) return []
      trees.set(item.id, [...(trees.get(item.id) ?? []), checked.tree])
      return [{ item, path: `${path}/${name}`, name, tree: checked.tree, index }]
    }),
  )
  const byId = new Map(items.map(({ item }) => [item.id, item]))
  for (const { item, path, name, tree, index } of found) {
    // A constraint may look at its own answer by name too.
    const reach = name === 'constraint' ? index + 1 : index
    const late = answersIn(tree).filter((other) => (place.get(other) ?? 0) >= reach)
    const circle = late.length > 0 ? circleFrom(item.id, trees) : undefined
    if (circle) issues.push({ path, code: 'cycle', detail: { way: circle.join(' > ') } })
    else if (late.length > 0) issues.push({ path, code: 'forward_reference', detail: { name: late.join(', ') } })
    else if (name === 'relevant' && !canBeTrue(tree, byId))
      issues.push({ path, code: 'never_asked', detail: { id: item.id } })
  }
  issues.push(...pipeIssues(form, place))
  if (issues.length === 0 && !askedQuestions(form, {}, rulesOf(form)).some(isForPeople))
    issues.push({ path: '/blocks', code: 'nothing_asked' })
  return unique(issues)
}

/** The rows of a matrix share their expressions: what is wrong with them is said once. */
function unique(issues: readonly Issue[]): Issue[] {
  const known = new Set<string>()
  return issues.filter((issue) => {
    const key = JSON.stringify(issue)
    return !known.has(key) && known.add(key)
  })
}

function rulesIn(item: PlainItem): Rule[] {
  const rules: Rule[] = []
  const { relevant } = item
  if (relevant !== undefined) rules.push({ name: 'relevant', source: relevant, wanted: 'boolean' })
  if ('constraint' in item && item.constraint !== undefined)
    rules.push({ name: 'constraint', source: item.constraint, wanted: 'boolean' })
  if (item.type === 'calculated') rules.push({ name: 'calculation', source: item.calculation, wanted: item.gives })
  return rules
}

/** Texts may only show answers that are given before they are read. */
function pipeIssues(form: Instrument, place: ReadonlyMap<string, number>): Issue[] {
  return textsOf(form).flatMap(({ path, text }) => {
    const at = /^\/blocks\/(\d+)\/items\/(\d+)/.exec(path)
    const item = at ? form.blocks[Number(at[1])]?.items[Number(at[2])] : undefined
    const here = item ? (place.get(expand(item)[0]?.id ?? '') ?? 0) : 0
    return LANGUAGES.flatMap((language) =>
      pipesIn(text[language] ?? '').flatMap(({ name, at: position }): Issue[] => {
        const known = place.get(name)
        // The message about a wrong answer may repeat it.
        const reach = path.endsWith('/message') ? here + 1 : here
        if (known !== undefined && known < reach) return []
        const code = known === undefined ? 'answer_unknown' : 'forward_reference'
        return [{ path: `${path}/${language}`, code, detail: { name, at: position } }]
      }),
    )
  })
}

/** What an expression may take the answer of an item for. */
export const knownOf = (item: PlainItem): Known => {
  switch (item.type) {
    case 'scale':
    case 'percent':
    case 'number':
      return { kind: 'number' }
    case 'single':
      return { kind: 'single', options: item.options.map((option) => option.value) }
    case 'multiple':
    case 'ranking':
      return { kind: 'choices', options: item.options.map((option) => option.value) }
    case 'date':
      return { kind: 'date' }
    case 'calculated':
      return { kind: item.gives }
    default:
      return { kind: 'text' }
  }
}

/** The way from a question over the conditions back to itself, if there is one. */
function circleFrom(start: string, trees: ReadonlyMap<string, readonly Tree[]>): string[] | undefined {
  const seen = new Set<string>()
  const waiting: string[][] = [[start]]
  for (const way of waiting) {
    // A constraint may name its own answer; that is no way round.
    for (const name of (trees.get(way.at(-1) ?? '') ?? []).flatMap(answersIn)) {
      if (name === start) return [...way, start]
      if (seen.has(name)) continue
      seen.add(name)
      waiting.push([...way, name])
    }
  }
  return undefined
}

/** Tries every combination of answers. Where that is not possible (open text, the day, too many), the designer is believed. */
function canBeTrue(tree: Tree, items: ReadonlyMap<string, PlainItem>): boolean {
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
function everyAnswer(item: PlainItem | undefined): Value[] | undefined {
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
