import { Hono } from 'hono'
import { WRITERS } from '../../surveys/instrument-state.ts'
import { MOST_MEDIA_BYTES, STORED_NAME } from '../../surveys/media.ts'
import type { Deps } from '../deps.ts'
import { limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { uploadName } from '../table/upload-name.ts'
import { byteRange } from './byte-range.ts'
import { keepMedia } from './keep-media.ts'
import { readMedia } from './read-media.ts'
import { findMedia, listMedia } from './store.ts'

/** What the editor of forms chooses from, and puts there. */
export function mediaRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/', permit(WRITERS, 'Pictures and recordings that forms can name', 'shared'), async (c) =>
      c.json({ media: await listMedia(deps.read) }),
    )
    .post(
      '/',
      permit(WRITERS, 'Keep a picture or a recording', 'everywhere'),
      limit(MOST_MEDIA_BYTES.audio),
      async (c) => {
        const read = readMedia(new Uint8Array(await c.req.arrayBuffer()))
        const fileName = uploadName(c.req.header('x-file-name'), read.format)
        const { name, isNew } = await write(deps, c, (db, by) =>
          keepMedia(db, by, read, fileName, deps.config.mostMedia),
        )
        return c.json({ name }, isNew ? 201 : 200)
      },
    )
}

/** The files as a page shows and plays them. A name means one content for ever, so a browser never asks twice. */
export function mediaFileRoutes(deps: Deps) {
  return new Hono<AppEnv>().get('/:file', permit('public', 'A picture or a recording of a form'), async (c) => {
    const name = c.req.param('file')
    const found = STORED_NAME.test(name) ? await findMedia(deps.read, name) : undefined
    if (!found) throw new Problem('not_found')
    const etag = `"${name}"`
    const headers: Record<string, string> = {
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: etag,
      'Accept-Ranges': 'bytes',
    }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    const bytes = new Uint8Array(found.bytes)
    const wanted = [undefined, etag].includes(c.req.header('if-range')) ? c.req.header('range') : undefined
    const range = byteRange(wanted, bytes.length)
    if (range === null) return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${bytes.length}` })
    headers['Content-Type'] = found.mediaType
    if (!range) return c.body(bytes, 200, headers)
    headers['Content-Range'] = `bytes ${range.from}-${range.to}/${bytes.length}`
    return c.body(bytes.slice(range.from, range.to + 1), 206, headers)
  })
}
