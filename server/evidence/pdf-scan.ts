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
/**
 * Looked for in the bytes of streams too, whatever they claim to be, because a reader goes where the table of places sends it: long names,
 * which do not stand in compressed bytes by chance, and short ones together with the value they would have. Of four bytes alone, such as
 * `/JS(`, one scan of 5 MB in a hundred and fifty has some: eight letters of text must follow them.
 */
const LONG = [
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'SubmitForm',
  'ImportData',
  'Rendition',
]
const IN_BYTES = new RegExp(
  `/(${[...LONG, 'GoToE', 'GoToR', 'Encrypt'].join('|')})(?![A-Za-z0-9])|/(JS|AA|XFA)\\s*([(<[][\\s -~]{8}|\\d+\\s+\\d+\\s+R)`,
)
const OUTSIDE = new RegExp(`/(${ACTIVE.join('|')})(?![A-Za-z0-9])`)
/** Opening at a page is harmless and written by every office program; opening with an act is not. */
const OPENS = /\/OpenAction(?![A-Za-z0-9])\s*(?!\s*\[\s*\d+\s+\d+\s+R\s*\/(XYZ|Fit|FitH|FitV|FitB|FitBH|FitBV|FitR)\b)/
/** What follows the name of a link: the kind of an action, the settings of a document, or the address itself. */
const LINK = /\/URI(?![A-Za-z0-9])(?:\s|%[^\r\n]*[\r\n])*(?=(.{0,40}))/gs
const GOOD_LINK = /^(\/|<<|>>|\(\s*(https?:|mailto:|tel:|#|[^:()\\]{0,30}[/)?#]))/i

const MOST_UNPACKED = 64_000_000

/** `/J#61vaScript` is `/JavaScript` (ISO 32000-2, 7.3.5). */
const decoded = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function faultIn(text: string): PdfFault | undefined {
  const plain = decoded(text)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) return 'pdf_encrypted'
  return OUTSIDE.test(plain) || OPENS.test(plain) || leadsAway(plain) ? 'pdf_active' : undefined
}

/** A link to a file of whoever reads it, to a script, or written so that it cannot be seen where it leads. */
const leadsAway = (plain: string): boolean =>
  [...plain.matchAll(LINK)].some(([, follows]) => follows !== '' && !GOOD_LINK.test(follows))

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
    const hidden = IN_BYTES.exec(inside)
    if (hidden) return hidden[1] === 'Encrypt' ? 'pdf_encrypted' : 'pdf_active'
    const said = decoded(dictionary)
    // Its content would come from a file or an address.
    if (/\/(FFilter(?![A-Za-z0-9])|F\s*[(<])/.test(said)) return 'pdf_active'
    // A reader may take a stream for one of objects that does not say it is one.
    if (/\/(ObjStm|First)(?![A-Za-z0-9])/.test(said)) {
      const objects = await unpack(said, body, mostUnpacked - unpacked)
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
  if (!/\/(Filter|DecodeParms|DP)(?![A-Za-z0-9])/.test(dictionary)) return body
  const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1].replace(/[[\]\s]/g, '')
  // A predictor changes every byte: the names could not be seen. How it is packed may stand elsewhere, too.
  if (filter !== '/FlateDecode' || /\/Predictor\s+(?!1\b)\d|\/(DecodeParms|DP)\s+\d/.test(dictionary))
    return 'pdf_unreadable'
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
