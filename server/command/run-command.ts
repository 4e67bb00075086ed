import { AnalysisError } from '../../analysis/failure.ts'
import { BackupError } from '../backup/backup-error.ts'
import { ConfigError, readConfig } from '../config.ts'
import { storageLine } from '../db/storage-fault.ts'
import { Problem } from '../problem.ts'
import { CommandError, type Io, UsageError } from './command.ts'
import { COMMANDS } from './commands.ts'

export type Surroundings = Readonly<{
  env: NodeJS.ProcessEnv
  out: (text: string) => void
  err: (text: string) => void
  terminal: boolean
}>

/** The command line: `hailong COMMAND …`. Exit status 0 done, 1 the work failed, 2 wrong usage. */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const { env, out, err, terminal } = around
  const [name, ...words] = args
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined
  if (name === '--help' || name === 'help' || (command && words.includes('--help'))) {
    const shown = command ? [command] : await Promise.all(Object.values(COMMANDS).map((load) => load()))
    for (const { usage, does } of shown) out(`hailong ${usage}\n    ${does}`)
    return 0
  }
  if (!command) {
    const known = `say one of ${Object.keys(COMMANDS).join(', ')}, or --help`
    err(name === undefined ? `usage: ${known}` : `usage: unknown command ${name}: ${known}`)
    return 2
  }
  try {
    const io: Io = { out, err, config: readConfig(env), terminal }
    // What SQLite lays aside while it sorts or writes the file anew are answers, too: they lie on the disk of the data and on no other.
    env.SQLITE_TMPDIR ??= io.config.dataDir
    await command.run(words, io)
    return 0
  } catch (error) {
    const [line, status] = reasonOf(error)
    err(line)
    if (status === 1 && env.LOG_LEVEL === 'debug' && error instanceof Error && error.stack) err(error.stack)
    return status
  }
}

function reasonOf(error: unknown): [line: string, status: 1 | 2] {
  if (error instanceof UsageError) return [`usage: ${error.message}`, 2]
  if (error instanceof CommandError || error instanceof ConfigError || error instanceof BackupError)
    return [error.message, 1]
  if (error instanceof Problem) return [problemLine(error), 1]
  if (error instanceof AnalysisError) return [`cannot compute: ${error.message}`, 1]
  const storage = error instanceof Error ? storageLine(error) : undefined
  if (storage) return [storage, 1]
  return [`unexpected: ${error instanceof Error ? error.message : String(error)}`, 1]
}

/** `step_not_possible: The round is not at the step where this can be done (state fielding, step report)` */
function problemLine({ code, message, detail, errors }: Problem): string {
  const known = Object.entries(detail).map(([name, value]) => `${name} ${value}`)
  const places = errors.map((error) => `${error.pointer} ${error.code}`)
  return [`${code}: ${message}`, known.length > 0 ? `(${known.join(', ')})` : '', places.join('; ')]
    .filter((part) => part !== '')
    .join(' ')
}
