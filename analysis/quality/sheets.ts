/** The answer sheets of comparable schools (one level, one form), a row a sheet. Only days, never a time of the day. */
export type Sheets = Readonly<{
  school: readonly string[]
  /** Whole days since any fixed day. */
  day: ArrayLike<number>
  /** The judged items, 1..5; NaN where there is no answer. */
  items: readonly ArrayLike<number>[]
}>

/** Fewer answers on a sheet say nothing about how it was filled in. */
export const LEAST_ITEMS = 10

/** The answers of a sheet that are there, in the order of the items. */
export function answersOf({ items }: Sheets, row: number): number[] {
  const answers: number[] = []
  for (const values of items) if (!Number.isNaN(values[row])) answers.push(values[row])
  return answers
}

export const isStraight = (answers: readonly number[]): boolean =>
  answers.length >= LEAST_ITEMS && answers.every((answer) => answer === answers[0])

/** Rows of each school, in order. */
export function rowsBySchool({ school }: Pick<Sheets, 'school'>): Map<string, number[]> {
  const rows = new Map<string, number[]>()
  for (const [row, code] of school.entries()) {
    const own = rows.get(code)
    if (own) own.push(row)
    else rows.set(code, [row])
  }
  return rows
}
