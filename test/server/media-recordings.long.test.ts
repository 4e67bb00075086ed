import { expect, test } from 'vitest'
import { readMedia } from '../../server/media/read-media.ts'
import { Problem } from '../../server/problem.ts'
import { world } from '../world.ts'
import { recording } from './media-files.ts'

/** That the sound of these recordings stays the same is heard in a browser (journeys/media). */
const FILES = ['tagged.mp3', 'vorbis.ogg', 'opus.ogg', 'tables-last.m4a', 'tables-first.m4a']
const TELLING = ['Secret', '10.0371', '105.7882', 'Lavf', 'SoundHandler', 'APETAGEX', 'PNG', 'TAG']

async function keeper() {
  const at = await world()
  const designer = await at.as('designer')
  const send = async (bytes: Uint8Array) => {
    const reply = await designer('/api/media', { method: 'POST', body: new Uint8Array(bytes) })
    return { status: reply.status, ...((await reply.json()) as { name: string; errors?: object[] }) }
  }
  const stored = async (bytes: Uint8Array) =>
    Buffer.from(await (await at.app.request(`/media/${(await send(bytes)).name}`)).arrayBuffer())
  return { send, stored }
}

test.each(FILES)(
  '%s loses title, names, place, day and cover, and is the same file when it is sent again',
  async (name) => {
    const { send, stored } = await keeper()
    const file = recording(name)
    expect(TELLING.filter((word) => file.includes(word))).not.toEqual([])
    const bare = await stored(file)
    expect(TELLING.filter((word) => bare.includes(word))).toEqual([])
    expect(bare.length).toBeGreaterThan(500)
    expect(await send(bare)).toMatchObject({ status: 200, name: (await send(file)).name })
  },
)

test('tags of every kind around and between the sound of an MP3 go, and no frame of it', async () => {
  const { stored } = await keeper()
  const sound = await stored(recording('tagged.mp3'))
  const tag = (words: string) => Buffer.from(words.padEnd(128, '\0'), 'latin1')
  // A picture inside the tag may hold bytes that look like sound.
  const id3 = Buffer.concat([
    Buffer.from('ID3\x04\0\x10\0\0', 'latin1'),
    Buffer.from([0x03, 0x10]),
    sound.subarray(0, 400),
  ])
  const footer = Buffer.from('3DI\x04\0\x10\0\0\x03\x10', 'latin1')
  const around = Buffer.concat([
    id3,
    footer,
    sound,
    tag('APETAGEX Secret'),
    tag('LYRICSBEGIN Secret'),
    id3,
    footer,
    sound,
    tag('TAGSecret'),
  ])
  expect((await stored(around)).equals(Buffer.concat([sound, sound]))).toBe(true)
  expect((await stored(sound.subarray(0, -1))).length).toBeLessThan(sound.length)
})

test('the day of a recording in M4A is nought, and its sound lies where its tables say', async () => {
  const { stored } = await keeper()
  for (const name of ['tables-last.m4a', 'tables-first.m4a']) {
    const file = recording(name)
    const bare = await stored(file)
    const place = file.indexOf('mdat')
    const [from, to] = [place + 4, place - 4 + file.readUInt32BE(place - 4)]
    expect(bare.subarray(from, to).equals(file.subarray(from, to))).toBe(true)
    for (const box of ['mvhd', 'tkhd', 'mdhd']) {
      const day = (bytes: Buffer) => [...bytes.subarray(bytes.indexOf(box) + 8, bytes.indexOf(box) + 16)]
      expect(day(file)).not.toEqual(Array(8).fill(0))
      expect(day(bare)).toEqual(Array(8).fill(0))
    }
  }
})

test('two recordings in one Ogg file both lose their comments; one whose page is damaged is refused', async () => {
  const { send, stored } = await keeper()
  const [opus, vorbis] = [recording('opus.ogg'), recording('vorbis.ogg')]
  const both = await stored(Buffer.concat([opus, vorbis]))
  expect(both.equals(Buffer.concat([await stored(opus), await stored(vorbis)]))).toBe(true)
  const damaged = Buffer.from(vorbis)
  damaged[damaged.length - 20] ^= 1
  expect(await send(damaged)).toMatchObject({ status: 422, errors: [{ code: 'media_broken' }] })
  expect(await send(Buffer.concat([vorbis, Buffer.from('Secret')]))).toMatchObject({
    errors: [{ code: 'media_broken' }],
  })
})

test('a WAV, whose words nobody would take away, is refused with the formats that are taken', async () => {
  const { send } = await keeper()
  expect(await send(recording('list.wav'))).toMatchObject({ status: 422, errors: [{ code: 'media_unknown' }] })
})

test('recordings that are cut or changed anywhere are refused or come back as a recording, never as a fault', () => {
  let seed = 20_261_126
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const outcomes = { taken: 0, refused: 0 }
  for (const name of FILES)
    for (let turn = 0; turn < 120; turn++) {
      const bytes = Uint8Array.from(recording(name))
      for (let change = next(4); change >= 0; change--) bytes[next(bytes.length)] = next(256)
      const cut = turn % 3 === 0 ? bytes.subarray(0, next(bytes.length)) : bytes
      try {
        const { format, bytes: bare } = readMedia(cut)
        const again = readMedia(bare)
        expect([again.format, Buffer.compare(again.bytes, bare)]).toEqual([format, 0])
        outcomes.taken++
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
        outcomes.refused++
      }
    }
  expect(outcomes.taken).toBeGreaterThan(100)
  expect(outcomes.refused).toBeGreaterThan(100)
})
