import type { MediaFormat } from '../../surveys/media.ts'
import { asciiAt } from './read-image.ts'

/** A recording as MP3, M4A, or Ogg with Opus or Vorbis; undefined for everything else. */
export function readAudio(bytes: Uint8Array): MediaFormat | undefined {
  if (isOgg(bytes)) return 'ogg'
  if (isM4a(bytes)) return 'm4a'
  return isMp3(bytes) ? 'mp3' : undefined
}

/** The first packet of an Ogg file says what is inside (RFC 3533, 6; RFC 7845, 5.1; Vorbis I, 4.2.1). */
function isOgg(bytes: Uint8Array): boolean {
  if (asciiAt(bytes, 0, 5) !== 'OggS\0' || bytes.length < 64) return false
  const packet = 27 + bytes[26]
  return asciiAt(bytes, packet, 8) === 'OpusHead' || asciiAt(bytes, packet, 7) === '\x01vorbis'
}

export type Box = Readonly<{ name: string; from: number; to: number }>

/** The boxes between two places, or undefined if one leaves them (ISO/IEC 14496-12, 4.2). */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    if (at + 8 > to) return undefined
    const size = view.getUint32(at) || to - at
    if (size < 8 || at + size > to) return undefined
    boxes.push({ name: asciiAt(bytes, at + 4, 4), from: at + 8, to: at + size })
    at += size
  }
  return boxes
}

/** All tracks are sound: a film is no recording. */
function isM4a(bytes: Uint8Array): boolean {
  const boxes = asciiAt(bytes, 4, 4) === 'ftyp' ? boxesIn(bytes, 0, bytes.length) : undefined
  const movie = boxes?.find(({ name }) => name === 'moov')
  if (!movie || !boxes?.some(({ name }) => name === 'mdat')) return false
  const inside = (box: Box, name: string) =>
    boxesIn(bytes, box.from, box.to)?.filter((part) => part.name === name) ?? []
  const handlers = inside(movie, 'trak')
    .flatMap((track) => inside(track, 'mdia'))
    .flatMap((part) => inside(part, 'hdlr'))
    .map(({ from }) => asciiAt(bytes, from + 8, 4))
  return handlers.length > 0 && handlers.every((handler) => handler === 'soun')
}

const KILOBITS = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const HERTZ = [44_100, 48_000, 32_000]

/** The length of the layer III frame that begins here, or undefined (ISO/IEC 11172-3, 2.4.1.3; 13818-3 halves the rates). */
export function frameAt(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xe6) !== 0xe2) return undefined
  const version = (bytes[at + 1] >> 3) & 3
  if (version === 1) return undefined
  const first = version === 3
  const kilobits = KILOBITS[first ? 1 : 2][bytes[at + 2] >> 4]
  const hertz = HERTZ[(bytes[at + 2] >> 2) & 3]
  if (!kilobits || !hertz) return undefined
  const rate = hertz / (first ? 1 : version === 2 ? 2 : 4)
  return Math.floor(((first ? 144 : 72) * kilobits * 1000) / rate) + ((bytes[at + 2] >> 1) & 1)
}

/** Behind ID3v2 tags, if there are any, three frames that follow each other: two might be chance. */
function isMp3(bytes: Uint8Array): boolean {
  let at = 0
  while (asciiAt(bytes, at, 3) === 'ID3') at = behindTag(bytes, at)
  for (let frame = 0; frame < 3; frame++) {
    const length = frameAt(bytes, at)
    if (length === undefined || at + length > bytes.length) return false
    at += length
  }
  return true
}

/** Behind an ID3v2 tag, which may hold a picture and in it anything (ID3v2.4, 3.1); the next byte where there is none. */
export function behindTag(bytes: Uint8Array, at: number): number {
  if (asciiAt(bytes, at, 3) !== 'ID3' || at + 10 > bytes.length) return at + 1
  const [a, b, c, d] = bytes.subarray(at + 6, at + 10)
  const size = ((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127)
  const footer = (bytes[at + 5] & 0x10) === 0 ? 0 : 10
  return at + 10 + size + footer
}
