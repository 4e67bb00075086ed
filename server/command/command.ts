import type { Config } from '../config.ts'

/** Wrong usage: exit status 2, and one line that says what is right. */
export class UsageError extends Error {}

/** The work failed for a reason people can act on: exit status 1, one line, no stack. */
export class CommandError extends Error {}

export type Io = Readonly<{
  out: (text: string) => void
  err: (text: string) => void
  config: Config
  /** A terminal shows progress; a pipe gets none. */
  terminal: boolean
}>

export type Command = Readonly<{
  /** `slips --round ID [--limit N] [--unused]` */
  usage: string
  does: string
  run: (words: readonly string[], io: Io) => Promise<void>
}>
