import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Language } from '../../surveys/text.ts'
import { type Html, html, raw } from './html.ts'
import { KHMER_STYLE } from './khmer.ts'
import { awaitingStyle } from './say.ts'

/** One reply, made once and served from memory to everybody. */
export type RenderedPage = Readonly<{ html: Buffer; brotli: Buffer; gzip: Buffer; etag: string; csp: string }>

type Parts = Readonly<{
  title: string
  language: Language
  body: Html
  style: string
  /** What stands as styles in the body. */
  rest?: string
  script?: string
  /** What stands in the body itself, before all others. */
  early?: string
  /** Runs before `script`. */
  before?: string
  /** What the program may fetch and run after the first answer. */
  later?: string
  /** Whether a page of ours may hold it in a frame. */
  framed?: boolean
  /** Whether it shows pictures or plays sound of this server. */
  media?: boolean
}>

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing but what stands in the page itself may run, and nothing may leave it but to this server. */
const policy = ({ language, style, rest, script, early, before, later, framed, media }: Parts): string =>
  [
    "default-src 'none'",
    `script-src ${script === undefined ? "'none'" : [early ?? [], before ?? [], script, later ?? []].flat().map(hashOf).join(' ')}`,
    `style-src ${[style, rest ?? []].flat().map(hashOf).join(' ')}`,
    "connect-src 'self'",
    ...(script === undefined ? [] : ["worker-src 'self'"]),
    "form-action 'self'",
    // The empty icon that keeps browsers from asking for /favicon.ico.
    media ? "img-src data: 'self'" : 'img-src data:',
    ...(media ? ["media-src 'self'"] : []),
    ...(language === 'km' ? ["font-src 'self'"] : []),
    "base-uri 'none'",
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
  ].join('; ')

const markupOf = ({ title, language, body, style, script, before }: Parts): string =>
  html`<!doctype html><html lang=${language} class=all><meta charset=utf-8><meta name=viewport content="width=device-width,initial-scale=1"><meta name=color-scheme content="light dark"><title>${title}</title><link rel=icon href=data:,><style>${raw(
    style,
  )}</style><body>${body}${before !== undefined && html`<script>${raw(before)}</script>`}${script !== undefined && html`<script>${raw(script)}</script>`}`
    .markup

/** A document for one reader at one moment, with its policy. */
export function renderOnce(given: Parts): Pick<RenderedPage, 'html' | 'csp'> {
  const { language } = given
  const parts = { ...given, style: given.style + (language === 'km' ? KHMER_STYLE : '') + awaitingStyle(language) }
  return { html: Buffer.from(markupOf(parts)), csp: policy(parts) }
}

/** A whole document with its styles and program inside, compressed as hard as can be. */
export function renderDocument(parts: Parts): RenderedPage {
  const { html: bytes, csp } = renderOnce(parts)
  return {
    html: bytes,
    brotli: brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        // A window just large enough for a page: its name in the stream is shorter.
        [constants.BROTLI_PARAM_LGWIN]: 16,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    gzip: gzipSync(bytes, { level: 9 }),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    csp,
  }
}
