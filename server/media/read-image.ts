export type ReadImage = Readonly<{ format: 'png' | 'jpg' | 'webp'; width: number; height: number }>

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
export const asciiAt = (bytes: Uint8Array, at: number, count: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + count))

/**
 * A PNG, JPEG or WebP picture and its size; undefined for everything else, and for one whose parts do not follow each other to
 * the end: cut off, or with something behind it. Pictures that are programs (SVG) are none.
 */
export const readImage = (bytes: Uint8Array): ReadImage | undefined =>
  readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)

/** Chunks of length, name, data and checksum from IHDR to IEND (PNG specification, third edition, 5.3). */
function readPng(bytes: Uint8Array): ReadImage | undefined {
  if (asciiAt(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || asciiAt(bytes, 12, 4) !== 'IHDR') return undefined
  const view = viewOf(bytes)
  let seen = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = asciiAt(bytes, at + 4, 4)
    const next = at + 12 + view.getUint32(at)
    if (name === 'IDAT') seen = true
    if (name === 'IEND')
      return seen && next === bytes.length
        ? { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
        : undefined
    at = next
  }
  return undefined
}

/** Frame headers that state a size: SOF0 to SOF15 without the tables among them (ITU-T T.81, B.1.1.3). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function readJpeg(bytes: Uint8Array): ReadImage | undefined {
  if (asciiAt(bytes, 0, 3) !== '\xff\xd8\xff' || asciiAt(bytes, bytes.length - 2, 2) !== '\xff\xd9') return undefined
  const view = viewOf(bytes)
  let size: ReadImage | undefined
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Behind the start of the scan come the picture's own bits.
    if (marker === 0xda) return size
    if (isFrame(marker) && at + 9 <= bytes.length)
      size = { format: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** One RIFF box whose length is the file's (RFC 9649, 2.4 to 2.7). */
function readWebp(bytes: Uint8Array): ReadImage | undefined {
  if (asciiAt(bytes, 0, 4) !== 'RIFF' || asciiAt(bytes, 8, 4) !== 'WEBP' || bytes.length < 30) return undefined
  const view = viewOf(bytes)
  if (view.getUint32(4, true) + 8 !== bytes.length) return undefined
  const at24 = (at: number) => view.getUint16(at, true) + (bytes[at + 2] << 16)
  switch (asciiAt(bytes, 12, 4)) {
    case 'VP8 ':
      return asciiAt(bytes, 23, 3) === '\x9d\x01\x2a'
        ? { format: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
        : undefined
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return undefined
      const bits = view.getUint32(21, true)
      return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { format: 'webp', width: at24(24) + 1, height: at24(27) + 1 }
    default:
      return undefined
  }
}
