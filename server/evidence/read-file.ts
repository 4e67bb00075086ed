import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileOf, type KeptFile } from './keep-file.ts'

/**
 * The bytes of a paper, read while they are sent. The last piece leaves only when size and hash are those that were kept:
 * of a file that was cut or changed the reader never gets the end, and sees the transfer as failed.
 */
export async function* readFilePieces(dataDir: string, id: string, kept: KeptFile): AsyncGenerator<Uint8Array> {
  const file = await open(fileOf(dataDir, id), constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const sum = createHash('sha256')
    let size = 0
    let held: Buffer | undefined
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536)
      if (bytesRead === 0) break
      if (held) yield held
      held = buffer.subarray(0, bytesRead)
      size += bytesRead
      sum.update(held)
    }
    if (size !== kept.size || sum.digest('hex') !== kept.contentHash) throw new Error('a kept file has changed')
    if (held) yield held
  } finally {
    await file.close()
  }
}
