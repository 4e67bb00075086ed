import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { BackupError } from './backup-error.ts'

/**
 * What is written into it is packed and encrypted to everybody named, in pieces, so that a backup of any size needs the same
 * memory. `ended` is kept when the last of it is in the file.
 */
export async function encrypting(
  file: Writable,
  recipients: readonly string[],
): Promise<{ into: Writable; ended: Promise<void> }> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const into = createGzip({ level: 4 })
  const sealed = await encrypter.encrypt(Readable.toWeb(into) as ReadableStream)
  return { into, ended: pipeline(Readable.fromWeb(sealed as WebStream), file) }
}

/** What `encrypting` was given. Every piece is known to be genuine before it is seen, and the last one to be the last. */
export async function* decrypted(file: Readable, identities: readonly string[]): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  // An error of the file itself also reaches the reader through the stream made of it.
  file.on('error', () => {})
  const opened = await decrypter.decrypt(Readable.toWeb(file) as ReadableStream).catch((error: Error) => {
    const { code } = error as NodeJS.ErrnoException
    if (code !== undefined) throw new BackupError(`the backup cannot be read: ${code}`)
    throw new BackupError(
      /no identity matched/.test(error.message)
        ? 'the key does not open this backup: it was made for another one (say --key FILE)'
        : 'this is no backup, or its beginning is damaged',
    )
  })
  const unpacked = createGunzip()
  pipeline(Readable.fromWeb(opened as WebStream), unpacked).catch(() => {})
  try {
    for await (const piece of unpacked) yield piece
  } catch {
    throw new BackupError('the backup is damaged or cut off')
  }
}
