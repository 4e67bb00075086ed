import { parseArgs } from 'node:util'
import { UsageError } from './command.ts'

type Kinds = Record<string, 'string' | 'boolean'>
export type Flags<K extends Kinds> = { [name in keyof K]?: K[name] extends 'boolean' ? boolean : string } & {
  words: string[]
}

/** `--round ID FILE` -> { round, words: [FILE] }; anything unknown is wrong usage. */
export function readFlags<const K extends Kinds>(args: readonly string[], kinds: K): Flags<K> {
  try {
    const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }]))
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { ...values, words: positionals } as Flags<K>
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\.(?:\s|$)/)[0])
  }
}

/** For what takes options alone: a word that nobody reads would be taken for one that was understood. */
export function onlyFlags<const K extends Kinds>(args: readonly string[], kinds: K): Flags<K> {
  const flags = readFlags(args, kinds)
  const [word] = flags.words
  if (word === undefined) return flags
  const known = Object.keys(kinds).map((name) => `--${name}`)
  throw new UsageError(`"${word}" is one word too many${known.length > 0 ? `: say ${known.join(', ')}` : ''}`)
}

export function need(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed`)
  return value
}

export function readCount(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise
  const count = Number(text)
  if (!/^\d{1,9}$/.test(text) || count < 1)
    throw new UsageError(`--${name} must be a whole number above 0, not "${text}"`)
  return count
}
