/** What the number in a cell stands for, by the cell's number format. `zeros`: shown with at least so many digits. */
export type NumberKind = Readonly<{ kind: 'plain' } | { kind: 'day' } | { kind: 'zeros'; digits: number }>

const PLAIN: NumberKind = Object.freeze({ kind: 'plain' })
const DAY: NumberKind = Object.freeze({ kind: 'day' })

/** Built-in formats of dates and times, with the ones Excel gives to East Asian and Thai settings (ECMA-376 part 1, 18.8.30). */
const isBuiltInDay = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

export function numberKindOf(formatId: number, code: string | undefined): NumberKind {
  if (code === undefined) return isBuiltInDay(formatId) ? DAY : PLAIN
  const first = code.split(';')[0] ?? ''
  if (/^0{2,20}$/.test(first)) return { kind: 'zeros', digits: first.length }
  // Quoted words, escaped letters, colours, locales and padding are no part of a date; [h] and [mm] are.
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(bare) && !/General/i.test(bare) ? DAY : PLAIN
}

const DAYS_OF_1904 = 1462
const LAST_DAY = 2_958_465
const MS_PER_DAY = 86_400_000

/**
 * The day behind a serial number of Excel as `2021-09-05`, or undefined. The 1900 system counts a 29 February 1900 that
 * never was (serial 60); days before it are one further along.
 */
export function dayOfSerial(serial: number, date1904: boolean): string | undefined {
  const whole = Math.floor(serial) + (date1904 ? DAYS_OF_1904 : 0)
  if (!Number.isFinite(serial) || serial < 0 || whole < 1 || whole > LAST_DAY || whole === 60) return undefined
  const days = whole < 60 ? whole + 1 : whole
  return new Date(Date.UTC(1899, 11, 30) + days * MS_PER_DAY).toISOString().slice(0, 10)
}
