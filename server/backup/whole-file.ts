import { link, open, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { BackupError } from './backup-error.ts'

/** Under another name until it is whole and on the disk; a file that is there is never written over. */
export async function writeWhole<T>(name: string, fill: (into: Writable) => Promise<T>): Promise<T> {
  const file = resolve(name)
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    const into = await open(part, 'wx', 0o600)
    const filled = await fill(into.createWriteStream({ flush: true }))
    await link(part, file)
    const folder = await open(dirname(file))
    await folder.sync()
    await folder.close()
    return filled
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new BackupError(`there is a ${name} already: backups are not written over`)
    throw syscall === undefined ? error : new BackupError(`${name} cannot be written: ${code}`)
  } finally {
    // Where nothing could be written there is nothing to delete either, and the reason is told above.
    await rm(part, { force: true }).catch(() => {})
  }
}
