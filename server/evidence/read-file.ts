import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { fileOf, type KeptFile } from './keep-file.ts'

const PIECE = 65_536

/** Whether a paper lies where it was put, as a file and as long as it was. A link that somebody laid there is none. */
export async function isThere(dataDir: string, id: string, { size }: Pick<KeptFile, 'size'>): Promise<boolean> {
  const found = await lstat(fileOf(dataDir, id)).catch(() => null)
  return found?.isFile() === true && found.size === size
}

/**
 * The bytes of a paper, read while they are sent. The last piece leaves only when size and hash are those that were kept:
 * of a file that was cut or changed the reader never gets the end, and sees the transfer as failed. Who has done with a piece when
 * the next one comes may have them in the same two places (`again`), so that a gigabyte looked through leaves nothing to clear away.
 */
export async function* readFilePieces(
  dataDir: string,
  id: string,
  kept: KeptFile,
  again = false,
): AsyncGenerator<Uint8Array> {
  const file = await open(fileOf(dataDir, id), constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const sum = createHash('sha256')
    let size = 0
    let held: Buffer | undefined
    let [next, other] = [Buffer.alloc(PIECE), Buffer.alloc(PIECE)]
    for (;;) {
      const { bytesRead, buffer } = await file.read(next, 0, PIECE)
      if (bytesRead === 0) break
      if (held) yield held
      held = buffer.subarray(0, bytesRead)
      size += bytesRead
      sum.update(held)
      ;[next, other] = [again ? other : Buffer.alloc(PIECE), next]
    }
    if (size !== kept.size || sum.digest('hex') !== kept.contentHash) throw new Error('a kept file has changed')
    if (held) yield held
  } finally {
    await file.close()
  }
}
