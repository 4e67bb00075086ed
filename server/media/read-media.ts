import { LONGEST_SIDE, MEDIA, type MediaFormat, MOST_MEDIA_BYTES } from '../../surveys/media.ts'
import { Problem } from '../problem.ts'
import { readAudio } from './read-audio.ts'
import { readImage } from './read-image.ts'
import { stripPicture } from './strip-picture.ts'
import { stripRecording } from './strip-recording.ts'

export type ReadMedia = Readonly<{ format: MediaFormat; bytes: Uint8Array }>

/**
 * What a file is, by its bytes alone: its name and the type its sender states are not believed. Pictures
 * and recordings come back without what they tell of place, day, maker and person.
 */
export function readMedia(bytes: Uint8Array): ReadMedia {
  const image = readImage(bytes)
  const format = image?.format ?? readAudio(bytes)
  if (!format) throw refusal('media_unknown')
  const most = MOST_MEDIA_BYTES[MEDIA[format].kind]
  if (bytes.length > most) throw refusal('media_too_large', { most: Math.round(most / 1000) })
  if (image && (image.width < 1 || image.height < 1)) throw refusal('media_broken')
  if (image && Math.max(image.width, image.height) > LONGEST_SIDE)
    throw refusal('media_too_wide', { width: image.width, height: image.height, most: LONGEST_SIDE })
  const bare = isPicture(format) ? stripPicture(format, bytes) : stripRecording(format, bytes)
  if (!bare || (readImage(bare)?.format ?? readAudio(bare)) !== format) throw refusal('media_broken')
  return { format, bytes: bare }
}

const isPicture = (format: MediaFormat) => format === 'png' || format === 'jpg' || format === 'webp'

const refusal = (code: string, detail?: Readonly<Record<string, number>>) =>
  new Problem('media_refused', { errors: [{ pointer: '', code, ...(detail ? { detail } : {}) }] })
