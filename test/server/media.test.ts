import { expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { json, world } from '../world.ts'
import { jpeg, m4a, mp3, oggOf, png, recording, tagged, webp } from './media-files.ts'

type Call = (path: string, init?: RequestInit) => Response | Promise<Response>
const send = async (call: Call, bytes: Uint8Array, headers: Record<string, string> = {}) => {
  const body = new Uint8Array(bytes)
  const reply = await call('/api/media', { method: 'POST', body, headers })
  return { status: reply.status, ...((await reply.json()) as { name?: string; errors?: { code: string }[] }) }
}

test('pictures and recordings are known by their bytes, whatever their sender says of them', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const files: [Buffer, string, string][] = [
    [png(), 'png', 'image/png'],
    [jpeg(), 'jpg', 'image/jpeg'],
    [webp(), 'webp', 'image/webp'],
    [webp('lossless'), 'webp', 'image/webp'],
    [mp3(), 'mp3', 'audio/mpeg'],
    [tagged(mp3(6)), 'mp3', 'audio/mpeg'],
    [m4a(), 'm4a', 'audio/mp4'],
    [recording('opus.ogg'), 'ogg', 'audio/ogg'],
    [recording('vorbis.ogg'), 'ogg', 'audio/ogg'],
  ]
  for (const [bytes, ending, type] of files) {
    const kept = await send(designer, bytes, { 'content-type': 'text/html', 'x-file-name': 'trang.html' })
    expect(kept).toMatchObject({ status: 201, name: expect.stringMatching(`^[0-9a-f]{32}\\.${ending}$`) })
    const shown = await at.app.request(`/media/${kept.name}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, type])
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(shown.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    // What a recording tells beside its sound is gone (media-recordings).
    const same = Buffer.from(await shown.arrayBuffer()).equals(bytes)
    expect([bytes.length, same]).toEqual([bytes.length, ending !== 'ogg' && bytes.length !== tagged(mp3(6)).length])
  }
})

test('what is no picture and no recording is refused, and nothing is stored', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const text = (words: string) => Buffer.from(words)
  const bad: [string, Buffer, string][] = [
    ['nothing', Buffer.alloc(0), 'media_unknown'],
    ['a page', text('<html><script>alert(1)</script></html>'), 'media_unknown'],
    ['a picture that is a program', text('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'media_unknown'],
    ['a GIF', text('GIF89a\x01\0\x01\0'), 'media_unknown'],
    ['a PDF', text('%PDF-1.7'), 'media_unknown'],
    ['a page behind a picture', Buffer.concat([png(), text('<script>')]), 'media_unknown'],
    ['a picture cut off', png().subarray(0, 40), 'media_unknown'],
    ['the head of a photograph alone', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'media_unknown'],
    ['a picture that says it is wider than any screen', png(2, 2, [65_000, 65_000]), 'media_too_wide'],
    ['a picture without a point', png(2, 2, [0, 2]), 'media_broken'],
    ['a film', m4a('vide'), 'media_unknown'],
    ['boxes that leave the file', m4a().subarray(0, 60), 'media_unknown'],
    ['a film in Ogg', oggOf('\x80theora\0'), 'media_unknown'],
    ['one frame of sound and then nothing', mp3(2), 'media_unknown'],
    ['a tag longer than the file', Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'), 'media_unknown'],
  ]
  for (const [name, bytes, code] of bad)
    expect(await send(designer, bytes), name).toMatchObject({ status: 422, code: 'media_refused', errors: [{ code }] })
  const heavy = Buffer.concat([jpeg().subarray(0, -2), Buffer.alloc(1_000_000), Buffer.from([0xff, 0xd9])])
  expect(await send(designer, heavy)).toMatchObject({ status: 422, errors: [{ code: 'media_too_large' }] })
  expect((await send(designer, Buffer.alloc(4_000_001))).status).toBe(413)
  expect((await send((await at.as('analyst')) as Call, png())).status).toBe(403)
  expect(await (await designer('/api/media')).json()).toEqual({ media: [] })
})

test('the same file is stored once, named by its content, written into the audit and never changed', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const first = await send(designer, png(), { 'x-file-name': encodeURIComponent('../Sân trường.png') })
  expect(await send(designer, png())).toEqual({ ...first, status: 200 })
  const { media } = (await (await designer('/api/media')).json()) as { media: Record<string, unknown>[] }
  expect(media).toMatchObject([{ name: first.name, kind: 'image', fileName: 'Sân trường.png', size: png().length }])
  const said = await at.db.selectFrom('auditEntry').select('object').where('action', '=', 'media.keep').execute()
  expect(said).toEqual([{ object: first.name }])
  await expect(at.db.deleteFrom('media').execute()).rejects.toThrow('never changed')
})

// Case F15.
test('a recording is played from any place of it', async () => {
  const at = await world()
  const { name } = await send(await at.as('designer'), mp3())
  const part = async (range: string, more: Record<string, string> = {}) => {
    const reply = await at.app.request(`/media/${name}`, { headers: { range, ...more } })
    const { length } = new Uint8Array(await reply.arrayBuffer())
    return [reply.status, reply.headers.get('content-range'), length]
  }
  expect(await part('bytes=0-1')).toEqual([206, 'bytes 0-1/1040', 2])
  expect(await part('bytes=1000-')).toEqual([206, 'bytes 1000-1039/1040', 40])
  expect(await part('bytes=-10')).toEqual([206, 'bytes 1030-1039/1040', 10])
  expect(await part('bytes=5-99999')).toEqual([206, 'bytes 5-1039/1040', 1035])
  expect(await part('bytes=1040-')).toEqual([416, 'bytes */1040', 0])
  // Odd wishes are answered with the whole.
  for (const odd of ['bytes=9-5', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-'])
    expect(await part(odd), odd).toEqual([200, null, 1040])
  expect(await part('bytes=0-1', { 'if-range': '"another"' })).toEqual([200, null, 1040])
  const again = await at.app.request(`/media/${name}`, { headers: { 'if-none-match': `"${name}"` } })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('no address reaches anything but a stored file', async () => {
  const at = await world()
  for (const name of [
    'hailong.sqlite',
    '..%2fhailong.sqlite',
    '%2e%2e',
    `${'0'.repeat(32)}.png`,
    `${'0'.repeat(32)}.svg`,
  ])
    expect((await at.app.request(`/media/${name}`)).status, name).toBe(404)
})

test('a form whose picture is not there, or is a recording, cannot be reviewed until it is', async () => {
  const at = await world()
  const [designer, director] = [await at.as('designer'), await at.as('director')]
  const sound = (await send(designer, recording('opus.ogg'))).name as string
  const picture = (await send(designer, png())).name as string
  const begun = await designer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))
  const { id } = (await begun.json()) as { id: string }
  let lock = 1
  const save = async (image: string, audio: string) => {
    const [first, ...rest] = FORMS['ph-th'].blocks
    const [item, ...items] = first.items
    const shown = {
      ...item,
      image: { file: image, alt: { vi: 'Cổng trường', en: 'The school gate' } },
      audio: { vi: audio },
    }
    const definition = { ...FORMS['ph-th'], blocks: [{ ...first, items: [shown, ...items] }, ...rest] }
    const current = await designer(`/api/instruments/${id}`)
    lock = Number(/\d+/.exec(current.headers.get('etag') ?? '')?.[0])
    const reply = await designer(`/api/instruments/${id}`, json('PUT', { definition }, { 'if-match': `"${lock}"` }))
    const saved = (await reply.json()) as { lockVersion: number; issues: { path: string; code: string }[] }
    lock = saved.lockVersion
    return saved.issues.map(({ path, code }) => [path, code])
  }
  const review = async () =>
    (await director(`/api/instruments/${id}/review`, json('POST', {}, { 'if-match': `"${lock}"` }))).status
  const missing = `${'0'.repeat(32)}.png`
  expect(await save(missing, picture)).toEqual([
    ['/blocks/0/items/0/image/file', 'media_missing'],
    ['/blocks/0/items/0/audio/vi', 'media_other_kind'],
  ])
  expect(await review()).toBe(422)
  expect(await save(picture, sound)).toEqual([])
  expect(await review()).toBe(200)
})
