import { Document, Packer } from 'docx'
import { docxSection } from './docx-section.ts'
import { SIZE } from './page.ts'
import type { Outline } from './piece.ts'

const FONT = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: 'Times New Roman',
}
const LANGUAGE = { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' }

/**
 * The bytes of a DOCX. The same content gives the same bytes: the file carries no moment of its making,
 * because a document is identified by its hash and the day of issue is written by hand.
 */
export async function writeDocx(outline: Outline): Promise<Buffer> {
  const { title, creator, description, sections } = outline
  const document = new Document({
    title,
    creator,
    description,
    lastModifiedBy: creator,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE.body, language: LANGUAGE },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
        heading1: { run: { font: FONT, size: SIZE.body, bold: true } },
        heading2: { run: { font: FONT, size: SIZE.body, bold: true } },
      },
    },
    sections: sections.map(docxSection),
  })
  const core = { path: 'docProps/core.xml', data: coreProperties(outline) }
  return withoutTimes(await Packer.toBuffer(document, undefined, [core]))
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

function coreProperties({ title, creator, description }: Outline): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator>`,
    `<dc:description>${escaped(description)}</dc:description><dc:language>vi-VN</dc:language>`,
    '</cp:coreProperties>',
  ].join('')
}

/** Sets the time of every entry of a ZIP file to 1 January 1980, the earliest the format knows. */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const entries = zip.readUInt16LE(end + 10)
  const EPOCH = 0x00210000
  let at = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < entries; entry++) {
    zip.writeUInt32LE(EPOCH, at + 12)
    zip.writeUInt32LE(EPOCH, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
