import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { hmac, type Keys } from '../keys.ts'
import { BackupError } from './backup-error.ts'

export const HEAD_NAME = 'hailong-backup.json'
export const MANIFEST_NAME = 'manifest.json'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The first entry: what must be known before anything else is read. */
const headShape = z.strictObject({
  format: z.literal(1),
  madeAt: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  /** names the key file the data belong to */
  keyFingerprint: hash,
  /** the schema the rows fit */
  migrations: z.array(z.string()),
})
export type Head = Readonly<z.infer<typeof headShape>>

/** The last entry: what every other one must be. */
const manifestShape = headShape.extend({
  tables: z.record(z.string(), z.strictObject({ rows: z.number(), digest: hash })),
  audit: z.strictObject({ count: z.number(), head: hash }),
  evidence: z.number(),
  /** what was wrong with the data when they were copied */
  faults: z.array(z.string()),
  entries: z.array(z.tuple([z.string(), z.number(), hash])),
})
export type Manifest = Readonly<z.infer<typeof manifestShape>>

export const readHead = (text: string): Head => parse(headShape, text)

/**
 * Whoever knows the public key of the backups can make one; that this one was made by a server which has the key of these data
 * is what the code at its end says.
 */
export function sealManifest(keys: Keys, manifest: Manifest): string {
  const text = canonicalJson(manifest)
  return JSON.stringify({ manifest, code: hmac(keys.backup, text).toString('hex') })
}

export function openManifest(keys: Keys, text: string): Manifest {
  const { manifest, code } = parse(z.strictObject({ manifest: manifestShape, code: hash }), text)
  if (!timingSafeEqual(Buffer.from(code, 'hex'), hmac(keys.backup, canonicalJson(manifest))))
    throw new BackupError('the backup was not made by a server that has the key of these data')
  return manifest
}

function parse<T>(shape: z.ZodType<T>, text: string): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new BackupError('the backup is damaged, or was made by a later version of the program')
  }
}
