import { AnalysisError } from '../analysis/failure.ts'
import { BackupError } from './backup/backup-error.ts'
import { CommandError, type Io, UsageError } from './command/command.ts'
import { COMMANDS } from './command/commands.ts'
import { ConfigError, readConfig } from './config.ts'
import { storageLine } from './db/storage-fault.ts'
import { Problem } from './problem.ts'

/** The command line: `hailong COMMAND …`. Exit status 0 done, 1 the work failed, 2 wrong usage. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...words] = args
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined
  if (name === '--help' || name === 'help' || (command && words.includes('--help'))) {
    const shown = command ? [command] : await Promise.all(Object.values(COMMANDS).map((load) => load()))
    for (const { usage, does } of shown) process.stdout.write(`hailong ${usage}\n    ${does}\n`)
    return 0
  }
  if (!command) {
    process.stderr.write(`unknown command ${name ?? ''}: say one of ${Object.keys(COMMANDS).join(', ')}\n`)
    return 2
  }
  try {
    const io: Io = {
      out: (text) => process.stdout.write(`${text}\n`),
      err: (text) => process.stderr.write(`${text}\n`),
      config: readConfig(process.env),
      terminal: process.stderr.isTTY === true,
    }
    // What SQLite lays aside while it sorts or writes the file anew are answers, too: they lie on the disk of the data and on no other.
    process.env.SQLITE_TMPDIR ??= io.config.dataDir
    await command.run(words, io)
    return 0
  } catch (error) {
    const [line, status] = reasonOf(error)
    process.stderr.write(`${line}\n`)
    if (status === 1 && process.env.LOG_LEVEL === 'debug' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`)
    return status
  }
}

function reasonOf(error: unknown): [line: string, status: 1 | 2] {
  if (error instanceof UsageError) return [`usage: ${error.message}`, 2]
  if (error instanceof CommandError || error instanceof ConfigError || error instanceof BackupError)
    return [error.message, 1]
  if (error instanceof Problem)
    return [
      `${error.code}: ${error.message}${error.errors.map(({ pointer, code }) => ` ${pointer} ${code}`).join(';')}`,
      1,
    ]
  if (error instanceof AnalysisError) return [`cannot compute: ${error.message}`, 1]
  const storage = error instanceof Error ? storageLine(error) : undefined
  if (storage) return [storage, 1]
  return [`unexpected: ${error instanceof Error ? error.message : String(error)}`, 1]
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe (`| head`) has had enough.
  if (error.code === 'EPIPE') process.exit(0)
})
process.exitCode = await main(process.argv.slice(2))
