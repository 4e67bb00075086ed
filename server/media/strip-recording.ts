import { joinBytes } from './join-bytes.ts'
import { m4aParts } from './strip-m4a.ts'
import { mp3Parts } from './strip-mp3.ts'
import { oggParts } from './strip-ogg.ts'

const PARTS = { mp3: mp3Parts, m4a: m4aParts, ogg: oggParts }

/**
 * A recording without what it tells beside its sound: title, names, place, day, cover, program. The bytes of the sound are not
 * touched. Undefined where the parts do not follow each other.
 */
export function stripRecording(format: keyof typeof PARTS, bytes: Uint8Array): Uint8Array | undefined {
  const parts = PARTS[format](bytes)
  return parts && joinBytes(parts)
}
