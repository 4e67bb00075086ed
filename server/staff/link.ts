import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import { setPassword } from './account.ts'

export type LinkPurpose = 'invite' | 'reset'

const DAY_MS = 24 * 3_600_000
const LIVES_MS = { invite: 7 * DAY_MS, reset: DAY_MS } as const satisfies Record<LinkPurpose, number>

/** Until then whoever comes with an old link is told that it is old; after that nothing is known of it. */
const longAgo = (now: Date): string => new Date(now.getTime() - 90 * DAY_MS).toISOString()

/**
 * A link that sets a password once. What opens it stands behind the `#`, which no browser sends to a server; only its hash
 * is kept; the host is the configured one, whatever the request said of itself. A new link ends the ones before it.
 */
export async function makeLink(
  db: Db,
  by: Act,
  publicUrl: string,
  accountId: string,
  purpose: LinkPurpose,
): Promise<{ address: string; expiresAt: string; purpose: LinkPurpose }> {
  const token = Buffer.from(by.random(32)).toString('base64url')
  const expiresAt = new Date(by.now.getTime() + LIVES_MS[purpose]).toISOString()
  await db.deleteFrom('accountLink').where('accountId', '=', accountId).where('usedAt', 'is', null).execute()
  await db.deleteFrom('accountLink').where('expiresAt', '<', longAgo(by.now)).execute()
  await db
    .insertInto('accountLink')
    .values({
      tokenHash: sha256(token),
      accountId,
      purpose,
      createdBy: by.actor,
      createdAt: by.now.toISOString(),
      expiresAt,
      usedAt: null,
    })
    .execute()
  await audit(db, by, 'staff.link', accountId, { purpose })
  return { address: `${publicUrl}/staff/link#${token}`, expiresAt, purpose }
}

/** Whose link it is; throws `link_unknown` or `link_spent`. */
export async function getLink(db: Db, now: Date, token: string) {
  const link = await db
    .selectFrom('accountLink')
    .innerJoin('account', 'account.id', 'accountLink.accountId')
    .select(['accountId', 'purpose', 'usedAt', 'expiresAt', 'email', 'name', 'disabledAt'])
    .where('tokenHash', '=', sha256(token))
    .executeTakeFirst()
  if (!link || link.disabledAt !== null) throw new Problem('link_unknown')
  if (link.usedAt !== null || link.expiresAt <= now.toISOString()) throw new Problem('link_spent')
  return { accountId: link.accountId, purpose: link.purpose as LinkPurpose, email: link.email, name: link.name }
}

/** Sets the password and uses the link up, together or not at all. */
export async function useLink(db: Db, by: Act, token: string, passwordHash: string): Promise<void> {
  const { accountId } = await getLink(db, by.now, token)
  const { numUpdatedRows } = await db
    .updateTable('accountLink')
    .set({ usedAt: by.now.toISOString() })
    .where('tokenHash', '=', sha256(token))
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('link_spent')
  await setPassword(db, { ...by, actor: accountId }, accountId, passwordHash)
}
