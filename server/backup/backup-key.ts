import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { BackupError } from './backup-error.ts'

/** Opens the backups, in the form of `age-keygen`; here only until it has been taken to a safe place. */
export const backupKeyFile = (dataDir: string): string => join(dataDir, 'keys', 'backup.key')

/** The secret keys in a file of age. */
export async function readIdentities(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BackupError(`the key of the backups cannot be read from ${file}: say --key FILE`)
  })
  const identities = text.split(/\r?\n/).flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : [line.trim()]))
  try {
    for (const identity of identities) new Decrypter().addIdentity(identity)
    if (identities.length > 0) return identities
  } catch {
    // Said below, without the line.
  }
  throw new BackupError(`${file} holds no secret key of age (AGE-SECRET-KEY-1…)`)
}

/**
 * Whom backups are encrypted to where the settings name nobody: a key of this folder, made with the first backup.
 * `made` is the file, if this was the first.
 */
export async function ownRecipients(dataDir: string): Promise<{ recipients: string[]; made?: string }> {
  const file = backupKeyFile(dataDir)
  const made = await makeKey(file)
  const recipients = await Promise.all((await readIdentities(file)).map(identityToRecipient))
  return made ? { recipients, made: file } : { recipients }
}

async function makeKey(file: string): Promise<boolean> {
  const identity = await generateX25519Identity()
  const text = `# public key: ${await identityToRecipient(identity)}\n${identity}\n`
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx', flush: true })
    return true
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (syscall === undefined) throw error
    throw new BackupError(`${file} cannot be made: ${code}; let this user write there, or set BACKUP_RECIPIENTS`)
  }
}
