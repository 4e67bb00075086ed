import { asciiAt } from './read-image.ts'

/** The tag that says which way up a picture is (Exif 2.32, 4.6.4 A): 1 as it stands, 2 to 8 turned or mirrored. */
const ORIENTATION = 0x0112
const SHORT = 3

/** Which way up, from the TIFF part of Exif data; 1 where it says nothing or makes no sense. */
export function readOrientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = asciiAt(tiff, 0, 4) === 'II*\0'
  if ((!little && asciiAt(tiff, 0, 4) !== 'MM\0*') || tiff.length < 10) return 1
  const start = view.getUint32(4, little)
  if (start + 2 > tiff.length) return 1
  const entries = view.getUint16(start, little)
  for (let at = start + 2; at + 12 <= tiff.length && at < start + 2 + entries * 12; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION || view.getUint16(at + 2, little) !== SHORT) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Exif data that say which way up and nothing else: one directory with one entry. */
export const onlyOrientation = (value: number): Uint8Array =>
  Uint8Array.of(
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, value, 0, 0],
    ...[0, 0, 0, 0],
  )
