/**
 * The day a document of a year is made on, which heads it by the units of that day and by which it counts what is late. A demonstration
 * lives in its own year, whatever the calendar says: there the day is the last of that year, and all of its papers come from one office.
 */
export const issuingDay = (day: string, year: number, demonstration: boolean): string => {
  const last = `${year}-12-31`
  return demonstration && last < day ? last : day
}
