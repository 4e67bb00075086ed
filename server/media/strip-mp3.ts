import { behindTag, frameAt } from './read-audio.ts'

/** A frame may begin by chance inside a tag; this many that follow each other do not. */
const IN_A_ROW = 3

/**
 * The frames of sound alone. Every tag stands between or around them, whatever its kind: ID3v2 at the front, ID3v1, APE and
 * Lyrics3 at the end, and any of them in the middle where files were joined. A frame that is cut off goes, too.
 */
export function mp3Parts(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const frames = framesFrom(bytes, at)
    if (frames.count >= IN_A_ROW) parts.push(bytes.subarray(at, frames.end))
    at = frames.count >= IN_A_ROW ? frames.end : behindTag(bytes, at)
  }
  return parts
}

function framesFrom(bytes: Uint8Array, from: number): { end: number; count: number } {
  let end = from
  let count = 0
  for (let length = frameAt(bytes, end); length && end + length <= bytes.length; length = frameAt(bytes, end)) {
    end += length
    count++
  }
  return { end, count }
}
