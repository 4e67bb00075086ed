import { joinBytes } from './join-bytes.ts'
import { onlyOrientation, readOrientation } from './orientation.ts'
import { asciiAt } from './read-image.ts'

/**
 * A picture without what it tells of its maker: place, day, telephone, names, comments, small second pictures. Kept is what its
 * points and colours need, and which way up it is; everything that is not known to be needed goes. The bytes of the
 * points are not touched. Undefined where the parts do not follow each other.
 */
export function stripPicture(format: 'png' | 'jpg' | 'webp', bytes: Uint8Array): Uint8Array | undefined {
  const parts = { png: pngParts, jpg: jpegParts, webp: webpParts }[format](bytes)
  return parts && joinBytes(parts)
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Points, colours and transparency (PNG specification, third edition, 11.2 and 11.3.1 to 11.3.2); no text, no Exif, no time. */
const PNG_KEPT = [
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'cICP',
  'bKGD',
  'pHYs',
]

function pngParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const next = at + 12 + viewOf(bytes).getUint32(at)
    if (next > bytes.length) return undefined
    const name = asciiAt(bytes, at + 4, 4)
    if (PNG_KEPT.includes(name)) parts.push(bytes.subarray(at, next))
    if (name === 'IEND') return parts
    at = next
  }
  return undefined
}

/** Markers without a length: fill bytes are none, RST0 to RST7 stand inside the points (ITU-T T.81, B.1.1). */
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7

/** Application data that colours depend on: JFIF, a colour profile, Adobe's colour transform. */
const jpegKept = (marker: number, data: Uint8Array): boolean =>
  (marker === 0xe0 && asciiAt(data, 0, 5) === 'JFIF\0') ||
  (marker === 0xe2 && asciiAt(data, 0, 12) === 'ICC_PROFILE\0') ||
  (marker === 0xee && asciiAt(data, 0, 5) === 'Adobe')

function jpegParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at += 1
      continue
    }
    const next = at + 2 + viewOf(bytes).getUint16(at + 2)
    if (next > bytes.length) return undefined
    const data = bytes.subarray(at + 4, next)
    const isAside = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    if (!isAside || jpegKept(marker, data)) parts.push(bytes.subarray(at, next))
    else if (marker === 0xe1 && asciiAt(data, 0, 6) === 'Exif\0\0')
      parts.push(...turned(readOrientation(data.subarray(6))))
    at = next
    if (marker !== 0xda) continue
    const end = endOfScan(bytes, at)
    parts.push(bytes.subarray(at, end))
    at = end
    // What stands behind the end of the picture is another one, with all that it tells.
    if (bytes[at + 1] === 0xd9) return [...parts, bytes.subarray(at, at + 2)]
  }
  return undefined
}

/** Where the points of a scan end: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++)
    if (bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff && !isRestart(bytes[at + 1])) return at
  return bytes.length
}

function turned(orientation: number): Uint8Array[] {
  if (orientation === 1) return []
  const tiff = onlyOrientation(orientation)
  return [Uint8Array.of(0xff, 0xe1, 0, tiff.length + 8, ...[...'Exif\0\0'].map((letter) => letter.charCodeAt(0))), tiff]
}

/** Points, transparency, colours and the pictures of a moving one (RFC 9649, 2.7); no Exif, no XMP. */
const WEBP_KEPT = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF']
/** Of VP8X: that Exif or XMP data follow. */
const WEBP_TELLS = 0x08 | 0x04

function webpParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const head = bytes.slice(0, 12)
  const parts = [head]
  for (let at = 12; at < bytes.length; ) {
    if (at + 8 > bytes.length) return undefined
    const size = viewOf(bytes).getUint32(at + 4, true)
    const next = at + 8 + size + (size % 2)
    if (next > bytes.length) return undefined
    const name = asciiAt(bytes, at, 4)
    if (WEBP_KEPT.includes(name)) {
      const part = bytes.slice(at, next)
      if (name === 'VP8X') part[8] &= ~WEBP_TELLS
      parts.push(part)
    }
    at = next
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  viewOf(head).setUint32(4, length - 8, true)
  return parts
}
