import { recontactSample } from '../../analysis/select/recontact-sample.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { groupBy } from '../../surveys/group-by.ts'
import { roundAllows } from '../../surveys/round.ts'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { countSlipsBySchool } from '../slips/store.ts'
import { findContactDraw, insertContactDraw, keepDrawn, listContacts } from './store.ts'

const newSeed = (by: Act): string => Buffer.from(by.random(8)).toString('hex')

/**
 * Draws whom to call: in each school at least `share` of its sheets, as far as people agreed. Once a round, after the field
 * work; the ledger is kept with its seed, and the numbers of all who were not drawn are deleted at once.
 */
export async function drawContacts(
  db: Db,
  by: Act,
  roundId: string,
  { share, seed = newSeed(by) }: Readonly<{ share: number; seed?: string | undefined }>,
): Promise<void> {
  const round = await getRound(db, roundId)
  if (!roundAllows(round.state, 'call_back'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'recontact' } })
  if (await findContactDraw(db, roundId)) throw new Problem('already_there')
  const [contacts, states] = await Promise.all([listContacts(db, roundId), countSlipsBySchool(db, roundId)])
  if (contacts.length === 0)
    throw new Problem('step_not_possible', {
      detail: { state: round.state, step: 'recontact' },
      errors: [{ pointer: '/contacts', code: 'contacts_missing' }],
    })
  const left = groupBy(contacts, ({ school }) => school)
  const schools = states
    .filter(({ state }) => state === 'used')
    .map(({ code, count }) => ({
      school: code,
      sheets: Number(count),
      contacts: (left.get(code) ?? []).map(({ id }) => id),
    }))
  const drawn = recontactSample(schools, share, seed)
  const all = schools.flatMap((school) => school.contacts).sort()
  const ledger = canonicalJson({ contactsHash: sha256(all.join(' ')), schools: drawn, seed, share })
  await insertContactDraw(db, {
    roundId,
    seed,
    share,
    ledger,
    ledgerHash: sha256(ledger),
    drawnOn: dayOf(by.now),
    drawnBy: by.actor,
  })
  const ids = drawn.flatMap((school) => school.drawn)
  await keepDrawn(db, roundId, ids)
  await audit(db, by, 'recontact.draw', roundId, {
    seed,
    share,
    ledgerHash: sha256(ledger),
    left: all.length,
    drawn: ids.length,
  })
}
