import type { Issue } from '../issue.ts'

/**
 * Patterns for `regex()`: letters, classes `[a-z0-9]`, `.`, `\d \w \s`, each with `? * + {n} {n,m}`; no groups, no
 * alternatives, no look-around. Such a pattern is matched by walking a set of places through the text, so time grows
 * with length times places and nothing a designer can write makes it explode. The whole text must match, as in ODK.
 */
type Place = Readonly<{ fits: (letter: string) => boolean; optional: boolean; repeats: boolean }>
export type Pattern = readonly Place[]

const MOST_PLACES = 200
const CLASSES: Readonly<Record<string, (letter: string) => boolean>> = {
  d: (letter) => letter >= '0' && letter <= '9',
  w: (letter) => /^[A-Za-z0-9_]$/.test(letter),
  s: (letter) => /^\s$/.test(letter),
}
const ATOM =
  /(?:\\(?<escaped>.)|\[(?<not>\^?)(?<members>(?:\\.|[^\]\\])+)\]|(?<any>\.)|(?<letter>[^\\[\](){}|?*+^$.]))(?<count>[?*+]|\{\d{1,3}(?:,\d{0,3})?\})?/uy

/** The places of a pattern, or the issue that says where it goes beyond the safe form. */
export function readPattern(source: string): { pattern: Pattern } | { issue: Issue } {
  const wrong = (code: string, at: number) => ({ issue: { path: '', code, detail: { at: at + 1 } } })
  const start = source.startsWith('^') ? 1 : 0
  const end = source.length - (/(^|[^\\])(\\\\)*\$$/.test(source) ? 1 : 0)
  const places: Place[] = []
  for (let at = start; at < end; ) {
    ATOM.lastIndex = at
    const found = ATOM.exec(source)?.groups
    if (!found || ATOM.lastIndex > end) return wrong('pattern_unsafe', at)
    const fits = atom(found)
    const [least, most] = bounds(found.count)
    if (fits === undefined || least > most) return wrong('pattern_unsafe', at)
    const room = MOST_PLACES - places.length
    if ((most === Number.POSITIVE_INFINITY ? least + 1 : most) > room) return wrong('pattern_too_long', at)
    for (let copy = 0; copy < least; copy++) places.push({ fits, optional: false, repeats: false })
    if (most === Number.POSITIVE_INFINITY) places.push({ fits, optional: true, repeats: true })
    else for (let copy = least; copy < most; copy++) places.push({ fits, optional: true, repeats: false })
    at = ATOM.lastIndex
  }
  return { pattern: places }
}

function atom(found: Readonly<Record<string, string | undefined>>): Place['fits'] | undefined {
  const { escaped: sign, members, letter } = found
  if (sign !== undefined) return escaped(sign)
  if (members !== undefined) {
    const fits = memberTest(members)
    return fits && (found.not ? (one) => !fits(one) : fits)
  }
  return letter === undefined ? () => true : (one) => one === letter
}

/** `\d`, `\w`, `\s`, or a sign taken for itself; other letters after a backslash have no meaning here. */
const escaped = (letter: string): Place['fits'] | undefined =>
  CLASSES[letter] ?? (/[A-Za-z0-9]/.test(letter) ? undefined : (one) => one === letter)

function memberTest(members: string): Place['fits'] | undefined {
  const tests: Place['fits'][] = []
  for (const [, sign, from, to, single] of members.matchAll(/\\(.)|([^\\])-([^\\])|(.)/gu)) {
    if (sign !== undefined) {
      const fits = escaped(sign)
      if (!fits) return undefined
      tests.push(fits)
    } else if (from !== undefined && to !== undefined) {
      if (from > to) return undefined
      tests.push((one) => one >= from && one <= to)
    } else tests.push((one) => one === single)
  }
  return (one) => tests.some((fits) => fits(one))
}

function bounds(count: string | undefined): [number, number] {
  if (count === undefined) return [1, 1]
  if (count === '?') return [0, 1]
  if (count === '*') return [0, Number.POSITIVE_INFINITY]
  if (count === '+') return [1, Number.POSITIVE_INFINITY]
  const [least = '', most] = count.slice(1, -1).split(',')
  if (most === undefined) return [Number(least), Number(least)]
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)]
}

/** Whether the whole text fits the pattern. */
export function fitsPattern(pattern: Pattern, text: string): boolean {
  let reached = withSkips(pattern, new Set([0]))
  for (const letter of text) {
    const next = new Set<number>()
    for (const at of reached) {
      const place = pattern[at]
      if (!place?.fits(letter)) continue
      next.add(at + 1)
      if (place.repeats) next.add(at)
    }
    if (next.size === 0) return false
    reached = withSkips(pattern, next)
  }
  return reached.has(pattern.length)
}

/** Adds every place that is reached by leaving out optional ones. Iterating a set visits what is added on the way. */
function withSkips(pattern: Pattern, places: Set<number>): Set<number> {
  for (const at of places) if (pattern[at]?.optional) places.add(at + 1)
  return places
}
