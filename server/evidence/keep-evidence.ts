import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { saidOf } from './find-evidence.ts'
import type { KeptFile } from './keep-file.ts'
import type { PaperText } from './read-text.ts'
import { searchText } from './search-text.ts'
import { type Evidence, findEvidence, findSameFile, insertEvidence, isUnit, markWithdrawn, sumSizes } from './store.ts'
import { deleteEvidenceText, insertEvidenceText } from './text-store.ts'
import { usesAsErrors, viewUses } from './uses.ts'

/** Bytes one unit, and all together, may keep. */
export const QUOTA = { unit: 2_000_000_000, all: 50_000_000_000 } as const

export type About = Readonly<{
  unitId: string | null
  number: string
  issuedOn: string
  issuer: string
  abstract: string
  fileName: string
}>

/** Whose papers a person may add to: looked at before a byte is taken, and again when the paper is entered. */
export async function checkRoom(db: Db, reach: Reach, unitId: string | null, size: number): Promise<void> {
  if (!reaches(reach, unitId) || (unitId !== null && !(await isUnit(db, unitId)))) throw new Problem('not_found')
  const { own, all } = await sumSizes(db, unitId)
  if (own + size > QUOTA.unit || all + size > QUOTA.all) throw new Problem('quota_full')
}

/** One paper is kept once for a unit, however many lines it proves: the same bytes again are refused, and which paper they are is said. */
export async function keepEvidence(
  db: Db,
  by: Act,
  reach: Reach,
  id: string,
  about: About,
  file: KeptFile,
  { state, pages, text }: PaperText,
): Promise<void> {
  await checkRoom(db, reach, about.unitId, file.size)
  const same = await findSameFile(db, about.unitId, file.contentHash)
  if (same) throw new Problem('already_there', { detail: { evidence: same.id } })
  await insertEvidence(db, {
    ...{ id, ...about, ...file, createdBy: by.actor, createdAt: by.now.toISOString() },
    ...{ withdrawnAt: null, withdrawnBy: null, version: 1 },
  })
  await insertEvidenceText(db, { evidenceId: id, state, pages, text, ...searchText(`${saidOf(about)} ${text}`) })
  await audit(db, by, 'evidence.keep', id, { contentHash: file.contentHash, size: file.size })
}

/** A paper within reach that has not been withdrawn; every other one is not there. */
export async function getEvidence(db: Db, reach: Reach, id: string): Promise<Evidence> {
  const found = await findEvidence(db, id)
  if (!found || found.withdrawnAt !== null || !reaches(reach, found.unitId)) throw new Problem('not_found')
  return found
}

/** … and of the very unit whose year, report or measure it shall prove: whoever reads those is given their papers too. */
export async function getOwnEvidence(db: Db, reach: Reach, id: string, unitId: string): Promise<Evidence> {
  const paper = await getEvidence(db, reach, id)
  if (paper.unitId !== unitId)
    throw new Problem('input_invalid', { errors: [{ pointer: '/evidence', code: 'evidence_of_other_unit' }] })
  return paper
}

/** From now on nobody can open it, and what could be searched of it goes; that it was there stays on record. */
export async function withdrawEvidence(db: Db, by: Act, reach: Reach, id: string, version: number): Promise<void> {
  await getEvidence(db, reach, id)
  const uses = await viewUses(db, reach, id)
  if (uses.length > 0) throw new Problem('evidence_in_use', { errors: usesAsErrors(uses) })
  if (!(await markWithdrawn(db, id, version, by.now.toISOString(), by.actor))) throw new Problem('stale')
  await deleteEvidenceText(db, id)
  await audit(db, by, 'evidence.withdraw', id)
}
