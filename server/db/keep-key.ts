import { ConfigError } from '../config.ts'
import type { Keys } from '../keys.ts'
import type { Db } from './open.ts'

/**
 * The first start writes down which key file the data belong to; a later one under another key stops, before it makes slips
 * nobody can use and receipts nobody can check. So do two processes of one database whose folders hold different keys.
 */
export async function keepKey(db: Db, keys: Pick<Keys, 'fingerprint'>): Promise<void> {
  if (!(await knowsKey(db, keys)))
    await db.insertInto('installation').values({ id: 1, keyFingerprint: keys.fingerprint }).execute()
}

/** False where no start has written it down yet; another key stops. */
export async function knowsKey(db: Db, keys: Pick<Keys, 'fingerprint'>): Promise<boolean> {
  const known = await db.selectFrom('installation').select('keyFingerprint').executeTakeFirst()
  if (known && known.keyFingerprint !== keys.fingerprint)
    throw new ConfigError(
      'DATA_DIR',
      'keys/master.key is not the key of these data: bring back the copy that was kept apart',
    )
  return known !== undefined
}
