import type { FrameRow } from './frame.ts'
import { normalForm } from './frame-columns.ts'
import type { Issue } from './issue.ts'

/** Fields of a school that are compared; a change of any of them is named with what stood there before. */
const FIELDS = ['name', 'level', 'area', 'commune', 'classes', 'pupils', 'khmerShare', 'ownership'] as const
export type ChangedField = Readonly<{
  field: (typeof FIELDS)[number]
  before: string | number | null
  after: string | number | null
}>
export type SchoolChange = Readonly<{ code: string; name: string; fields: readonly ChangedField[] }>
export type TotalChange = Readonly<{
  level: string
  area: string
  schools: readonly [before: number, after: number]
  classes: readonly [before: number, after: number]
  pupils: readonly [before: number, after: number]
  /** more of it changed than schools do from one year to the next: worth a look before it is believed */
  large: boolean
}>
export type FrameChange = Readonly<{
  added: readonly FrameRow[]
  removed: readonly FrameRow[]
  changed: readonly SchoolChange[]
  same: number
  totals: readonly TotalChange[]
}>

/** Pupils of a level in an area move by a few percent a year; more, and by more than a class or two, is looked at. */
export const LARGE_SHARE = 0.1
export const LARGE_PUPILS = 60
/** A class above this has a digit too many, or the list counts something else as a class. */
export const MOST_PER_CLASS = 70

/** What is different between two school lists: schools by their code, totals by level and area. */
export function compareFrames(before: readonly FrameRow[], after: readonly FrameRow[]): FrameChange {
  const keyOf = ({ code }: FrameRow) => code.normalize('NFC').trim().toUpperCase()
  const old = new Map(before.map((row) => [keyOf(row), row]))
  const now = new Set(after.map(keyOf))
  const kept = after.flatMap((row) => {
    const was = old.get(keyOf(row))
    return was ? [{ code: row.code, name: row.name, fields: changedFields(was, row) }] : []
  })
  const changed = kept.filter(({ fields }) => fields.length > 0)
  return {
    added: after.filter((row) => !old.has(keyOf(row))),
    removed: before.filter((row) => !now.has(keyOf(row))),
    changed,
    same: kept.length - changed.length,
    totals: totalChanges(before, after),
  }
}

const changedFields = (was: FrameRow, is: FrameRow): ChangedField[] =>
  FIELDS.filter((field) => was[field] !== is[field]).map((field) => ({
    field,
    before: was[field] ?? null,
    after: is[field] ?? null,
  }))

function totalChanges(before: readonly FrameRow[], after: readonly FrameRow[]): TotalChange[] {
  const sums = new Map<string, { level: string; area: string; was: Counts; is: Counts }>()
  for (const [rows, side] of [
    [before, 'was'],
    [after, 'is'],
  ] as const)
    for (const { level, area, classes, pupils } of rows) {
      const key = `${level}\u0000${area}`
      const sum = sums.get(key) ?? { level, area, was: [0, 0, 0], is: [0, 0, 0] }
      const [s, c, p] = sum[side]
      sums.set(key, { ...sum, [side]: [s + 1, c + classes, p + pupils] })
    }
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { level, area, was, is }]) => ({
      level,
      area,
      schools: [was[0], is[0]],
      classes: [was[1], is[1]],
      pupils: [was[2], is[2]],
      large: isLarge(was[2], is[2]) || (was[0] === 0) !== (is[0] === 0),
    }))
}
type Counts = readonly [schools: number, classes: number, pupils: number]

const isLarge = (was: number, is: number): boolean =>
  Math.abs(is - was) > LARGE_PUPILS && Math.abs(is - was) > LARGE_SHARE * Math.max(was, 1)

/**
 * What is odd about a list and yet no fault: the same name twice at one level in one place, a school with nobody, more pupils a
 * class than a room holds. `detail.unit` is the school's code.
 */
export function frameNotices(rows: readonly FrameRow[]): Issue[] {
  const first = new Map<string, string>()
  return rows.flatMap(({ code, name, level, area, commune, classes, pupils }) => {
    const issues: Issue[] = []
    const notice = (field: string, issue: string, detail: Issue['detail']) =>
      issues.push({ path: `/schools/${field}`, code: issue, detail: { unit: code, name, ...detail } })
    const key = normalForm(`${level} ${area} ${commune ?? ''} ${name}`)
    const twin = first.get(key)
    if (twin === undefined) first.set(key, code)
    else notice('name', 'school_twice', { first: twin })
    if (classes === 0 && pupils === 0) notice('pupils', 'school_empty', {})
    if (classes > 0 && pupils / classes > MOST_PER_CLASS)
      notice('classes', 'class_too_full', { value: Math.round(pupils / classes), max: MOST_PER_CLASS })
    return issues
  })
}
