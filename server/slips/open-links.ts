import { modeAllowed } from '../../surveys/mode.ts'
import { hasReached } from '../../surveys/round.ts'
import { formatCode } from '../../surveys/slip.ts'
import { type Act, dayOf, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { listFrameRows } from '../frame/store.ts'
import type { Keys } from '../keys.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDraw } from '../sample/store.ts'
import { codeHash, codeOf } from './code.ts'
import { findOpenLink, insertOpenLink, listOpenLinks, type OpenLink, revokeOpenLink } from './open-link-store.ts'

export type NewLink = Readonly<{
  mode: 'class_link' | 'poster'
  form: string
  label: string
  school: string | null
  most: number
}>

/**
 * A link for a class, or a poster, that anybody may follow without a slip. Whoever does so was drawn by nobody: such sheets
 * are marked, kept in a table of their own, and stand in no figure of the sample. The code is made from the id, like a slip's.
 */
export async function makeOpenLink(db: Db, by: Act, roundId: string, link: NewLink): Promise<string> {
  const round = await getRound(db, roundId)
  if (!hasReached(round.state, 'approved') || hasReached(round.state, 'closed'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'open_link' } })
  const errors = []
  if (!round.matrix.some(({ instrumentId }) => instrumentId.startsWith(`${link.form}@`)))
    errors.push({ pointer: '/form', code: 'choice_unknown' })
  if (!modeAllowed(round.modes, link.form, link.mode)) errors.push({ pointer: '/mode', code: 'mode_not_allowed' })
  if (link.mode === 'class_link' && link.school === null) errors.push({ pointer: '/school', code: 'required' })
  if (link.school !== null) {
    const draw = await findDraw(db, roundId)
    const rows = draw ? await listFrameRows(db, draw.frameId) : []
    if (!rows.some(({ code }) => code === link.school)) errors.push({ pointer: '/school', code: 'choice_unknown' })
  }
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
  const id = newId(by)
  await insertOpenLink(db, {
    ...link,
    id,
    roundId,
    codeHash: codeHash(by.keys, codeOf(by.keys, id)),
    received: 0,
    state: 'open',
    createdOn: dayOf(by.now),
  })
  await audit(db, by, 'slips.open_link', roundId, { mode: link.mode, label: link.label, most: link.most })
  return id
}

/** From now on the link takes nothing; what came by it stays. */
export async function withdrawOpenLink(db: Db, by: Act, roundId: string, id: string): Promise<void> {
  const link = await findOpenLink(db, roundId, id)
  if (!link) throw new Problem('not_found')
  await revokeOpenLink(db, id)
  await audit(db, by, 'slips.open_link_revoke', roundId, { mode: link.mode, label: link.label })
}

const shown = (keys: Keys, publicUrl: string, link: OpenLink) => {
  const code = codeOf(keys, link.id)
  const { id, mode, form, label, school, most, received, state } = link
  return {
    id,
    mode: mode as NewLink['mode'],
    form,
    label,
    school,
    most,
    received,
    state: state as 'open' | 'revoked',
    code: formatCode(code),
    address: `${publicUrl}/p/${form}#${code}`,
  }
}

export const viewOpenLinks = async (db: Db, keys: Keys, publicUrl: string, roundId: string) => ({
  links: (await listOpenLinks(db, (await getRound(db, roundId)).id)).map((link) => shown(keys, publicUrl, link)),
})
