import { newId } from '../act.ts'
import { shortDay } from '../document/number.ts'
import { A4, openPdf } from '../document/pdf/open-pdf.ts'
import { keepEvidence } from '../evidence/keep-evidence.ts'
import { keepFile } from '../evidence/keep-file.ts'
import type { Desk } from './desk.ts'

const MARK = 'VĂN BẢN MÔ PHỎNG - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'
const MARGIN = 62

export type PaperSaid = Readonly<{
  unitId: string | null
  number: string
  issuedOn: string
  issuer: string
  abstract: string
  body: readonly string[]
}>

/** One page that says what it is: simulated. The same words are the same bytes. */
export async function paperPdf({ number, issuedOn, issuer, abstract, body }: PaperSaid): Promise<Buffer> {
  const pdf = openPdf({ title: `${number} ${abstract}`, author: issuer, day: issuedOn, language: 'vi-VN' })
  const parts: Buffer[] = []
  const done = new Promise<Buffer>((resolve) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
  })
  const width = A4.width - 2 * MARGIN
  const line = (text: string, font: 'regular' | 'bold' | 'italic', align: 'left' | 'center', gap: number) =>
    pdf.font(font).text(text, MARGIN, pdf.y, { width, align }).moveDown(gap)
  pdf.addPage({ size: 'A4', margin: MARGIN }).fontSize(13)
  line(MARK, 'bold', 'center', 1)
  line(issuer, 'bold', 'left', 0.2)
  line(`Số: ${number}`, 'regular', 'left', 0.2)
  line(`Ngày ban hành: ${shortDay(issuedOn)}`, 'regular', 'left', 1)
  line(abstract, 'bold', 'center', 1)
  for (const text of body) line(text, 'regular', 'left', 0.5)
  line(MARK, 'italic', 'center', 0)
  pdf.end()
  return done
}

/** What a reader finds in it, which for a page we set ourselves needs no reading. */
const wordsOf = ({ number, issuedOn, issuer, abstract, body }: PaperSaid): string =>
  [MARK, issuer, `Số: ${number}`, `Ngày ban hành: ${shortDay(issuedOn)}`, abstract, ...body, MARK].join('\n')

/** Keeps a simulated paper as one that somebody hands in: looked into, written to disk, entered. */
export async function keepDemoPaper(desk: Desk, day: string, actor: string, said: PaperSaid): Promise<string> {
  const { config } = desk.deps
  const id = newId(desk)
  const pdf = await paperPdf(said)
  const file = await keepFile(config.dataDir, id, piecesOf(pdf))
  const { body: _, ...about } = said
  const fileName = `${said.number.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.pdf`
  const text = { state: 'read', pages: 1, text: wordsOf(said) } as const
  await desk.act(day, actor, (db, by) => keepEvidence(db, by, 'everywhere', id, { ...about, fileName }, file, text))
  return id
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
