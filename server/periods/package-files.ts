import { crc32 } from 'node:zlib'
import { readFilePieces } from '../evidence/read-file.ts'
import { plainFileName } from '../export/file-name.ts'
import { MOST_ZIPPED, type ZipPart, zipSize } from '../export/stream-zip.ts'
import { Problem } from '../problem.ts'
import type { Paper } from './report-view.ts'

/** Where the papers lie in the archive. */
const FOLDER = 'Van-ban-kiem-chung'

/** `Van-ban-kiem-chung/03_22-BC-THPT1_2021-05-20_Bao-cao-ket-qua.pdf`: its place in the list first, so that the files stand in its order. */
export function paperName({ number, issuedOn, abstract }: Paper, place: number, papers: number): string {
  const serial = String(place + 1).padStart(Math.max(2, String(papers).length), '0')
  const parts = [serial, plainFileName(number, 40), issuedOn, plainFileName(abstract, 60)].filter((part) => part !== '')
  return `${FOLDER}/${parts.join('_')}.pdf`
}

const heldPart = (name: string, bytes: Uint8Array): ZipPart => ({
  ...{ name, size: bytes.length, sum: crc32(bytes) },
  pieces: () => [bytes],
})

/**
 * The files of an archive. Each paper is read once before anything is sent, so that one which is lost or changed is refused by its
 * place in the list, and once more while it is sent: a file that changes in between breaks the transfer off. Who went away while
 * the papers were read (a gigabyte takes seconds) is not read on for.
 */
export async function partsOf(
  dataDir: string,
  held: readonly Readonly<{ name: string; bytes: Uint8Array }>[],
  papers: readonly Paper[],
  gone: AbortSignal,
): Promise<Readonly<{ parts: readonly ZipPart[]; size: number }>> {
  const parts = held.map(({ name, bytes }) => heldPart(name, bytes))
  const named = papers.map((paper, place) => ({ paper, name: paperName(paper, place, papers.length) }))
  const size = zipSize([
    ...parts,
    ...named.map(({ paper, name }) => ({ name, size: paper.size, sum: 0, pieces: () => [] })),
  ])
  if (size > MOST_ZIPPED) throw new Problem('package_too_large', { detail: { limitBytes: MOST_ZIPPED } })
  for (const [place, { paper, name }] of named.entries())
    parts.push({
      ...{ name, size: paper.size, sum: await sumOf(dataDir, paper, place, gone) },
      pieces: () => readFilePieces(dataDir, paper.id, paper),
    })
  return { parts, size }
}

async function sumOf(dataDir: string, paper: Paper, place: number, gone: AbortSignal): Promise<number> {
  let sum = 0
  try {
    for await (const piece of readFilePieces(dataDir, paper.id, paper, true)) {
      if (gone.aborted) break
      sum = crc32(piece, sum)
    }
  } catch {
    const fault = { pointer: `/papers/${place}`, code: 'paper_damaged', detail: { place: place + 1 } }
    throw new Problem('evidence_damaged', { errors: [fault] })
  }
  // Nobody reads this reply.
  if (gone.aborted) throw new Problem('unavailable')
  return sum
}
