import { createInflate } from 'node:zlib'

export type PdfFault =
  | 'pdf_not'
  | 'pdf_cut'
  | 'pdf_encrypted'
  | 'pdf_active'
  | 'pdf_inside_too_large'
  | 'pdf_unreadable'

/** Names by which a document acts by itself, carries files, or asks for a program to be run. */
const ACTIVE = [
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'AA',
  'XFA',
  'RichMedia',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'GoToR',
  'Rendition',
  'Movie',
  'Sound',
]
/** Long enough not to stand in compressed bytes by chance: these are looked for there too, whatever claims to be a stream. */
const ANYWHERE = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|Rendition|Encrypt)(?![A-Za-z0-9])/
const OUTSIDE = new RegExp(`/(${ACTIVE.join('|')})(?![A-Za-z0-9])`)
/** Opening at a page is harmless and written by every office program; opening with an act is not. */
const OPENS = /\/OpenAction(?![A-Za-z0-9])\s*(?!\s*\[\s*\d+\s+\d+\s+R\s*\/(XYZ|Fit|FitH|FitV|FitB|FitBH|FitBV|FitR)\b)/
const LOCAL_FILE = /\/URI\s*\(\s*file:/i

const MOST_UNPACKED = 64_000_000

/** `/J#61vaScript` is `/JavaScript` (ISO 32000-2, 7.3.5). */
const decoded = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function faultIn(text: string): PdfFault | undefined {
  const plain = decoded(text)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) return 'pdf_encrypted'
  return OUTSIDE.test(plain) || OPENS.test(plain) || LOCAL_FILE.test(plain) ? 'pdf_active' : undefined
}

/**
 * What is wrong with a PDF as evidence, or undefined: its frame is whole, nothing is encrypted, and no name in it, inside
 * object streams too, lets it act. Stricter than a reader: what cannot be looked into is refused.
 */
export async function scanPdf(bytes: Buffer, mostUnpacked = MOST_UNPACKED): Promise<PdfFault | undefined> {
  if (!/^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1'))) return 'pdf_not'
  const tail = bytes.subarray(-2048).toString('latin1')
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(tail)) return 'pdf_cut'
  let at = 0
  let unpacked = 0
  while (at < bytes.length) {
    const start = bytes.indexOf('stream', at)
    const outside = bytes.subarray(at, start < 0 ? bytes.length : start).toString('latin1')
    const fault = faultIn(outside)
    if (fault) return fault
    if (start < 0) return undefined
    const dictionary = outside.slice(outside.lastIndexOf(' obj') + 1)
    const from = start + 6 + (bytes[start + 6] === 0x0d ? 2 : 1)
    const end = bytes.indexOf('endstream', from)
    if (end < 0) return 'pdf_cut'
    const body = bytes.subarray(from, end)
    const inside = decoded(body.toString('latin1'))
    const hidden = ANYWHERE.exec(inside)
    if (hidden) return hidden[1] === 'Encrypt' ? 'pdf_encrypted' : 'pdf_active'
    if (/\/ObjStm(?![A-Za-z0-9])/.test(decoded(dictionary))) {
      const objects = await unpack(decoded(dictionary), body, mostUnpacked - unpacked)
      if (typeof objects === 'string') return objects
      unpacked += objects.length
      const within = faultIn(objects.toString('latin1'))
      if (within) return within
    }
    at = end + 9
    // Other requests have their turn between the parts of a long document.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return undefined
}

/** The objects of an object stream: as they are, or deflated once; any other packing cannot be looked into. */
async function unpack(dictionary: string, body: Buffer, most: number): Promise<Buffer | PdfFault> {
  const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1].replace(/[[\]\s]/g, '')
  if (filter === undefined) return body
  // A predictor changes every byte: the names could not be seen.
  if (filter !== '/FlateDecode' || /\/Predictor\s+(?!1\b)\d/.test(dictionary)) return 'pdf_unreadable'
  const pieces: Buffer[] = []
  let length = 0
  const inflate = createInflate({ chunkSize: 2 ** 16 })
  inflate.end(body)
  try {
    for await (const piece of inflate) {
      length += piece.length
      if (length > most) return 'pdf_inside_too_large'
      pieces.push(piece)
    }
  } catch {
    // Line ends before `endstream` are no part of the data and come after its end; anything else is broken.
    if (length === 0) return 'pdf_unreadable'
  }
  return Buffer.concat(pieces)
}
