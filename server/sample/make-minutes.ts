import type { Db } from '../db/open.ts'
import { DocumentError } from '../document/document-error.ts'
import { Problem } from '../problem.ts'
import { minutesInput } from './minutes-input.ts'

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const
export type MinutesKind = keyof typeof TYPES

/** The minutes of the current draw as a file. The same draw gives the same bytes. */
export async function makeMinutes(db: Db, roundId: string, kind: MinutesKind) {
  const input = await minutesInput(db, roundId)
  // Loaded when they are wanted: a server that only takes answers does not carry the document libraries in its memory.
  const { minutesOutline } = await import('./minutes-document.ts')
  try {
    const outline = minutesOutline(input)
    const bytes =
      kind === 'pdf'
        ? await (await import('../document/pdf/write-pdf.ts')).writePdf(outline)
        : await (await import('../document/write-docx.ts')).writeDocx(outline)
    return { bytes, mediaType: TYPES[kind], fileName: `bien-ban-chon-mau-${input.round.year}.${kind}` }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    throw new Problem('cannot_compute', {
      errors: error.faults.map((fault) => ({ pointer: '', code: 'sums_differ', detail: { fault } })),
    })
  }
}
