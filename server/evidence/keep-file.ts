import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { scanPdf } from './pdf-scan.ts'
import { qpdfFinds } from './qpdf.ts'

export const MOST_BYTES = 30_000_000
/** So much stays free on the disk, for answers come before papers. */
const RESERVE = 500_000_000

export const folderOf = (dataDir: string): string => join(dataDir, 'evidence')
export const fileOf = (dataDir: string, id: string): string => join(folderOf(dataDir), `${id}.pdf`)

export type KeptFile = Readonly<{ size: number; contentHash: string }>

/**
 * Writes a paper to disk as it comes, under a name nobody chose, and looks into it before it counts. What is refused, too
 * long or cut off leaves nothing behind.
 */
export async function keepFile(
  dataDir: string,
  id: string,
  body: AsyncIterable<Uint8Array>,
  scan: (file: string) => Promise<void> = async () => {},
): Promise<KeptFile> {
  const folder = folderOf(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < RESERVE) throw new Problem('storage_full', { retryAfterSeconds: 3600 })
  const part = join(folder, `${id}.part`)
  try {
    const kept = await writePart(part, body)
    await scan(part)
    await rename(part, fileOf(dataDir, id))
    return kept
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function writePart(part: string, body: AsyncIterable<Uint8Array>): Promise<KeptFile> {
  const file = await open(part, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | constants.O_NOFOLLOW, 0o600)
  try {
    const sum = createHash('sha256')
    let size = 0
    for await (const piece of body) {
      size += piece.length
      if (size > MOST_BYTES) throw new Problem('too_large', { detail: { limitBytes: MOST_BYTES } })
      sum.update(piece)
      await file.write(piece)
    }
    await file.sync()
    const bytes = Buffer.alloc(size)
    await file.read(bytes, 0, size, 0)
    const fault = await scanPdf(bytes)
    if (fault) throw new Problem('evidence_refused', { errors: [{ pointer: '', code: fault }] })
    if ((await qpdfFinds(part)) === false)
      throw new Problem('evidence_refused', { errors: [{ pointer: '', code: 'pdf_cut' }] })
    return { size, contentHash: sum.digest('hex') }
  } finally {
    await file.close()
  }
}

export const dropFile = (dataDir: string, id: string): Promise<void> => rm(fileOf(dataDir, id), { force: true })
