import { verifyAudit } from '../audit.ts'
import { checkDatabase } from '../db/check-database.ts'
import { engineOf } from '../db/engine.ts'
import type { Deps } from '../deps.ts'
import { checkPapers } from '../evidence/check-papers.ts'
import { checkContents } from './check-contents.ts'
import { checkCopies } from './check-copies.ts'
import { checkFigures } from './check-figures.ts'
import { CommandError } from './command.ts'

const FAULTS = {
  gap: 'is missing or stands in the wrong place',
  unlinked: 'does not follow the one before it',
  changed: 'is not what was written',
} as const

/**
 * Looks at everything that is kept: the database itself, the audit chain, each content beside its hash, the files. Opening the
 * data has read the key file and compared it with what the database knows of it.
 *
 * @throws CommandError naming what is wrong first
 */
export async function verifyData(deps: Deps, anchor?: string) {
  const { damage, depth } = await checkDatabase(deps.read)
  if (damage.length > 0) throw new CommandError(`the database is damaged (${damage[0]}): restore a backup`)
  const chain = await verifyAudit(deps.read, anchor)
  if (!chain.ok)
    throw new CommandError(
      chain.fault === 'anchor_absent'
        ? `the audit chain ends at entry ${chain.sequence - 1} and never had the printed hash: its end was cut off, or it was written anew`
        : `the audit chain breaks at entry ${chain.sequence}: it ${FAULTS[chain.fault]}`,
    )
  const contents = await checkContents(deps.read)
  if (contents.wrong.length > 0)
    throw new CommandError(
      `${contents.wrong.length} rows do not hold what their hash says, the first is ${contents.wrong[0]}: restore a backup`,
    )
  const parts = [await checkCopies(deps.read), await checkFigures(deps.read)]
  const copies = {
    checked: parts.reduce((sum, one) => sum + one.checked, 0),
    wrong: parts.flatMap(({ wrong }) => wrong),
  }
  if (copies.wrong.length > 0)
    throw new CommandError(
      `${copies.wrong.length} rows do not say what was written down of them elsewhere, the first is ${copies.wrong[0]}: restore a backup`,
    )
  const papers = await checkPapers(deps.read, deps.config.dataDir)
  if (papers.wrong.length > 0)
    throw new CommandError(
      `${papers.wrong.length} files of evidence are not what was kept, the first is ${papers.wrong[0]}: bring them back from a backup`,
    )
  return {
    database: 'ok',
    engine: engineOf(deps.read),
    depth,
    auditEntries: chain.count,
    auditHead: chain.head,
    ...(chain.anchoredAt === undefined ? {} : { anchoredAt: chain.anchoredAt }),
    contents: contents.checked,
    copies: copies.checked,
    evidence: papers.checked,
    keyFile: 'ok',
  }
}
