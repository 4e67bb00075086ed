import { access, constants, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.age$/

/** `20261126T203000Z.age`: sorts by time. */
export const copyName = (at: Date): string =>
  `${at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')}.age`

/** When a copy was made, by its name; undefined for a file that is none of ours. */
export function copyTime(name: string): number | undefined {
  const found = NAME.exec(name)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second] = found
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

export const mayKeepCopies = (dir: string): Promise<boolean> =>
  access(dir, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )

/** When the newest whole copy of a folder was begun. */
export async function newestCopy(dir: string): Promise<number | undefined> {
  const times = (await readdir(dir)).flatMap((name) => copyTime(name) ?? [])
  return times.length > 0 ? Math.max(...times) : undefined
}

const HOUR_MS = 3_600_000
/** All of the last two hours, one an hour for two days, one a day for thirty. */
const STEPS = [
  { for: 2 * HOUR_MS, one: 0 },
  { for: 48 * HOUR_MS, one: HOUR_MS },
  { for: 30 * 24 * HOUR_MS, one: 24 * HOUR_MS },
] as const

/** The copies that are not wanted any more. The newest always stays, and so does every file that is no copy. */
export function oldCopies(names: readonly string[], now: Date): string[] {
  const copies = names
    .flatMap((name) => {
      const at = copyTime(name)
      return at === undefined ? [] : [{ name, at }]
    })
    .sort((one, other) => other.at - one.at)
  const taken = new Set<string>()
  return copies
    .filter(({ at }, place) => {
      const age = now.getTime() - at
      const step = STEPS.find((each) => age < each.for)
      if (place === 0 || step?.one === 0) return false
      if (!step) return true
      // The last one of each hour or day is kept.
      const slot = `${step.one}/${Math.floor(at / step.one)}`
      if (taken.has(slot)) return true
      taken.add(slot)
      return false
    })
    .map(({ name }) => name)
}

/** Deletes them, and what a copying that was broken off has left. */
export async function thinCopies(dir: string, now: Date): Promise<void> {
  const names = await readdir(dir)
  const broken = names.filter((name) => {
    const at = name.endsWith('.part') ? copyTime(name.slice(0, -'.part'.length)) : undefined
    return at !== undefined && now.getTime() - at > HOUR_MS
  })
  for (const name of [...oldCopies(names, now), ...broken]) await rm(join(dir, name), { force: true })
}
