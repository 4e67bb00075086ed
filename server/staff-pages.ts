import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Context, Hono } from 'hono'
import type { Deps } from './deps.ts'
import type { AppEnv } from './http/env.ts'
import { type Encoding, encodingOf, holdsAlready, tagAs } from './http/negotiate.ts'
import { permit } from './permit.ts'
import { Problem } from './problem.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  // The phone beside the editor of forms.
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

type BuiltFile = Readonly<{
  type: string
  etag: string
  hashed: boolean
  body: (encoding: Encoding) => Uint8Array<ArrayBuffer>
}>

/**
 * The built staff application: the files that were there when the first of them was asked for, and no others, so that no
 * address can reach anything else on the disk. Names under `assets/` carry a hash of their content and never change.
 */
export function staffPages(deps: Deps) {
  let files: ReadonlyMap<string, BuiltFile> | undefined
  const built = () => {
    files ??= readBuilt(join(deps.clientDir, 'staff'))
    return files
  }
  const page = (c: Context<AppEnv>) => {
    const name = c.req.path.slice('/staff/'.length)
    const file = built().get(name)
    if (file) return reply(c, file)
    const start = built().get('index.html')
    // Every other address is one of the application's own pages; a missing file is not, nor is `.env`. `ph-th@2021.1` ends in a number.
    if (!start || !/^(\.\d+)?$/.test(extname(name)) || /(^|\/)\./.test(name)) throw new Problem('not_found')
    return reply(c, start)
  }
  return new Hono<AppEnv>()
    .get('/', permit('public', 'The staff application'), (c) =>
      c.req.path === '/staff' ? c.redirect('/staff/', 301) : page(c),
    )
    .get('/*', permit('public', 'A page or a file of the staff application'), page)
}

function reply(c: Context<AppEnv>, file: BuiltFile) {
  const wanted = encodingOf(c.req.header('accept-encoding'))
  const encoding = file.type === TYPES['.woff2'] ? 'identity' : wanted
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    'Content-Security-Policy': CSP,
    'Cache-Control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: tagAs(file.etag, encoding),
    Vary: 'Accept-Encoding',
  }
  if (holdsAlready(c, headers.ETag)) return c.body(null, 304, headers)
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding
  return c.body(file.body(encoding), 200, headers)
}

function readBuilt(folder: string): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>()
  for (const prefix of ['', 'assets/'])
    for (const entry of listFiles(join(folder, prefix))) {
      const type = TYPES[extname(entry)]
      if (type) files.set(prefix + entry, builtFile(join(folder, prefix, entry), type, prefix !== ''))
    }
  return files
}

const listFiles = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
  } catch {
    // Not built: the address says "not found", as for anything that is not there.
    return []
  }
}

function builtFile(path: string, type: string, hashed: boolean): BuiltFile {
  const bytes = new Uint8Array(readFileSync(path))
  const kept = new Map<Encoding, Uint8Array<ArrayBuffer>>([['identity', bytes]])
  return {
    type,
    hashed,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    body: (encoding) => {
      const known = kept.get(encoding)
      if (known) return known
      const made = new Uint8Array(encoding === 'br' ? brotliCompressSync(bytes) : gzipSync(bytes))
      kept.set(encoding, made)
      return made
    },
  }
}
