import type { Issue } from '../issue.ts'
import { isDay } from '../more-answers.ts'
import { parse, type Tree } from './parse.ts'
import { readPattern } from './pattern.ts'

/** What an expression or an answer is. `single` and `choices` are one and several values of a list of options. */
export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'single' | 'choices'
export type Known = Readonly<{ kind: Kind; options?: readonly string[] }>

/** What the expression may look at: answers by name, and the answer itself for `.`. */
export type Scope = Readonly<{ answers: ReadonlyMap<string, Known>; self?: Known }>

const TEXTUAL: readonly Kind[] = ['text', 'single', 'date']

/** What each function takes, by place; the last place stands for any further ones when `more` is set. */
const FUNCTIONS: ReadonlyMap<string, { of: readonly (readonly Kind[])[]; gives: Kind; more?: true }> = new Map(
  Object.entries({
    and: { of: [['boolean'], ['boolean']], gives: 'boolean' },
    or: { of: [['boolean'], ['boolean']], gives: 'boolean' },
    not: { of: [['boolean']], gives: 'boolean' },
    true: { of: [], gives: 'boolean' },
    false: { of: [], gives: 'boolean' },
    '+': { of: [['number'], ['number']], gives: 'number' },
    '-': { of: [['number'], ['number']], gives: 'number' },
    '*': { of: [['number'], ['number']], gives: 'number' },
    div: { of: [['number'], ['number']], gives: 'number' },
    mod: { of: [['number'], ['number']], gives: 'number' },
    minus: { of: [['number']], gives: 'number' },
    abs: { of: [['number']], gives: 'number' },
    int: { of: [['number']], gives: 'number' },
    round: { of: [['number']], gives: 'number' },
    min: { of: [['number'], ['number']], gives: 'number', more: true },
    max: { of: [['number'], ['number']], gives: 'number', more: true },
    selected: { of: [['single', 'choices'], ['text']], gives: 'boolean' },
    'count-selected': { of: [['choices']], gives: 'number' },
    'string-length': { of: [TEXTUAL], gives: 'number' },
    concat: { of: [[...TEXTUAL, 'number']], gives: 'text', more: true },
    contains: { of: [TEXTUAL, TEXTUAL], gives: 'boolean' },
    'starts-with': { of: [TEXTUAL, TEXTUAL], gives: 'boolean' },
    regex: { of: [TEXTUAL, ['text']], gives: 'boolean' },
    today: { of: [], gives: 'date' },
    date: { of: [['text']], gives: 'date' },
  } satisfies Record<string, { of: readonly (readonly Kind[])[]; gives: Kind; more?: true }>),
)

/**
 * Reads an expression and finds everything in it that cannot be meant: unknown names, functions and choices, wrong numbers
 * and kinds of arguments. `detail.at` is the place in the source.
 *
 * @param wanted what the whole must be: `boolean` for a condition
 */
export function checkExpression(
  source: string,
  scope: Scope,
  wanted?: Kind,
): { tree?: Tree; kind?: Kind; issues: Issue[] } {
  const read = parse(source)
  if ('issue' in read) return { issues: [read.issue] }
  const issues: Issue[] = []
  const kind = kindOf(read.tree, scope, (code, at, more) => issues.push({ path: '', code, detail: { at, ...more } }))
  if (wanted && kind && kind !== wanted && issues.length === 0)
    issues.push({ path: '', code: 'kind_wrong', detail: { at: 1, wanted, found: kind } })
  return { tree: read.tree, issues, ...(kind ? { kind } : {}) }
}

type Report = (code: string, at: number, more?: Readonly<Record<string, string | number>>) => void

/** The kind of a part, or undefined where a fault below it makes that unknowable (it has been reported already). */
function kindOf(tree: Tree, scope: Scope, report: Report): Kind | undefined {
  switch (tree.kind) {
    case 'number':
      return 'number'
    case 'text':
      return 'text'
    case 'self':
      if (!scope.self) report('self_unknown', tree.at)
      return scope.self?.kind
    case 'answer': {
      const known = scope.answers.get(tree.name)
      if (!known) report('answer_unknown', tree.at, { name: tree.name })
      return known?.kind
    }
    case 'call':
      return kindOfCall(tree, scope, report)
  }
}

function kindOfCall(tree: Extract<Tree, { kind: 'call' }>, scope: Scope, report: Report): Kind | undefined {
  const { name, of, at } = tree
  const kinds = of.map((part) => kindOf(part, scope, report))
  if (['=', '!=', '<', '<=', '>', '>='].includes(name)) {
    checkComparison(tree, kinds, scope, report)
    return 'boolean'
  }
  if (name === 'if' || name === 'coalesce') return kindOfChoice(tree, kinds, report)
  const known = FUNCTIONS.get(name)
  if (!known) {
    report('function_unknown', at, { name })
    return undefined
  }
  if (known.more ? of.length < known.of.length : of.length !== known.of.length)
    report('argument_count', at, { name, wanted: known.of.length, found: of.length })
  kinds.forEach((kind, index) => {
    const fitting = known.of[Math.min(index, known.of.length - 1)]
    if (kind && fitting && !fitting.includes(kind))
      report('kind_wrong', of[index]?.at ?? at, { wanted: fitting.join(' | '), found: kind })
  })
  if (name === 'selected') checkChoice(of[0], of[1], scope, report, true)
  if (name === 'regex') checkPattern(of[1], report)
  if (name === 'date' && of[0] && (of[0].kind !== 'text' || !isDay(of[0].value))) report('date_invalid', of[0].at)
  return known.gives
}

/** `if(a, b, c)` and `coalesce(a, b)`: the branches must be alike. */
function kindOfChoice(
  { name, of, at }: Extract<Tree, { kind: 'call' }>,
  kinds: readonly (Kind | undefined)[],
  report: Report,
) {
  const wanted = name === 'if' ? 3 : 2
  if (of.length !== wanted) {
    report('argument_count', at, { name, wanted, found: of.length })
    return undefined
  }
  if (name === 'if' && kinds[0] && kinds[0] !== 'boolean')
    report('kind_wrong', of[0]?.at ?? at, { wanted: 'boolean', found: kinds[0] })
  const [one, other] = kinds.slice(-2)
  if (one && other && one !== other) {
    if (TEXTUAL.includes(one) && TEXTUAL.includes(other)) return 'text'
    report('kind_wrong', of.at(-1)?.at ?? at, { wanted: one, found: other })
  }
  return one ?? other
}

function checkComparison(
  { name, of, at }: Extract<Tree, { kind: 'call' }>,
  kinds: readonly (Kind | undefined)[],
  scope: Scope,
  report: Report,
): void {
  const [a, b] = kinds
  const [left, right] = of
  if (!a || !b || !left || !right) return
  const equality = name === '=' || name === '!='
  // `${A4} != ''` asks whether there is an answer, whatever its kind.
  if (equality && (isBlank(left) || isBlank(right))) return
  const alike = a === b || (TEXTUAL.includes(a) && TEXTUAL.includes(b))
  const comparable = equality
    ? alike && a !== 'choices'
    : a === 'number' ||
      ((a === 'date' || b === 'date') && [left, right].every((part) => part.kind !== 'text' || isDay(part.value)))
  if (!alike || !comparable) report('kind_wrong', right.at ?? at, { wanted: a, found: b })
  else if (equality) {
    checkChoice(left, right, scope, report, false)
    checkChoice(right, left, scope, report, false)
  }
}

const isBlank = (tree: Tree): boolean => tree.kind === 'text' && tree.value === ''

/** A text set against a choice must be one of its options, or it would silently never match. */
function checkChoice(
  chosen: Tree | undefined,
  text: Tree | undefined,
  scope: Scope,
  report: Report,
  needed: boolean,
): void {
  if (!text) return
  if (text.kind !== 'text') {
    if (needed) report('choice_not_fixed', text.at)
    return
  }
  const known =
    chosen?.kind === 'answer' ? scope.answers.get(chosen.name) : chosen?.kind === 'self' ? scope.self : undefined
  if (known?.options && !known.options.includes(text.value)) report('choice_unknown', text.at, { value: text.value })
}

function checkPattern(pattern: Tree | undefined, report: Report): void {
  if (!pattern) return
  if (pattern.kind !== 'text') {
    report('pattern_not_fixed', pattern.at)
    return
  }
  const read = readPattern(pattern.value)
  if ('issue' in read) report(read.issue.code, pattern.at + Number(read.issue.detail?.at ?? 0))
}
