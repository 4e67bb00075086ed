import { documentWords as common } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { annexWords } from '../../client/words/report-annexes.ts'
import { unitAnnexWords } from '../../client/words/report-units.ts'
import { annexes } from '../document/annex.ts'
import { DocumentError } from '../document/document-error.ts'
import { addressees, citation, heading, legalBases, title } from '../document/heading.ts'
import { vietnameseDay } from '../document/number.ts'
import { paragraph } from '../document/outline.ts'
import { writePdf } from '../document/pdf/write-pdf.ts'
import type { DocumentSection, Outline } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { writeDocx } from '../document/write-docx.ts'
import { againstTarget } from './against-target.ts'
import { assessment, proposals } from './assessment.ts'
import { checkReport } from './check-report.ts'
import { findings } from './findings.ts'
import { methodAnnex } from './method-annex.ts'
import type { ReportInput } from './report-input.ts'
import { rollout } from './rollout.ts'
import { tableAnnex } from './table-annex.ts'
import { unitAnnex } from './unit-annex.ts'

const KIND = 'BC'

/** The report on a round as a DOCX. The same input gives the same bytes. */
export const reportDocument = async (input: ReportInput): Promise<Buffer> => writeDocx(reportOutline(input))

/** The same report as a PDF, page by page as it is to be signed. */
export const reportPdf = async (input: ReportInput): Promise<Buffer> => writePdf(reportOutline(input))

/**
 * What the report says, in its order.
 * @throws DocumentError with every sum that does not add up; nothing is made then
 */
export function reportOutline(input: ReportInput): Outline {
  const faults = checkReport(input)
  if (faults.length > 0) throw new DocumentError(faults)
  const { head, round } = input
  const mark = round.synthetic ? common.synthetic : null
  const abstract = words.abstract(round.year)
  const opening = words.opening({
    decision: citation(round.decision),
    body: head.bodyInText,
    year: String(round.year),
  })
  const text: DocumentSection = {
    pieces: [
      heading(head, KIND),
      ...title(words.kind, abstract),
      ...addressees(input.addressees),
      ...legalBases(input.legalBases),
      paragraph(opening),
      ...rollout(input),
      ...findings(input),
      ...againstTarget(input),
      ...assessment(input),
      ...proposals(input),
      ...signature([common.sameAsAbove, ...input.recipients], input.archive, input.signer),
    ],
    mark,
  }
  const more = annexes(
    [
      { title: annexWords.tables, children: tableAnnex(input) },
      { title: annexWords.method, children: methodAnnex(input) },
      ...(input.units
        ? [
            {
              title: unitAnnexWords.title(vietnameseDay(input.units.day)),
              children: unitAnnex(input, input.units),
              landscape: true,
            },
          ]
        : []),
    ],
    head,
    KIND,
    mark,
  )
  return {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: round.synthetic ? common.synthetic : '',
    sections: [text, ...more],
  }
}
