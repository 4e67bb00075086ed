/** Versions are `year.number`: the order people read them in. */
export const versionOrder = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 10_000 + Number(part), 0)

/** The number after all that are known: the first of this year, or one more than the last. Never below one that is there. */
export function nextVersion(known: readonly string[], year: number): string {
  const last = [...known].sort((a, b) => versionOrder(b) - versionOrder(a))[0]
  const [lastYear = 0, lastNumber = 0] = last?.split('.').map(Number) ?? []
  return lastYear >= year ? `${lastYear}.${lastNumber + 1}` : `${year}.1`
}
