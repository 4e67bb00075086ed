import type { Selectable } from 'kysely'
import { hasReached } from '../../surveys/round.ts'
import { type Act, dayOf } from '../act.ts'
import type { OpenResponseTable } from '../db/field-tables.ts'
import { insertRows, textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import { listRoundsById, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findOpenLinksByHash, type OpenLink, takeFromLink } from '../slips/open-link-store.ts'
import { checkMode, checkSheet, fitting, handedBy, type Outcome, type Prepared } from './check-sheet.ts'
import { flagsOf } from './flags.ts'
import { receiptOf } from './receipt.ts'
import { rowHash } from './row-hash.ts'

export type OpenResponse = Selectable<OpenResponseTable>

/**
 * What becomes of sheets whose code is no slip's: those of a link or poster are judged as any other, with a limit of the link
 * in place of a slip to spend. `undefined` where the code is no link's either.
 */
export async function decideOpen(
  db: Db,
  by: Act,
  prepared: readonly Prepared[],
): Promise<{ outcomes: (Outcome | undefined)[]; sheets: OpenResponse[] }> {
  const hashes = [...new Set(prepared.flatMap(({ codeHash }) => codeHash ?? []))]
  const links = new Map((await findOpenLinksByHash(db, hashes)).map((link) => [link.codeHash, link]))
  if (links.size === 0) return { outcomes: prepared.map(() => undefined), sheets: [] }
  const rounds = await listRoundsById(db, [...new Set([...links.values()].map(({ roundId }) => roundId))])
  const stored = await findHashes(
    db,
    prepared.map(({ sheet }) => sheet.id),
  )
  const taken = new Map<string, number>()
  const sheets: OpenResponse[] = []
  const outcomes = prepared.map((one): Outcome | undefined => {
    const link = links.get(one.codeHash ?? '')
    const round = link && new Map(rounds).get(link.roundId)
    if (!link || !round) return undefined
    try {
      const content = fitting(one, round, link)
      const before = stored.get(one.sheet.id)
      if (before !== undefined && before !== content.contentHash) throw new Problem('idempotency_conflict')
      if (before === undefined) {
        checkLink(round, link, taken.get(link.id) ?? 0)
        checkMode(round, link.form, link.mode)
        checkSheet(one, content, round)
        taken.set(link.id, (taken.get(link.id) ?? 0) + 1)
        stored.set(one.sheet.id, content.contentHash)
        const row = {
          id: one.sheet.id,
          roundId: round.id,
          linkId: link.id,
          instrumentId: one.sheet.form,
          mode: link.mode,
          handedBy: handedBy(content.answers),
          language: one.sheet.language,
          day: dayOf(by.now),
          noticeVersion: one.sheet.consent,
          answers: content.text,
          contentHash: content.contentHash,
          flags: JSON.stringify(flagsOf(content.instrument, content.answers)),
        }
        sheets.push({ ...row, rowHash: rowHash(row, link.id) })
      }
      return { receipt: receiptOf(by.keys, one.sheet.id, content.contentHash), first: before === undefined }
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused
      return { refused }
    }
  })
  return { outcomes, sheets }
}

function checkLink(round: Round, link: OpenLink, taken: number): void {
  if (link.state === 'revoked') throw new Problem('slip_revoked')
  if (hasReached(round.state, 'closed')) throw new Problem('round_closed')
  if (round.state !== 'fielding') throw new Problem('round_not_open')
  if (link.received + taken >= link.most) throw new Problem('link_full')
}

async function findHashes(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('openResponse')
    .select(['id', 'contentHash'])
    .where('id', 'in', textsIn(db, ids))
    .execute()
  return new Map(rows.map(({ id, contentHash }) => [id, contentHash]))
}

const COLUMNS = [
  'id',
  'roundId',
  'linkId',
  'instrumentId',
  'mode',
  'handedBy',
  'language',
  'day',
  'noticeVersion',
  'answers',
  'contentHash',
  'flags',
  'rowHash',
] as const satisfies readonly (keyof OpenResponse)[]

/** Stores the sheets and counts them on their links, in the caller's transaction; the whole fails where a link has closed since. */
export async function storeOpenSheets(db: Db, sheets: readonly OpenResponse[]): Promise<void> {
  const byLink = new Map<string, number>()
  for (const { linkId } of sheets) byLink.set(linkId, (byLink.get(linkId) ?? 0) + 1)
  for (const [link, count] of byLink) if ((await takeFromLink(db, link, count)) !== 1) throw new Problem('unavailable')
  await insertRows(db, 'openResponse', COLUMNS, sheets)
}

/** In the order of their random ids, which is no order. */
export const listOpenResponses = (db: Db, roundId: string): Promise<OpenResponse[]> =>
  db.selectFrom('openResponse').selectAll().where('roundId', '=', roundId).orderBy('id').execute()
