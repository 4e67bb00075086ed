import {
  cooperationRate,
  outcomesOf,
  refusalRate,
  responseRate,
  responseRateExpected,
} from '../../surveys/disposition.ts'
import { OPEN_MODES } from '../../surveys/mode.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { sumDeclines } from '../responses/store.ts'
import { FIRST_ASSUMPTIONS } from '../sample/design.ts'
import { findDraw } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { listOpenLinks } from '../slips/open-link-store.ts'
import { countSlipsBySchool, sumReturnedBySchool } from '../slips/store.ts'

/** Below this many sheets a school's count is not shown: with so few, who has answered could be guessed. */
export const LEAST_SHOWN = 5

export type FieldworkCounts = Readonly<{
  printed: number
  issued: number
  spoiled: number
  returned: number
  reserve: number
  used: number
}>

/**
 * Counts of the field work, never an answer. `issued` are the slips handed over and not come back;
 * printed = issued + spoiled + returned + reserve holds in every row.
 */
export async function viewFieldwork(db: Db, roundId: string) {
  await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!draw)
    return {
      issued: 0,
      used: 0,
      declined: 0,
      responseRate: null,
      rates: ratesOf(NONE, 0),
      rows: [],
      schools: [],
      open: [],
    }
  const [states, back, places, declined, links] = await Promise.all([
    countSlipsBySchool(db, roundId),
    sumReturnedBySchool(db, roundId),
    schoolPlaces(db, draw),
    sumDeclines(db, roundId),
    listOpenLinks(db, roundId),
  ])
  const schools = back.map(({ code, spoiled, returned }) => {
    const of = (...wanted: string[]) =>
      states
        .filter((row) => row.code === code && wanted.includes(row.state))
        .reduce((sum, row) => sum + Number(row.count), 0)
    const place = places.get(code)
    const out = of('issued', 'used')
    const counts: FieldworkCounts = {
      printed: of('printed', 'issued', 'used'),
      issued: out - Number(spoiled) - Number(returned),
      spoiled: Number(spoiled),
      returned: Number(returned),
      reserve: of('printed'),
      used: of('used'),
    }
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
    rates: ratesOf(total, declined),
    rows: [...rows.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => ({ ...row, expected: Math.round(row.printed * FIRST_ASSUMPTIONS.responseRate) })),
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

/** By the definitions of AAPOR; here nothing is partial, and of who left a class before the slips came nobody knows. */
function ratesOf(counts: FieldworkCounts, declined: number) {
  const outcomes = outcomesOf(counts.printed, 0, { ...counts, received: counts.used }, declined)
  return {
    rr1: responseRate(outcomes),
    rr3: responseRateExpected(outcomes),
    ref1: refusalRate(outcomes),
    coop1: cooperationRate(outcomes),
  }
}

const NONE: FieldworkCounts = { printed: 0, issued: 0, spoiled: 0, returned: 0, reserve: 0, used: 0 }

function addCounts(a: FieldworkCounts = NONE, b: FieldworkCounts = NONE): FieldworkCounts {
  return {
    printed: a.printed + b.printed,
    issued: a.issued + b.issued,
    spoiled: a.spoiled + b.spoiled,
    returned: a.returned + b.returned,
    reserve: a.reserve + b.reserve,
    used: a.used + b.used,
  }
}
