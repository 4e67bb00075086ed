import { documentWords as common } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { annexWords } from '../../client/words/report-annexes.ts'
import { annexes } from '../document/annex.ts'
import { assemble } from '../document/assemble.ts'
import { DocumentError } from '../document/document-error.ts'
import { addressees, citation, heading, legalBases, title } from '../document/heading.ts'
import { paragraph } from '../document/outline.ts'
import { section } from '../document/page.ts'
import { signature } from '../document/signature.ts'
import { againstTarget } from './against-target.ts'
import { assessment, proposals } from './assessment.ts'
import { checkReport } from './check-report.ts'
import { findings } from './findings.ts'
import { methodAnnex } from './method-annex.ts'
import type { ReportInput } from './report-input.ts'
import { rollout } from './rollout.ts'
import { tableAnnex } from './table-annex.ts'

const KIND = 'BC'

/**
 * The report on a round as a DOCX. The same input gives the same bytes.
 * @throws DocumentError with every sum that does not add up; nothing is made then
 */
export async function reportDocument(input: ReportInput): Promise<Buffer> {
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
  const text = section(
    [
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
  )
  const more = annexes(
    [
      { title: annexWords.tables, children: tableAnnex(input) },
      { title: annexWords.method, children: methodAnnex(input) },
    ],
    head,
    KIND,
    mark,
  )
  return assemble([text, ...more], {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: round.synthetic ? common.synthetic : '',
  })
}
