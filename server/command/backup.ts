import { link, open, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { encrypting } from '../backup/age.ts'
import { ownRecipients } from '../backup/backup-key.ts'
import { claimCopy, putOnRecord } from '../backup/claim.ts'
import { copyName, thinCopies } from '../backup/copies.ts'
import { makeBackup } from '../backup/make-backup.ts'
import type { Manifest } from '../backup/manifest.ts'
import { isUnavailable } from '../db/storage-fault.ts'
import type { Deps } from '../deps.ts'
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
    await withStoredData(io, async (deps) => {
      const recipients = await recipientsOf(io)
      if (!(await begin(deps, io, into !== undefined))) return
      const file = into === undefined ? word : join(into, copyName(deps.clock()))
      const manifest =
        file === '-' ? await write(deps, io, recipients, process.stdout) : await toFile(deps, io, recipients, file)
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

/** False where none is due. A full disk, of all things, does not stop a backup. */
async function begin(deps: Deps, io: Io, ifDue: boolean): Promise<boolean> {
  try {
    if (ifDue) return await writeAs(deps, claimCopy)
    await writeAs(deps, putOnRecord)
  } catch (error) {
    if (!isUnavailable(error)) throw error
    io.err('the database takes no entry at the moment: this backup is not on record')
  }
  return true
}

/** Under another name until it is whole and on the disk; a file that is there is never written over. */
async function toFile(deps: Deps, io: Io, recipients: readonly string[], name: string): Promise<Manifest> {
  const file = resolve(name)
  const part = `${file}.part`
  await rm(part, { force: true })
  try {
    const into = await open(part, 'wx', 0o600)
    const manifest = await write(deps, io, recipients, into.createWriteStream({ flush: true }))
    await link(part, file)
    const folder = await open(dirname(file))
    await folder.sync()
    await folder.close()
    return manifest
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new CommandError(`there is a ${name} already: backups are not written over`)
    throw syscall === undefined ? error : new CommandError(`${name} cannot be written: ${code}`)
  } finally {
    await rm(part, { force: true })
  }
}

async function write(deps: Deps, io: Io, recipients: readonly string[], file: Writable): Promise<Manifest> {
  const { into, ended } = await encrypting(file, recipients)
  const progress = (table: string) => {
    if (io.terminal) io.err(table)
  }
  // What fails first at the file is what is told; the copying only finds that nobody takes its pieces.
  const [written, made] = await Promise.allSettled([ended, makeBackup(deps, { now: deps.clock(), progress }, into)])
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
