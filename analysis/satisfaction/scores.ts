import { AnalysisError } from '../failure.ts'
import type { Term } from './composite.ts'
import type { FormColumns } from './satisfaction.ts'

/** An item as columns without NaN: who answered, who is satisfied, and the answer (0 where none). */
export type ScoredItem = Readonly<{
  id: string
  present: Float64Array
  satisfied: Float64Array
  answer: Float64Array
}>

export type FormScores = Readonly<{
  form: string
  member: Float64Array
  blocks: readonly Readonly<{ id: string; items: readonly ScoredItem[] }>[]
  /** 1 = mean answer high enough in every block, 0 = not in some block, NaN = some block without an answer, or another form. */
  inAll: Float64Array
}>

/**
 * What the indices of one form are made of, a row each: answers, whether there is one, whether it is satisfied.
 *
 *   satisfied in all = 1 if in every block  sum of answers >= satisfiedFrom * answers given,  else 0;  NaN if a block has no answer
 *
 * @param form           columns of the form; rows of other forms are not members
 * @param rows           of the sample
 * @param satisfiedFrom  least degree that counts as satisfied, in degrees of the scale
 * @returns              per item and for the whole form, one entry per row
 * @throws AnalysisError design_invalid: a form of another length
 *
 * Source: domain study, section 1.4, as `satisfaction`.
 * Golden: none of its own; see `satisfaction`.
 */
export function scoresOf(form: FormColumns, rows: number, satisfiedFrom: number): FormScores {
  if (form.member.length !== rows)
    throw new AnalysisError('design_invalid', { reason: 'a form of another length', form: form.form })
  const member = Float64Array.from(form.member, (one) => (one ? 1 : 0))
  const blocks = form.blocks.map(({ id, items }) => ({
    id,
    items: items.map((item) => shareOf(item.id, item.values, rows, satisfiedFrom, member)),
  }))
  const inAll = member.map((one) => (one ? 1 : Number.NaN))
  for (const { items } of blocks.filter((block) => block.items.length > 0))
    for (let row = 0; row < rows; row++) {
      let sum = 0
      let count = 0
      for (const { answer, present } of items) {
        sum += answer[row]
        count += present[row]
      }
      if (count === 0) inAll[row] = Number.NaN
      else if (inAll[row] === 1 && sum < satisfiedFrom * count) inAll[row] = 0
    }
  return { form: form.form, member, blocks, inAll }
}

/** The item's columns; an answer of a row outside `member` does not count. */
export function shareOf(
  id: string,
  values: Float64Array,
  rows: number,
  satisfiedFrom: number,
  member?: Float64Array,
): ScoredItem {
  if (values.length !== rows)
    throw new AnalysisError('design_invalid', { reason: 'a column of another length', variable: id })
  const present = new Float64Array(rows)
  const satisfied = new Float64Array(rows)
  const answer = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const value = values[row]
    if (Number.isNaN(value) || (member && member[row] === 0)) continue
    present[row] = 1
    satisfied[row] = value >= satisfiedFrom ? 1 : 0
    answer[row] = value
  }
  return { id, present, satisfied, answer }
}

/** Ratios whose sum is `factor` times the value of a block. Pooled: one ratio of all answers; otherwise one per item. */
export function termOf(items: readonly ScoredItem[], scale: 'rate' | 'mean', factor: number, pooled: boolean): Term[] {
  if (items.length === 0) return []
  const topOf = (item: ScoredItem) => (scale === 'rate' ? item.satisfied : item.answer)
  if (!pooled) return items.map((item) => ({ top: topOf(item), bottom: item.present, factor: factor / items.length }))
  const sum = (columns: readonly Float64Array[]) =>
    Float64Array.from(columns[0], (_, row) => columns.reduce((total, column) => total + column[row], 0))
  return [{ top: sum(items.map(topOf)), bottom: sum(items.map(({ present }) => present)), factor }]
}
