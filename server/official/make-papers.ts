import type { Db } from '../db/open.ts'
import type { Outline } from '../document/piece.ts'
import type { Round } from '../plan/store.ts'
import { gatherDistribution } from './gather-distribution.ts'
import { gatherPlan } from './gather-plan.ts'
import { type DocumentKind, type MadeDocument, refusingFaults } from './keep-document.ts'

/** What is made at one press: Tờ trình and Phương án always together, so that their numbers are the same. */
export const PAPERS = ['plan', 'distribution'] as const
export type Paper = (typeof PAPERS)[number]

/** The bytes of the documents, made before anything is written: building them takes longer than a transaction should. */
export async function composePapers(db: Db, round: Round, paper: Paper): Promise<MadeDocument[]> {
  if (paper === 'distribution') {
    const { input, sources } = await gatherDistribution(db, round)
    return refusingFaults(async () => {
      const { distributionOutline } = await import('./distribution-document.ts')
      return [await written('distribution', distributionOutline(input), sources)]
    })
  }
  const input = await gatherPlan(db, round)
  const sources = { frame: input.frame.hash }
  return refusingFaults(async () => {
    const { planOutline } = await import('./plan-document.ts')
    const { submissionOutline } = await import('./submission-document.ts')
    return [
      await written('submission', submissionOutline(input), sources),
      await written('plan', planOutline(input), sources),
    ]
  })
}

/** Loaded when a document is made: a server that only takes answers does not carry the document libraries in its memory. */
async function written(kind: DocumentKind, outline: Outline, sources: MadeDocument['sources']): Promise<MadeDocument> {
  const [{ writeDocx }, { writePdf }] = await Promise.all([
    import('../document/write-docx.ts'),
    import('../document/pdf/write-pdf.ts'),
  ])
  return { kind, docx: await writeDocx(outline), pdf: await writePdf(outline), sources }
}
