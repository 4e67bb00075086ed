import { access, constants, readdir, rm, stat } from 'node:fs/promises'
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

/** Why copies cannot be kept in a folder, or undefined where they can. */
export const whyNoCopies = (dir: string): Promise<string | undefined> =>
  access(dir, constants.R_OK | constants.W_OK | constants.X_OK).then(
    async () => ((await stat(dir)).isDirectory() ? undefined : 'ENOTDIR'),
    (error: NodeJS.ErrnoException) => error.code ?? 'unknown',
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

/** Deletes those that are not wanted any more. */
export async function thinCopies(dir: string, now: Date): Promise<void> {
  for (const name of oldCopies(await readdir(dir), now)) await rm(join(dir, name), { force: true })
}

const PART = '.part'
/** Whoever still copies writes all the time. */
const STILL_MS = 15 * 60_000

/** The names of copies whose program was killed or lost its machine in the middle; what is left of them is deleted. */
export async function clearBroken(dir: string): Promise<string[]> {
  const broken: string[] = []
  for (const name of await findBroken(dir)) {
    await rm(join(dir, name + PART), { force: true })
    broken.push(name)
  }
  return broken
}

/** Only looks. The clock of the file system is the measure, not the server's. */
export async function findBroken(dir: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(dir)) {
    const copy = name.slice(0, -PART.length)
    if (!name.endsWith(PART) || copyTime(copy) === undefined) continue
    const about = await stat(join(dir, name)).catch(() => undefined)
    if (about && Date.now() - about.mtimeMs > STILL_MS) found.push(copy)
  }
  return found
}
