import { MEDIA } from '../../surveys/media.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import type { ReadMedia } from './read-media.ts'
import { insertMedia, isStored, sumOfSizes } from './store.ts'

/** Keeps a file under the name of its content. What is there already is not stored again; all together take at most `most` bytes. */
export async function keepMedia(
  db: Db,
  by: Act,
  { format, bytes }: ReadMedia,
  fileName: string,
  most: number,
): Promise<{ name: string; isNew: boolean }> {
  const contentHash = sha256(bytes)
  const name = `${contentHash.slice(0, 32)}.${format}`
  if (await isStored(db, name)) return { name, isNew: false }
  const used = await sumOfSizes(db)
  if (used + bytes.length > most) throw full(used, most)
  const { kind, type } = MEDIA[format]
  await insertMedia(db, {
    ...{ name, kind, mediaType: type, fileName, size: bytes.length, bytes },
    ...{ createdBy: by.actor, createdAt: by.now.toISOString() },
  })
  await audit(db, by, 'media.keep', name, { contentHash, kind, size: bytes.length })
  return { name, isNew: true }
}

const full = (used: number, most: number) =>
  new Problem('media_refused', {
    errors: [
      { pointer: '', code: 'media_full', detail: { used: Math.round(used / 1e6), most: Math.floor(most / 1e6) } },
    ],
  })
