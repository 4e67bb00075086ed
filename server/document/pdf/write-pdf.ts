import { buffer } from 'node:stream/consumers'
import type { DocumentSection, Outline } from '../piece.ts'
import { drawLines, heightOf } from './draw-lines.ts'
import { layLines } from './lay-lines.ts'
import { A4, MM, openPdf, type Pdf } from './open-pdf.ts'
import { type Slab, slabsOf } from './slab.ts'

/** NĐ 30/2020, annex I: top, right, bottom and left margin. */
const MARGIN = { top: 20 * MM, right: 20 * MM, bottom: 20 * MM, left: 30 * MM }
const SAFE = 0.01

export type Placed = Readonly<{ slab: Slab; top: number }>

/** The same document as `writeDocx` makes, as a PDF: A4, page numbers in the middle of the top margin from page 2 on. */
export async function writePdf({ title, creator, sections }: Outline): Promise<Buffer> {
  const pdf = openPdf({ title, author: creator, day: null, language: 'vi-VN' })
  const bytes = buffer(pdf as unknown as NodeJS.ReadableStream)
  for (const section of sections) writeSection(pdf, section)
  pdf.end()
  return bytes
}

function writeSection(pdf: Pdf, section: DocumentSection): void {
  const { landscape = false, mark, foot } = section
  const [width, height] = landscape ? [A4.height, A4.width] : [A4.width, A4.height]
  const text = width - MARGIN.left - MARGIN.right
  const bottom = height - MARGIN.bottom
  const pages = paginate(slabsOf(pdf, section.pieces, text), MARGIN.top, bottom)
  pages.forEach((page, index) => {
    pdf.addPage({ size: 'A4', layout: landscape ? 'landscape' : 'portrait', margin: 0 })
    for (const { slab, top } of page) slab.draw(MARGIN.left, top)
    if (index > 0) centred(pdf, String(index + 1), 14, 'regular', MARGIN.left, 10 * MM, text)
    if (mark !== null) marked(pdf, mark, MARGIN.left, bottom + 4 * MM, text)
    if (foot !== undefined) {
      const said = foot.replace('{page}', String(index + 1)).replace('{pages}', String(pages.length))
      centred(pdf, said, 9, 'regular', MARGIN.left, bottom + 11 * MM, text)
    }
  })
}

function centred(
  pdf: Pdf,
  text: string,
  size: number,
  face: 'regular' | 'bold',
  left: number,
  top: number,
  width: number,
) {
  const lines = layLines(pdf, [{ text, size, face }], { width })
  drawLines(pdf, lines, { left, top, width, align: 'center' })
  return heightOf(lines)
}

function marked(pdf: Pdf, text: string, left: number, top: number, width: number): void {
  const height = centred(pdf, text, 11, 'bold', left, top + 1, width)
  pdf
    .lineWidth(0.5)
    .strokeColor('#000000')
    .rect(left, top, width, height + 3)
    .stroke()
}

/** Slabs to pages. What is glued together goes to the next page together, unless it is longer than a page. */
export function paginate(slabs: readonly Slab[], top: number, bottom: number): Placed[][] {
  let page: Placed[] = []
  const pages = [page]
  let y = top
  const turn = () => {
    page = []
    pages.push(page)
    y = top
  }
  const place = (slab: Slab) => {
    if (page.length === 0 && slab.head) {
      page.push({ slab: slab.head, top: y })
      y += slab.head.height
    }
    const at = page.length === 0 ? y : y + slab.before
    page.push({ slab, top: at })
    y = at + slab.height
  }
  for (let from = 0; from < slabs.length; ) {
    let to = from
    while (slabs[to]?.glued && to < slabs.length - 1) to++
    const chain = slabs.slice(from, to + 1)
    const long = chain.reduce((sum, slab) => sum + slab.before + slab.height, 0)
    if (page.length > 0 && y + long > bottom + SAFE && (long <= bottom - top || y > top + (bottom - top) / 2)) turn()
    for (const slab of chain) {
      if (page.length > 0 && y + slab.before + slab.height > bottom + SAFE) turn()
      place(slab)
    }
    from = to + 1
  }
  return pages
}
