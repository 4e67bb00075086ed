import { type FieldSheets, fieldFlags, type SchoolField } from '../../analysis/quality/field-flags.ts'
import { firstLast } from '../../analysis/quality/first-last.ts'
import { groupBy } from '../../surveys/group-by.ts'
import type { Answers, Instrument } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { listFrameRows } from '../frame/store.ts'
import { findInstrument } from '../instruments/store.ts'
import { getRound } from '../plan/store.ts'
import { listResponses, type Response } from '../responses/store.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { countDeclinesBySchool, countSlipsBySchool, sumReturnedBySchool } from '../slips/store.ts'

/** "Did anyone suggest how to answer?" and the question about ethnicity, the same in all forms. */
const SUGGESTED = { item: 'T8', yes: 'yes', no: 'no' } as const
const ETHNICITY = { item: 'T4', khmer: 'khmer', silent: 'no_answer' } as const
const DAY_MS = 86_400_000

/**
 * Which schools' sheets are worth a look, and why: flags, from which nothing follows by itself. Never an answer, never a class; a
 * school needs ten sheets before it is looked at. While sheets come, those of today are not: a share that moves with the sheet that has
 * just come would tell somebody who watches what is in it.
 */
export async function viewIntegrity(db: Db, by: Pick<Act, 'now'>, roundId: string) {
  const round = await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!draw) return { sheets: 0, flags: [], tested: {}, weeks: null }
  const [all, classes, units, states, back, declines, rows, instruments] = await Promise.all([
    listResponses(db, roundId),
    listDrawUnits(db, draw.id, 2),
    listDrawUnits(db, draw.id, 1),
    countSlipsBySchool(db, roundId),
    sumReturnedBySchool(db, roundId),
    countDeclinesBySchool(db, roundId),
    listFrameRows(db, draw.frameId),
    Promise.all(round.matrix.map(({ instrumentId }) => findInstrument(db, instrumentId))),
  ])
  const today = dayOf(by.now)
  const responses = round.state === 'fielding' ? all.filter(({ day }) => day < today) : all
  const codeOf = new Map(units.map(({ id, code }) => [id, code]))
  const schoolOf = new Map(classes.map(({ id, parentId }) => [id, codeOf.get(parentId ?? '') ?? '']))
  const place = new Map(rows.map((row) => [row.code, row]))
  const statesOf = groupBy(states, ({ code }) => code)
  const declinedOf = new Map(declines.map(({ code, count }) => [code, Number(count)]))
  const schools = back.map(({ code, spoiled, reserve }): SchoolField => {
    const own = statesOf.get(code) ?? []
    const of = (...wanted: string[]) =>
      own.filter(({ state }) => wanted.includes(state)).reduce((sum, { count }) => sum + Number(count), 0)
    return {
      school: code,
      group: place.get(code)?.level ?? '',
      issued: of('issued', 'used') - Number(spoiled) - Number(reserve),
      used: of('used'),
      declined: declinedOf.get(code) ?? 0,
      khmerShare: place.get(code)?.khmerShare ?? null,
    }
  })
  const sheets = sheetsOf(responses, schoolOf, judgedIds(instruments.filter((one) => one !== undefined)))
  const { flags, tested } = fieldFlags(sheets, schools)
  return {
    sheets: responses.length,
    flags: flags.map(({ school, group, kind, n, observed, expected, adjusted }) => ({
      school,
      name: place.get(school)?.name ?? school,
      area: place.get(school)?.area ?? '',
      level: group,
      kind,
      n,
      observed,
      expected,
      adjusted,
    })),
    tested: tested as Readonly<Record<string, number>>,
    weeks: firstLast(sheets) ?? null,
  }
}

/** The judged scale items of all forms by id; a form that lacks one leaves it empty. */
const judgedIds = (instruments: readonly Instrument[]): string[] => [
  ...new Set(
    instruments.flatMap(({ blocks }) =>
      questionsOf({ blocks: blocks.filter(({ id }) => id >= 'A' && id <= 'E') }).flatMap(({ id, type }) =>
        type === 'scale' ? [id] : [],
      ),
    ),
  ),
]

function sheetsOf(
  responses: readonly Response[],
  schoolOf: ReadonlyMap<string, string>,
  judged: readonly string[],
): FieldSheets {
  const count = responses.length
  const items = judged.map(() => new Float64Array(count).fill(Number.NaN))
  const [suggested, khmer] = [new Float64Array(count).fill(Number.NaN), new Float64Array(count).fill(Number.NaN)]
  const day = new Float64Array(count)
  const school = responses.map((response, row) => {
    const answers = JSON.parse(response.answers) as Answers
    judged.forEach((id, at) => {
      const answer = answers[id]
      if (typeof answer === 'number') items[at][row] = answer
    })
    const told = answers[SUGGESTED.item]
    if (told === SUGGESTED.yes || told === SUGGESTED.no) suggested[row] = told === SUGGESTED.yes ? 1 : 0
    const people = answers[ETHNICITY.item]
    if (typeof people === 'string' && people !== ETHNICITY.silent) khmer[row] = people === ETHNICITY.khmer ? 1 : 0
    day[row] = Date.parse(response.day) / DAY_MS
    return schoolOf.get(response.drawUnitId) ?? ''
  })
  return { school, day, items, suggested, khmer }
}
