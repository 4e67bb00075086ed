import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { DocumentError } from '../document/document-error.ts'
import { sha256 } from '../keys.ts'
import type { Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { insertDocument, nextVersion } from './store.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Tờ trình, Phương án, Kế hoạch phát phiếu, Báo cáo kết quả. */
export const DOCUMENT_KINDS = ['submission', 'plan', 'distribution', 'result'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

const FILE_NAMES: Readonly<Record<DocumentKind, string>> = {
  submission: 'to-trinh',
  plan: 'phuong-an-dieu-tra',
  distribution: 'ke-hoach-phat-phieu',
  result: 'bao-cao-ket-qua',
}

/** A document in both forms, with the hashes of what it was made from. */
export type MadeDocument = Readonly<{
  kind: DocumentKind
  docx: Uint8Array
  pdf: Uint8Array
  sources: Readonly<Record<string, string>>
}>

/** Keeps a document as the next version of its kind; earlier versions stay as they are. */
export async function keepDocument(
  db: Db,
  by: Act,
  round: Pick<Round, 'id' | 'year'>,
  made: MadeDocument,
): Promise<{ id: string; version: number; contentHash: string }> {
  const version = await nextVersion(db, round.id, made.kind)
  const id = newId(by)
  const contentHash = sha256(made.docx)
  await insertDocument(db, {
    id,
    roundId: round.id,
    kind: made.kind,
    version,
    state: 'draft',
    fileName: `${FILE_NAMES[made.kind]}-${round.year}-v${version}.docx`,
    mediaType: DOCX,
    sources: JSON.stringify(made.sources),
    contentHash,
    bytes: made.docx,
    pdf: made.pdf,
    pdfHash: sha256(made.pdf),
    decisionNumber: null,
    decisionDate: null,
    approvedBy: null,
    approvedAt: null,
    createdAt: by.now.toISOString(),
  })
  return { id, version, contentHash }
}

/** A sum that does not hold refuses the document, and each place is named. */
export async function refusingFaults<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    throw new Problem('cannot_compute', {
      errors: error.faults.map((fault) => ({ pointer: '', code: 'sums_differ', detail: { fault } })),
    })
  }
}

/** Several documents made from the same sources, each as the next version of its kind, with one entry in the audit trail for each. */
export async function keepComposed(
  db: Db,
  by: Act,
  round: Pick<Round, 'id' | 'year'>,
  made: readonly MadeDocument[],
): Promise<string[]> {
  const ids: string[] = []
  for (const one of made) {
    const { id, version, contentHash } = await keepDocument(db, by, round, one)
    await audit(db, by, 'document.make', round.id, { document: id, kind: one.kind, version, contentHash })
    ids.push(id)
  }
  return ids
}
