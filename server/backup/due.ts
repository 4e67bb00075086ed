/** A copy this often while something changes: with the time of looking and of copying, at most five minutes are lost. */
export const EVERY_MS = 4 * 60_000
/** After so long a copy is made whatever has come. */
const DAY_MS = 24 * 60 * 60_000
/**
 * Two copies with one sheet between them tell whoever opens both which slip it came from; so there are none, or at least this
 * many between them.
 */
export const LEAST_SHEETS = 10

export type LastCopy = Readonly<{ at: string; sheets: number }>

/** Whether a copy is to be made, by what has come since the last one. */
export function isDue(
  last: LastCopy | undefined,
  now: Readonly<{ at: Date; sheets: number; changed: boolean }>,
): boolean {
  if (last === undefined) return true
  const age = now.at.getTime() - Date.parse(last.at)
  // A clock that was set back is no reason to wait for it.
  if (age < 0 || age >= DAY_MS) return true
  if (age < EVERY_MS) return false
  const sheets = now.sheets - last.sheets
  return sheets >= LEAST_SHEETS || (sheets === 0 && now.changed)
}
