/**
 * The days a request about one's own data has: two working days to say that it came, then 15 days to withdraw, restrict or
 * object (20 where others work on the data for the Department), extended once by 15; every other request within 10.
 *
 * Source: Nghị định 356/2025/NĐ-CP (its text as found in two commentaries; other requests are said to have 10 to 20 days,
 * the shorter is taken). Saturdays and Sundays are no working days; public holidays are not known here, so the day shown is
 * never later than the law's.
 */
export type RequestKind = 'access' | 'correct' | 'delete' | 'withdraw' | 'restrict' | 'object'

const STOPPING: readonly RequestKind[] = ['withdraw', 'restrict', 'object']
const DAY_MS = 86_400_000

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

export function addWorkingDays(day: string, days: number): string {
  let last = day
  for (let left = days; left > 0; ) {
    last = addDays(last, 1)
    const weekday = new Date(`${last}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return last
}

export const mayBeExtended = (kind: RequestKind): boolean => STOPPING.includes(kind)

export function legalDays(request: {
  kind: RequestKind
  receivedOn: string
  processors: boolean
  extended: boolean
}): Readonly<{ acknowledgeBy: string; doneBy: string }> {
  const days = mayBeExtended(request.kind) ? (request.processors ? 20 : 15) + (request.extended ? 15 : 0) : 10
  return { acknowledgeBy: addWorkingDays(request.receivedOn, 2), doneBy: addDays(request.receivedOn, days) }
}
