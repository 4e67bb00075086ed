import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { encrypting } from '../backup/age.ts'
import { ownRecipients } from '../backup/backup-key.ts'
import { claimCopy, putOnRecord, recordFailure } from '../backup/claim.ts'
import { clearBroken, copyName, thinCopies, whyNoCopies } from '../backup/copies.ts'
import { makeBackup } from '../backup/make-backup.ts'
import type { Manifest } from '../backup/manifest.ts'
import { unlessStopped } from '../backup/on-stop.ts'
import { writeWhole } from '../backup/whole-file.ts'
import { isUnavailable } from '../db/storage-fault.ts'
import { actOf, type Deps } from '../deps.ts'
import { type Command, CommandError, type Io, UsageError } from './command.ts'
import { readFlags } from './flags.ts'
import { withStoredData, writeAs } from './with-deps.ts'

export const backup: Command = {
  usage: 'backup FILE | --into DIR',
  does: 'an encrypted copy (age) of all data but the keys, as they are at one moment while the server runs; - for FILE is standard output; --into makes one under the name of its time if one is due, and deletes old ones',
  run: async (args, io) => {
    const { words, into } = readFlags(args, { into: 'string' })
    const [word] = words
    if (into === undefined ? words.length !== 1 || !word : words.length > 0 || into === '')
      throw new UsageError('say backup FILE, or backup --into DIR')
    const why = into === undefined ? undefined : await whyNoCopies(into)
    if (why !== undefined) throw new CommandError(`${into} is no folder this user can keep copies in: ${why}`)
    await withStoredData(io, async (deps) => {
      const recipients = await recipientsOf(io)
      if (into !== undefined) for (const copy of await clearBroken(into)) await recordNothing(deps, io, copy)
      const begun = await begin(deps, io, into !== undefined)
      if (begun === 'not due') {
        if (io.terminal)
          io.err('no copy is due: nothing has changed, or the last one was begun less than four minutes ago')
        return
      }
      const file = into === undefined ? word : join(into, copyName(begun))
      const manifest = await unlessStopped((stopped) => copy(deps, io, recipients, file, stopped)).catch(
        async (error: unknown) => {
          await recordNothing(deps, io, copyName(begun))
          throw error
        },
      )
      if (into !== undefined) await thinCopies(into, deps.clock())
      const said = JSON.stringify(summary(manifest))
      if (file === '-') io.err(said)
      else io.out(said)
      if (manifest.faults.length > 0)
        throw new CommandError(`the backup was made, but not everything was whole: ${manifest.faults.join('; ')}`)
    })
  },
}

async function recipientsOf(io: Io): Promise<readonly string[]> {
  if (io.config.backupRecipients.length > 0) return io.config.backupRecipients
  const { recipients, made } = await ownRecipients(io.config.dataDir)
  if (made)
    io.err(
      `made ${made}, the only key that opens backups: copy it and keys/master.key to safe places away from this machine, and from each other`,
    )
  return recipients
}

/** When it is begun, by the record. A full disk, of all things, does not stop a backup. */
async function begin(deps: Deps, io: Io, ifDue: boolean): Promise<Date | 'not due'> {
  const by = actOf(deps, 'command')
  try {
    const due = await deps.db.transaction().execute(async (db) => (ifDue ? claimCopy(db, by) : putOnRecord(db, by)))
    if (due === false) return 'not due'
  } catch (error) {
    if (!isUnavailable(error)) throw error
    io.err('the database takes no entry at the moment: this backup is not on record')
  }
  return by.now
}

/** So that the next one is not put off until something changes. */
async function recordNothing(deps: Deps, io: Io, name: string): Promise<void> {
  try {
    await writeAs(deps, (db, by) => recordFailure(db, by, name))
  } catch {
    io.err('the database takes no entry at the moment: that this backup came to nothing is not on record')
  }
}

async function copy(
  deps: Deps,
  io: Io,
  recipients: readonly string[],
  file: string,
  stopped: AbortSignal,
): Promise<Manifest> {
  if (file !== '-') return writeWhole(file, (into) => write(deps, io, recipients, into, stopped))
  return write(deps, io, recipients, process.stdout, stopped).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'write' ? new CommandError(`standard output cannot be written: ${error.code}`) : error
  })
}

async function write(
  deps: Deps,
  io: Io,
  recipients: readonly string[],
  file: Writable,
  stopped: AbortSignal,
): Promise<Manifest> {
  const { into, ended } = await encrypting(file, recipients)
  const stop = () => into.destroy(stopped.reason as Error)
  stopped.addEventListener('abort', stop)
  if (stopped.aborted) stop()
  const progress = (table: string) => {
    if (io.terminal) io.err(table)
  }
  // What fails first at the file is what is told; the copying only finds that nobody takes its pieces.
  const [written, made] = await Promise.allSettled([ended, makeBackup(deps, { now: deps.clock(), progress }, into)])
  stopped.removeEventListener('abort', stop)
  stopped.throwIfAborted()
  if (made.status === 'rejected' && !isGone(made.reason)) throw made.reason
  if (written.status === 'rejected') throw written.reason
  if (made.status === 'rejected') throw made.reason
  return made.value
}

const isGone = (error: unknown): boolean =>
  /^ERR_STREAM|ABORT_ERR/.test(String((error as NodeJS.ErrnoException).code ?? ''))

/** What the operator keeps elsewhere: with `auditHead` an older copy that is brought back is known for what it is. */
const summary = ({ madeAt, engine, tables, evidence, audit: { count, head } }: Manifest) => ({
  madeAt,
  engine,
  tables: Object.keys(tables).length,
  rows: Object.values(tables).reduce((sum, { rows }) => sum + rows, 0),
  evidence,
  auditEntries: count,
  auditHead: head,
})
