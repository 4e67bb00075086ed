import { groupBy } from '../../surveys/group-by.ts'
import { OPEN_MODES } from '../../surveys/mode.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { countByMode, countByWholeness, sumDeclines } from '../responses/store.ts'
import { adoptedDesign } from '../sample/adopted-design.ts'
import { findDraw } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { listOpenLinks } from '../slips/open-link-store.ts'
import { countDeclinesBySchool, countSlipsBySchool, sumReturnedBySchool } from '../slips/store.ts'
import { ratesOf } from './rates.ts'

/** Below this many sheets a school's count is not shown: with so few, who has answered could be guessed. */
export const LEAST_SHOWN = 5

export type FieldworkCounts = Readonly<{
  printed: number
  issued: number
  spoiled: number
  returned: number
  reserve: number
  used: number
  /** people who are to be asked: slips less those in reserve */
  drawn: number
  /** whose holder said "Không tham gia" and did not answer after all */
  refused: number
  /** whose pupil had left the class */
  ineligible: number
}>

/**
 * Counts of the field work, never an answer. `issued` are the slips handed over and not come back;
 * printed = issued + spoiled + returned + reserve holds in every row.
 */
export async function viewFieldwork(db: Db, roundId: string) {
  const round = await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!draw)
    return {
      issued: 0,
      used: 0,
      declined: 0,
      refused: 0,
      responseRate: null,
      rates: ratesOf(NONE, { partial: 0, broken: 0 }),
      modes: [],
      expectedFrom: null,
      rows: [],
      schools: [],
      open: [],
    }
  const [states, back, places, declined, links, refusals, wholeness, modes, adopted] = await Promise.all([
    countSlipsBySchool(db, roundId),
    sumReturnedBySchool(db, roundId),
    schoolPlaces(db, draw),
    sumDeclines(db, roundId),
    listOpenLinks(db, roundId),
    countDeclinesBySchool(db, roundId),
    countByWholeness(db, roundId),
    countByMode(db, roundId),
    adoptedDesign(db, round),
  ])
  const statesOf = groupBy(states, ({ code }) => code)
  const refusedOf = new Map(refusals.map(({ code, count }) => [code, Number(count)]))
  const schools = back.map((row) => {
    const { code } = row
    const place = places.get(code)
    const counts = countsOf(row, statesOf.get(code) ?? [], refusedOf.get(code) ?? 0)
    return { code, name: place?.name ?? code, level: place?.level ?? '', area: place?.area ?? '', counts }
  })
  const rows = new Map<string, { level: string; area: string } & FieldworkCounts>()
  for (const { level, area, counts } of schools) {
    const key = `${level}\u0000${area}`
    rows.set(key, { level, area, ...addCounts(rows.get(key), counts) })
  }
  const total = schools.reduce<FieldworkCounts>(
    (sum, { counts }) => addCounts(sum, counts),
    addCounts(undefined, undefined),
  )
  return {
    issued: total.issued,
    used: total.used,
    declined,
    responseRate: total.issued > 0 ? total.used / total.issued : null,
    refused: total.refused,
    rates: ratesOf(total, wholeness),
    modes,
    /** The chosen plan whose response rate `expected` supposes; null where it is the first assumption. */
    expectedFrom: adopted.name,
    rows: [...rows.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => ({ ...row, expected: Math.round(row.drawn * adopted.assumptions.responseRate) })),
    /** Sheets without slips, apart: in no count above. */
    open: OPEN_MODES.map((mode) => {
      const own = links.filter((link) => link.mode === mode)
      return { mode, links: own.length, received: own.reduce((sum, link) => sum + link.received, 0) }
    }).filter((row) => row.links > 0),
    schools: schools.map(({ counts, ...school }) => ({
      ...school,
      issued: counts.issued,
      used: counts.used < LEAST_SHOWN ? null : counts.used,
    })),
  }
}

type Back = Awaited<ReturnType<typeof sumReturnedBySchool>>[number]
type InState = Awaited<ReturnType<typeof countSlipsBySchool>>[number]

/** One school: the states of its slips, what its minutes say came back, and who refused. */
function countsOf(
  { spoiled, returned, reserve, extra, ineligible }: Back,
  states: readonly InState[],
  refused: number,
): FieldworkCounts {
  const of = (...wanted: string[]) =>
    states.filter(({ state }) => wanted.includes(state)).reduce((sum, { count }) => sum + Number(count), 0)
  return {
    printed: of('printed', 'issued', 'used'),
    issued: of('issued', 'used') - Number(spoiled) - Number(returned) - Number(reserve),
    spoiled: Number(spoiled),
    returned: Number(returned),
    reserve: of('printed') + Number(reserve),
    used: of('used'),
    drawn: of('made', 'printed', 'issued', 'used') - Number(extra),
    refused,
    ineligible: Number(ineligible),
  }
}

const NONE: FieldworkCounts = {
  printed: 0,
  issued: 0,
  spoiled: 0,
  returned: 0,
  reserve: 0,
  used: 0,
  drawn: 0,
  refused: 0,
  ineligible: 0,
}

function addCounts(a: FieldworkCounts = NONE, b: FieldworkCounts = NONE): FieldworkCounts {
  const kinds = Object.keys(NONE) as (keyof FieldworkCounts)[]
  return Object.fromEntries(kinds.map((kind) => [kind, a[kind] + b[kind]])) as FieldworkCounts
}
