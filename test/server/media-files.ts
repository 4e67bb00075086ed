import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

/** Small files as their formats' specifications have them; whether a browser shows and plays them is asked in a browser. */

const ascii = (text: string) => Buffer.from(text, 'latin1')
const be32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])

const chunk = (name: string, data: Uint8Array) => {
  const body = Buffer.concat([ascii(name), data])
  return Buffer.concat([be32(data.length), body, be32(crc32(body))])
}

/** A grey picture. */
export function png(width = 2, height = 2, stated = [width, height]): Buffer {
  const rows = Buffer.alloc((width + 1) * height, 128)
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.concat([be32(stated[0]), be32(stated[1]), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Pictures of 8 by 6 points as Pillow 12.3 writes them (`Image.new('RGB', (8, 6), (20, 120, 90))`, quality 10). */
const written = {
  jpeg: [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////',
    '////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////',
    '////////////wAARCAAGAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF',
    'BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW',
    'V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi',
    '4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC',
    'AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm',
    'Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq',
    '8vP09fb3+Pn6/9oADAMBAAIRAxEAPwCOiiigyP/Z',
  ].join(''),
  webp: ['UklGRioAAABXRUJQVlA4IB4AAAAwAQCdASoIAAYAB0CWJaAAA3AA/uC3f/Du5uvSsAA='].join(''),
  lossless: ['UklGRiIAAABXRUJQVlA4TBYAAAAvB0ABAAdQvFJUq/8BgCD8b5uI6H8I'].join(''),
}
export const jpeg = (): Buffer => Buffer.from(written.jpeg, 'base64')
export const webp = (kind: 'webp' | 'lossless' = 'webp'): Buffer => Buffer.from(written[kind], 'base64')

/** MPEG 1 layer III, 64 kbit/s, 44.1 kHz, one channel: frames of 208 bytes of silence. */
export function mp3(frames = 5): Buffer {
  const frame = Buffer.alloc(208)
  frame.set([0xff, 0xfb, 0x50, 0xc0])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}
export const tagged = (file: Buffer): Buffer =>
  Buffer.concat([ascii('ID3\x04\0\0'), Buffer.from([0, 0, 0, 20]), Buffer.alloc(20), file])

const box = (name: string, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([be32(body.length + 8), ascii(name), body])
}
export function m4a(handler = 'soun'): Buffer {
  const hdlr = box('hdlr', Buffer.alloc(8), ascii(handler), Buffer.alloc(13))
  return Buffer.concat([
    box('ftyp', ascii('M4A \0\0\0\0M4A ')),
    box('moov', box('trak', box('mdia', hdlr))),
    box('mdat', Buffer.alloc(32)),
  ])
}

/** A recording as programs write it (recordings/README.md). */
export const recording = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'recordings', name))
/** The first page of an Ogg file of any kind. */
export const oggOf = (heading: string): Buffer =>
  Buffer.concat([ascii('OggS\0\x02'), Buffer.alloc(20), Buffer.from([1, 19]), ascii(heading), Buffer.alloc(30)])

/** A picture with more parts: behind the head of a JPEG, before the end of a PNG. */
export const jpegWith = (...segments: readonly (readonly [marker: number, data: Uint8Array])[]): Buffer => {
  const file = jpeg()
  const more = segments.map(([marker, data]) =>
    Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]),
  )
  return Buffer.concat([file.subarray(0, 2), ...more, file.subarray(2)])
}
export const pngWith = (...chunks: readonly (readonly [name: string, data: Uint8Array])[]): Buffer => {
  const file = png()
  return Buffer.concat([file.subarray(0, -12), ...chunks.map(([name, data]) => chunk(name, data)), file.subarray(-12)])
}
/** Extended WebP (RFC 9649, 2.7) around the points of the plain one. */
export const webpWith = (...chunks: readonly (readonly [name: string, data: Uint8Array])[]): Buffer => {
  const le32 = (value: number) => Buffer.from(be32(value)).reverse()
  const part = (name: string, data: Uint8Array) =>
    Buffer.concat([ascii(name), le32(data.length), data, Buffer.alloc(data.length % 2)])
  const flags = chunks.length > 0 ? 0x0c : 0
  const head = part('VP8X', Buffer.from([flags, 0, 0, 0, 7, 0, 0, 5, 0, 0]))
  const body = Buffer.concat([
    ascii('WEBP'),
    head,
    webp().subarray(12),
    ...chunks.map(([name, data]) => part(name, data)),
  ])
  return Buffer.concat([ascii('RIFF'), le32(body.length), body])
}

/** Exif data of a telephone: which way up, its maker, and a directory of GPS with a latitude (TIFF 6.0; Exif 2.32, 4.6.6). */
export function telephoneExif(orientation: number): Buffer {
  const tiff = Buffer.alloc(100)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  tiff.writeUInt16LE(3, 8)
  entry(10, 0x010f, 2, 9, 80)
  entry(22, 0x0112, 3, 1, orientation)
  entry(34, 0x8825, 4, 1, 50)
  tiff.writeUInt16LE(1, 50)
  entry(52, 0x0001, 2, 2, 0x4e)
  tiff.write('SecretCam\0', 80, 'latin1')
  return tiff
}
