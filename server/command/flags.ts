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
    throw new UsageError((error as Error).message.split('. ')[0])
  }
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
