import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { jpeg, jpegWith, mp3, png, pngWith, telephoneExif, webpWith } from './media-files.ts'

const text = (words: string) => Buffer.from(words, 'latin1')
const exif = (orientation: number) => Buffer.concat([text('Exif\0\0'), telephoneExif(orientation)])

async function keeper() {
  const at = await world()
  const designer = await at.as('designer')
  const send = async (bytes: Uint8Array) => {
    const reply = await designer('/api/media', { method: 'POST', body: new Uint8Array(bytes) })
    return { status: reply.status, ...((await reply.json()) as { name: string; errors?: object[] }) }
  }
  const stored = async (bytes: Uint8Array) =>
    Buffer.from(await (await at.app.request(`/media/${(await send(bytes)).name}`)).arrayBuffer())
  return { ...at, designer, send, stored }
}

test('a photograph loses place, maker, comments and second pictures, and keeps its points and which way up it is', async () => {
  const { send, stored } = await keeper()
  const profile = Buffer.concat([text('ICC_PROFILE\0\x01\x01'), Buffer.alloc(20, 7)])
  const telling: [number, Buffer][] = [
    [0xe1, text('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Secret</x:xmpmeta>')],
    [0xed, text('Photoshop 3.0\x008BIM Secret')],
    [0xe2, text('MPF\0 Secret')],
    [0xfe, text('Secret comment')],
  ]
  const plain = await stored(jpegWith([0xe1, exif(1)], ...telling))
  expect(plain.equals(jpeg())).toBe(true)
  // A second picture behind the end, as some telephones write, with a place of its own.
  const double = await stored(Buffer.concat([jpegWith(...telling), jpegWith([0xe1, exif(3)])]))
  expect(double.equals(jpeg())).toBe(true)
  // The same points under other words are the same picture.
  expect((await send(jpegWith([0xfe, text('Something else')]))).status).toBe(200)

  const turned = await stored(jpegWith([0xe1, exif(6)], [0xe2, profile], ...telling))
  expect(turned.includes('Secret')).toBe(false)
  expect(turned.includes('ICC_PROFILE')).toBe(true)
  const at = turned.indexOf('Exif\0\0') + 6
  // Big-endian TIFF, one directory with one entry: tag 0x0112, SHORT, 1 value, 6.
  expect([...turned.subarray(at, at + 26)]).toEqual([
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
    ...[0, 0, 0, 0],
  ])
  expect(turned.includes(Buffer.from([0x25, 0x88]))).toBe(false)
})

test('PNG and WebP pictures lose their words, times and Exif data', async () => {
  const { stored } = await keeper()
  const said: [string, Buffer][] = [
    ['tEXt', text('Author\0Secret')],
    ['iTXt', text('XML:com.adobe.xmp\0\0\0\0\0Secret')],
    ['zTXt', text('Comment\0\0Secret')],
    ['eXIf', telephoneExif(1)],
    ['tIME', Buffer.from([7, 234, 11, 26, 3, 0, 0])],
    ['prVt', text('Secret')],
  ]
  expect((await stored(pngWith(...said))).equals(png())).toBe(true)
  const bare = await stored(webpWith(['EXIF', telephoneExif(6)], ['XMP ', text('<x>Secret</x>')]))
  expect(bare.equals(webpWith())).toBe(true)
})

test('parts that leave the file are refused, whatever stands in them', async () => {
  const { send } = await keeper()
  const broken = jpegWith([0xe1, exif(1)])
  broken.writeUInt16BE(0xfff0, 4)
  expect(await send(broken)).toMatchObject({ status: 422 })
  const noEnd = Buffer.concat([jpeg().subarray(0, -2), Buffer.from([0xff, 0xfe, 0xff, 0xd9])])
  expect(await send(noEnd)).toMatchObject({ status: 422, errors: [{ code: 'media_broken' }] })
  // Exif data that point into nowhere say nothing.
  const wild = telephoneExif(6)
  wild.writeUInt32LE(0xffffffff, 4)
  expect((await send(jpegWith([0xe1, Buffer.concat([text('Exif\0\0'), wild])]))).status).toBe(201)
})

test('all files together have a limit, which is told with what to do', async () => {
  const { send, deps, designer } = await keeper()
  Object.assign(deps, { config: { ...deps.config, mostMedia: 1_200_000 } })
  const long = (more: number) => mp3(5000 + more)
  const first = await send(long(1))
  expect(first.status).toBe(201)
  expect(await send(long(2))).toMatchObject({
    status: 422,
    code: 'media_refused',
    errors: [{ code: 'media_full', detail: { used: 1, most: 1 } }],
  })
  // What is there already takes nothing more, and a small one still fits.
  expect(await send(long(1))).toMatchObject({ status: 200, name: first.name })
  expect((await send(png())).status).toBe(201)
  const { media } = (await (await designer('/api/media')).json()) as { media: object[] }
  expect(media).toHaveLength(2)
})
