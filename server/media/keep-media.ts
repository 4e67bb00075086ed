import { MEDIA } from '../../surveys/media.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import type { ReadMedia } from './read-media.ts'
import { insertMedia, isStored } from './store.ts'

/** Keeps a file under the name of its content. What is there already is not stored again. */
export async function keepMedia(
  db: Db,
  by: Act,
  { format, bytes }: ReadMedia,
  fileName: string,
): Promise<{ name: string; isNew: boolean }> {
  const contentHash = sha256(bytes)
  const name = `${contentHash.slice(0, 32)}.${format}`
  if (await isStored(db, name)) return { name, isNew: false }
  const { kind, type } = MEDIA[format]
  await insertMedia(db, {
    ...{ name, kind, mediaType: type, fileName, size: bytes.length, bytes },
    ...{ createdBy: by.actor, createdAt: by.now.toISOString() },
  })
  await audit(db, by, 'media.keep', name, { contentHash, kind, size: bytes.length })
  return { name, isNew: true }
}
