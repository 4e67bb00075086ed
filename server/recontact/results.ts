import { normalQuantile } from '../../analysis/numeric/distribution.ts'
import { wilsonInterval } from '../../analysis/numeric/wilson.ts'
import type { Answers } from '../../surveys/instrument.ts'
import type { Db } from '../db/open.ts'
import { listResponses } from '../responses/store.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { type ContactDraw, findContactDraw, listOutcomes, type Outcome } from './store.ts'

/** A share among those who were talked to, with Wilson's 95 % interval; `sheets` is the same share on the sheets of their schools. */
export type CallShare = Readonly<{
  yes: number
  n: number
  low: number
  high: number
  sheets: Readonly<{ yes: number; n: number }> | null
}>
export type CallResults = Readonly<{
  share: number
  seed: string
  ledgerHash: string
  drawnOn: string
  left: number
  wanted: number
  drawn: number
  talked: number
  notReached: number
  declined: number
  self: CallShare | null
  suggested: CallShare | null
  inClass: CallShare | null
  satisfied: CallShare | null
  schools: readonly CallSchool[]
}>
export type CallSchool = Readonly<{
  school: string
  name: string
  level: string
  area: string
  left: number
  drawn: number
  talked: number
  notSelf: number
  suggested: number
}>
type LedgerSchool = Readonly<{ school: string; left: number; wanted: number; drawn: readonly string[] }>

/** What the calls came to, in all and by school; null before anybody was drawn. Never an answer of one person. */
export async function callResults(db: Db, roundId: string): Promise<CallResults | null> {
  const contacts = await findContactDraw(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!contacts || !draw) return null
  const [outcomes, places] = await Promise.all([listOutcomes(db, roundId), schoolPlaces(db, draw)])
  const ledger = schoolsOf(contacts)
  const talked = outcomes.filter(({ outcome }) => outcome === 'talked')
  const sheets = await sheetShares(db, roundId, draw.id, new Set(talked.map(({ school }) => school)))
  const count = (of: readonly Outcome[], test: (one: Outcome) => boolean) => of.filter(test).length
  const sum = (of: (school: LedgerSchool) => number) => ledger.reduce((total, school) => total + of(school), 0)
  const said = talked.filter(({ overall }) => overall !== null)
  return {
    share: contacts.share,
    seed: contacts.seed,
    ledgerHash: contacts.ledgerHash,
    drawnOn: contacts.drawnOn,
    left: sum(({ left }) => left),
    wanted: sum(({ wanted }) => wanted),
    drawn: sum(({ drawn }) => drawn.length),
    talked: talked.length,
    notReached: count(outcomes, ({ outcome }) => outcome === 'not_reached'),
    declined: count(outcomes, ({ outcome }) => outcome === 'declined'),
    self: callShare(
      count(talked, ({ self }) => self === 'yes'),
      talked.length,
    ),
    suggested: callShare(
      count(talked, ({ suggested }) => suggested === 'yes'),
      talked.length,
      sheets.suggested,
    ),
    inClass: callShare(
      count(talked, ({ handedBy }) => handedBy === 'class'),
      talked.length,
      sheets.inClass,
    ),
    satisfied: callShare(
      count(said, ({ overall }) => (overall ?? 0) >= 4),
      said.length,
      sheets.satisfied,
    ),
    schools: ledger
      .filter(({ drawn }) => drawn.length > 0)
      .map(({ school, left, drawn }) => {
        const own = talked.filter((one) => one.school === school)
        const place = places.get(school)
        return {
          school,
          name: place?.name ?? school,
          level: place?.level ?? '',
          area: place?.area ?? '',
          left,
          drawn: drawn.length,
          talked: own.length,
          notSelf: count(own, ({ self }) => self === 'no'),
          suggested: count(own, ({ suggested }) => suggested === 'yes'),
        }
      }),
  }
}

const schoolsOf = ({ ledger }: ContactDraw): readonly LedgerSchool[] =>
  (JSON.parse(ledger) as { schools: LedgerSchool[] }).schools

function callShare(yes: number, n: number, sheets: CallShare['sheets'] = null): CallShare | null {
  if (n === 0) return null
  const [low, high] = wilsonInterval(yes / n, n, normalQuantile(0.975))
  return { yes, n, low, high, sheets: sheets && sheets.n > 0 ? sheets : null }
}

/** The same questions on the sheets of the schools that were called; the two are only laid side by side, never joined. */
async function sheetShares(db: Db, roundId: string, drawId: string, schools: ReadonlySet<string>) {
  const [responses, classes, units] = await Promise.all([
    schools.size === 0 ? [] : listResponses(db, roundId),
    listDrawUnits(db, drawId, 2),
    listDrawUnits(db, drawId, 1),
  ])
  const codeOf = new Map(units.map(({ id, code }) => [id, code]))
  const inCalled = new Set(
    classes.filter(({ parentId }) => schools.has(codeOf.get(parentId ?? '') ?? '')).map(({ id }) => id),
  )
  const answers = responses
    .filter(({ drawUnitId }) => inCalled.has(drawUnitId))
    .map((response) => JSON.parse(response.answers) as Answers)
  const share = (item: string, yes: (value: unknown) => boolean) => {
    const given = answers.map((one) => one[item]).filter((value) => value !== undefined && value !== null)
    return { yes: given.filter(yes).length, n: given.length }
  }
  return {
    suggested: share('T8', (value) => value === 'yes'),
    inClass: share('T7', (value) => value === 'class'),
    satisfied: share('F1', (value) => typeof value === 'number' && value >= 4),
  }
}
