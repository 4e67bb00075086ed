import type { Context } from 'hono'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import type { Outline } from './piece.ts'

export const FORMATS = ['docx', 'pdf'] as const
export type Format = (typeof FORMATS)[number]
/** Which of the two is wanted, from the query. */
export const asFormat = z.object({ format: z.enum(FORMATS).default('docx') })

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/** The bytes of a document. Loaded when somebody asks for one: a server that only takes answers does not carry the libraries in its memory. */
export async function writeDocument(outline: Outline, format: Format): Promise<Buffer> {
  if (format === 'pdf') return (await import('./pdf/write-pdf.ts')).writePdf(outline)
  return (await import('./write-docx.ts')).writeDocx(outline)
}

/** A document made when it is asked for, as a download and nothing else. */
export async function sendDocument(c: Context<AppEnv>, outline: Outline, fileName: string, format: Format) {
  return c.body(new Uint8Array(await writeDocument(outline, format)), 200, {
    'Content-Type': MEDIA_TYPES[format],
    'Content-Disposition': `attachment; filename="${fileName}.${format}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}
