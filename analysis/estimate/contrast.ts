import { AnalysisError } from '../failure.ts'
import { type Matrix, quadraticForm } from '../numeric/matrix.ts'

export type Contrast = Readonly<{ value: number; se: number }>
/** Named estimates and the covariance between them. */
export type Named = Readonly<{ names: readonly string[]; values: ArrayLike<number>; covariance: Matrix }>

/**
 * A linear combination of estimates, with its error from their covariance.
 *
 *   c'b,  se^2 = c' V c
 *
 * @param of     estimates with their covariance
 * @param coefs  factor by name; names left out count 0
 * @returns      value and standard error
 * @throws AnalysisError column_missing {variable}: a name that is not among the estimates
 *
 * Source: Sarndal, Swensson and Wretman (1992), section 5.5.
 * Golden: contrast.
 */
export function linearContrast(of: Named, coefs: Readonly<Record<string, number>>): Contrast {
  const factors = new Float64Array(of.names.length)
  for (const [name, factor] of Object.entries(coefs)) factors[positionOf(of, name)] += factor
  const value = factors.reduce((sum, factor, i) => sum + factor * of.values[i], 0)
  return { value, se: Math.sqrt(Math.max(0, quadraticForm(factors, of.covariance))) }
}

/**
 * Any expression in estimates, with its error by the delta method.
 *
 *   f(b),  se^2 = f'(b) V f'(b)'
 *
 * Expressions know + - * / and brackets, exp, log and sqrt, numbers, and names (in back-ticks where they are no identifiers). Poor where f
 * bends within a standard error.
 *
 * @param of          estimates with their covariance
 * @param expression  for example "a / (a + b)"
 * @returns           value and standard error
 * @throws AnalysisError formula_invalid {at}; column_missing {variable}; too_few_units: a division by 0
 *
 * Source: Wolter (2007), Introduction to Variance Estimation, section 6.2.
 * Golden: contrast.
 */
export function expressionContrast(of: Named, expression: string): Contrast {
  const { value, slope } = parse(of, expression)
  if (!Number.isFinite(value)) throw new AnalysisError('too_few_units', { expression })
  return { value, se: Math.sqrt(Math.max(0, quadraticForm(slope, of.covariance))) }
}

function positionOf(of: Named, name: string): number {
  const at = of.names.indexOf(name)
  if (at < 0) throw new AnalysisError('column_missing', { variable: name, known: of.names.slice(0, 20) })
  return at
}

/** A value that knows its derivative by every estimate. */
type Dual = { value: number; slope: Float64Array }
const token = /\s*(`[^`]*`|[\p{L}._][\p{L}\p{N}._]*|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|[-+*/()])/uy
const functions: Readonly<Record<string, (v: number) => [number, number]>> = {
  exp: (v) => [Math.exp(v), Math.exp(v)],
  log: (v) => [Math.log(v), 1 / v],
  sqrt: (v) => [Math.sqrt(v), 0.5 / Math.sqrt(v)],
}

function parse(of: Named, expression: string): Dual {
  const tokens: string[] = []
  token.lastIndex = 0
  const text = expression.trimEnd()
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const found = token.exec(text)?.[1]
    if (found === undefined) throw new AnalysisError('formula_invalid', { formula: expression, at: at + 1 })
    tokens.push(found)
  }
  let next = 0
  const fail = () => new AnalysisError('formula_invalid', { formula: expression, at: tokens[next] ?? 'end' })
  const constant = (value: number): Dual => ({ value, slope: new Float64Array(of.names.length) })

  const factor = (): Dual => {
    const now = tokens[next++]
    if (now === undefined) throw fail()
    if (now === '-') {
      const inside = factor()
      return { value: -inside.value, slope: inside.slope.map((each) => -each) }
    }
    if (now === '+') return factor()
    if (now === '(') {
      const inside = sum()
      if (tokens[next++] !== ')') throw fail()
      return inside
    }
    if (/^[\d.]/.test(now) && Number.isFinite(Number(now))) return constant(Number(now))
    if (tokens[next] === '(' && Object.hasOwn(functions, now)) {
      const inside = factor()
      const [value, slope] = functions[now](inside.value)
      return { value, slope: inside.slope.map((each) => each * slope) }
    }
    if (/^[*/)]$/.test(now)) throw fail()
    const name = now.startsWith('`') ? now.slice(1, -1) : now
    const at = positionOf(of, name)
    const made = constant(of.values[at])
    made.slope[at] = 1
    return made
  }
  const product = (): Dual => {
    let left = factor()
    while (tokens[next] === '*' || tokens[next] === '/') {
      const divide = tokens[next++] === '/'
      const right = factor()
      left = divide
        ? combine(left, right, 1 / right.value, -left.value / right.value ** 2, left.value / right.value)
        : combine(left, right, right.value, left.value, left.value * right.value)
    }
    return left
  }
  const sum = (): Dual => {
    let left = product()
    while (tokens[next] === '+' || tokens[next] === '-') {
      const sign = tokens[next++] === '+' ? 1 : -1
      const right = product()
      left = combine(left, right, 1, sign, left.value + sign * right.value)
    }
    return left
  }
  const result = sum()
  if (next < tokens.length) throw fail()
  return result
}

function combine(left: Dual, right: Dual, byLeft: number, byRight: number, value: number): Dual {
  const slope = left.slope.map((each, i) => byLeft * each + byRight * right.slope[i])
  return { value, slope }
}
