/** Days and moments as Vietnamese offices write them: days below 10 and the months 1 and 2 with a leading zero. */

const two = (number: number): string => String(number).padStart(2, '0')

/** `2023-09-05` as `05/9/2023`. */
export function dayText(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number)
  if (!year || !month || !date) return day
  return `${two(date)}/${month <= 2 ? two(month) : month}/${year}`
}

const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

/** The day in Vietnam of a moment, ISO. */
export const dayOf = (moment: Date): string => isoDay.format(moment)

/** `2023-09-05T07:12:00Z` as `14:12, 05/9/2023`, the time of Vietnam wherever the reader is. */
export function momentText(iso: string): string {
  const moment = new Date(iso)
  return Number.isNaN(moment.getTime()) ? iso : `${clock.format(moment)}, ${dayText(dayOf(moment))}`
}

/** Whole days from one ISO day to another; negative when it is past. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000)
