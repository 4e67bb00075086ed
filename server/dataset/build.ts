import { type Answers, type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import type { Db } from '../db/open.ts'
import { findInstrument } from '../instruments/store.ts'
import { sha256 } from '../keys.ts'
import type { Round } from '../plan/store.ts'
import { listResponses } from '../responses/store.ts'
import { type Draw, findDraw, listDrawUnits } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { cellsOf, FIXED_COLUMNS, questionColumns } from './columns.ts'
import { csvOf } from './table.ts'

export type Dataset = Readonly<{
  bytes: Uint8Array
  hash: string
  rowCount: number
  exclusions: readonly Readonly<{ rule: string; count: number }>[]
  /** Valid and left-out sheets per school, for the tables of the report. */
  excludedBySchool: Readonly<Record<string, number>>
  draw: Draw
}>

/** The only rule by which a sheet is left out: it says nothing on any of the judged items. */
const EMPTY_SHEET = 'no_judged_answer'

export async function instrumentsOf(db: Db, round: Round): Promise<Instrument[]> {
  const found = await Promise.all(round.matrix.map(({ instrumentId }) => findInstrument(db, instrumentId)))
  return found.filter((instrument) => instrument !== undefined)
}

/**
 * The round's answers as one table: a row a sheet, in the order of the sheets' random ids, with its place in the sample
 * and without anything that leads to a person. What was written freely stands as 1 or 0 for written or not.
 */
export async function buildDataset(db: Db, round: Round): Promise<Dataset | null> {
  const draw = await findDraw(db, round.id)
  if (!draw) return null
  const [instruments, responses, classes, schools, places] = await Promise.all([
    instrumentsOf(db, round),
    listResponses(db, round.id),
    listDrawUnits(db, draw.id, 2),
    listDrawUnits(db, draw.id, 1),
    schoolPlaces(db, draw),
  ])
  const classOf = new Map(classes.map((unit) => [unit.id, unit]))
  const codeOf = new Map(schools.map((unit) => [unit.id, unit.code]))
  const questions = questionColumns(instruments)
  const forms = new Map(
    instruments.map((form) => [instrumentId(form), { judged: judgedItems(form), cells: cellsOf(form, questions) }]),
  )
  const rows: string[][] = [[...FIXED_COLUMNS, ...questions.map(({ id }) => id)]]
  const excludedBySchool: Record<string, number> = {}
  let excluded = 0
  for (const response of responses) {
    const unit = classOf.get(response.drawUnitId)
    if (!unit) throw new Error('a response belongs to no class of the current draw')
    const school = codeOf.get(unit.parentId ?? '') ?? ''
    const answers = JSON.parse(response.answers) as Answers
    const form = forms.get(response.instrumentId)
    if (!form?.judged.some((id) => typeof answers[id] === 'number')) {
      excluded += 1
      excludedBySchool[school] = (excludedBySchool[school] ?? 0) + 1
      continue
    }
    const place = places.get(school)
    const flags = (JSON.parse(response.flags) as string[]).join(' ')
    rows.push([
      unit.code,
      school,
      unit.stratum,
      place?.level ?? '',
      place?.area ?? '',
      response.instrumentId,
      response.mode,
      response.handedBy,
      response.language,
      response.day,
      response.noticeVersion,
      flags,
      ...form.cells(answers),
    ])
  }
  const bytes = csvOf(rows)
  const exclusions = excluded > 0 ? [{ rule: EMPTY_SHEET, count: excluded }] : []
  return { bytes, hash: sha256(bytes), rowCount: rows.length - 1, exclusions, excludedBySchool, draw }
}

/** The scale items of blocks A to E: what satisfaction is computed from. */
export const judgedItems = (instrument: Instrument): string[] =>
  questionsOf({ blocks: instrument.blocks.filter(({ id }) => id >= 'A' && id <= 'E') }).flatMap(({ id, type }) =>
    type === 'scale' ? [id] : [],
  )
