import { type Act, dayOf, newId } from '../act.ts'
import { listSteps } from '../assessment/history.ts'
import { getAssessment } from '../assessment/store.ts'
import { viewProfile } from '../assessment-results/profile.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { issuingDay } from '../document/issuing-day.ts'
import type { Outline } from '../document/piece.ts'
import { sha256 } from '../keys.ts'
import { refusingFaults } from '../official/keep-document.ts'
import { gatherDecision } from './gather-decision.ts'
import { gatherYear, type YearInput } from './gather-year.ts'
import { findDepartment, insertPaper, nextPaperVersion, type Owner } from './store.ts'
import { headOfUnit, type UnitHead } from './unit-head.ts'

/** What the unit itself issues. */
export const UNIT_PAPERS = ['score_sheet', 'evidence_list', 'remedy_plan', 'explanation'] as const
/** What the Department issues about a unit's year. */
export const APPRAISAL_PAPERS = ['appraisal_first', 'appraisal_second', 'unit_profile'] as const
export type YearPaper = (typeof UNIT_PAPERS)[number] | (typeof APPRAISAL_PAPERS)[number]
type PaperKind = YearPaper | 'decision'

const FILE_NAMES: Readonly<Record<PaperKind, string>> = {
  score_sheet: 'bao-cao-tu-cham-diem',
  evidence_list: 'danh-muc-minh-chung',
  remedy_plan: 'ke-hoach-khac-phuc',
  explanation: 'bao-cao-giai-trinh',
  appraisal_first: 'bien-ban-tham-dinh-lan-1',
  appraisal_second: 'bien-ban-tham-dinh-lan-2',
  unit_profile: 'ho-so-don-vi',
  decision: 'du-thao-quyet-dinh-cong-bo',
}

export type MadePaper = Readonly<{
  owner: Owner
  kind: PaperKind
  year: number
  /** hash of what the paper says, whatever its form */
  said: string
  docx: Uint8Array
  pdf: Uint8Array
}>

type Composing = Pick<Deps, 'read' | 'clock' | 'keys'>

/** The bytes of a document of one unit's year, made before anything is written: building it takes longer than a transaction should. */
export async function composeYearPaper(
  { read, clock, keys }: Composing,
  id: string,
  kind: YearPaper,
): Promise<MadePaper> {
  const today = dayOf(clock())
  const input = await gatherYear(read, id, today, keys.demonstration)
  const outline = async () => {
    if (kind === 'appraisal_first' || kind === 'appraisal_second') return minutes(read, input, today, kind)
    if (kind === 'unit_profile') {
      const { head, signer } = await departmentOf(read, input, today)
      const profile = await viewProfile(read, id)
      return (await import('./unit-profile.ts')).unitProfileOutline(input, profile, head, signer)
    }
    if (kind === 'explanation') return (await import('./explanation-report.ts')).explanationOutline(input)
    if (kind === 'score_sheet') return (await import('./score-sheet.ts')).scoreSheetOutline(input)
    if (kind === 'evidence_list') return (await import('./evidence-list.ts')).evidenceListOutline(input)
    return (await import('./remedy-plan.ts')).remedyPlanOutline(input)
  }
  const owner = { criteriaSetId: input.assessment.criteriaSetId, assessmentId: id }
  return written(owner, kind, input.card.year, input.contentHash, outline)
}

async function departmentOf(db: Db, { card, synthetic }: YearInput, today: string): Promise<UnitHead> {
  const day = issuingDay(today, card.year, synthetic)
  const found = await headOfUnit(db, (await findDepartment(db, day)) ?? '', card.year, day)
  return { ...found, signer: { ...found.signer, role: ['GIÁM ĐỐC'] } }
}

async function minutes(db: Db, input: YearInput, today: string, kind: 'appraisal_first' | 'appraisal_second') {
  const { head } = await departmentOf(db, input, today)
  const look = kind === 'appraisal_first' ? 1 : 2
  const step = look === 1 ? 'ask' : 'settle'
  const ended = (await listSteps(db, input.assessment.id)).find((one) => one.step === step)
  const { appraisalMinutesOutline } = await import('./appraisal-minutes.ts')
  return appraisalMinutesOutline(input, head, look, ended)
}

export async function composeDecision({ read, clock, keys }: Composing, criteriaSetId: string): Promise<MadePaper> {
  const input = await gatherDecision(read, criteriaSetId, dayOf(clock()), keys.demonstration)
  const outline = async () => (await import('./decision-draft.ts')).decisionDraftOutline(input)
  return written({ criteriaSetId, assessmentId: null }, 'decision', input.card.year, input.contentHash, outline)
}

/** Loaded when a document is made: a server that only takes answers does not carry the document libraries in its memory. */
const written = (
  owner: Owner,
  kind: PaperKind,
  year: number,
  said: string,
  outline: () => Promise<Outline>,
): Promise<MadePaper> =>
  refusingFaults(async () => {
    const made = await outline()
    const [{ writeDocx }, { writePdf }] = await Promise.all([
      import('../document/write-docx.ts'),
      import('../document/pdf/write-pdf.ts'),
    ])
    return { owner, kind, year, said, docx: await writeDocx(made), pdf: await writePdf(made) }
  })

/** Keeps a document as the next version of its kind; earlier versions stay as they are. */
export async function keepPaper(db: Db, by: Act, made: MadePaper): Promise<string> {
  const version = await nextPaperVersion(db, made.owner, made.kind)
  const id = newId(by)
  const contentHash = sha256(made.docx)
  await insertPaper(db, {
    ...{ id, ...made.owner, kind: made.kind, version, contentHash, bytes: made.docx, pdf: made.pdf },
    fileName: `${FILE_NAMES[made.kind]}-${made.year}-v${version}.docx`,
    sources: JSON.stringify({ content: made.said }),
    pdfHash: sha256(made.pdf),
    ...{ madeBy: by.actor, madeAt: by.now.toISOString() },
  })
  const object = made.owner.assessmentId ?? made.owner.criteriaSetId
  await audit(db, by, 'assessment.document', object, { document: id, kind: made.kind, version, contentHash })
  return id
}

export const ownerOfYear = async (db: Db, id: string): Promise<Owner> => ({
  criteriaSetId: (await getAssessment(db, id)).criteriaSetId,
  assessmentId: id,
})
