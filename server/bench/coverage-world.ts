import { randomFrom } from '../../analysis/numeric/random.ts'
import type { Answers, FormColumns } from '../../analysis/satisfaction/satisfaction.ts'
import type { FrameSchool, Ledger } from '../../analysis/select/ledger.ts'
import { findForm } from '../../surveys/forms/catalogue.ts'
import { type Instrument, instrumentId, type Level } from '../../surveys/instrument.ts'
import { pupilKey } from '../demo/chance.ts'
import {
  type ClassModel,
  classModel,
  expectationOf,
  fillScale,
  itemsOf,
  makePopulation,
  scaleItemsOf,
} from '../demo/population.ts'
import { makeProvince } from '../demo/province.ts'
import { findTrueDomain, truth } from '../demo/truth.ts'
import { frameSchools } from '../sample/frame-schools.ts'
import type { FigureName } from './coverage-figures.ts'

/** The parts of the province a round reports on, by how many of them there are. */
export type DomainKind = 'province' | 'level' | 'area' | 'level x area'
export type Domain = Readonly<{ kind: DomainKind; level: Level | null; area: string | null }>
export type TrueFigures = Readonly<Record<FigureName, number>>

/** The synthetic province with what every pupil would answer, and the truth of every domain. */
export type CoverageWorld = Readonly<{
  frame: readonly FrameSchool[]
  domains: readonly (Domain & { truth: TrueFigures })[]
  /** The sheets that come back from a drawn round: class of each, and the columns of the index, and which belong to each domain. */
  answer: (ledger: Ledger, seed: string) => Readonly<{ classes: string[]; answers: Answers; masks: Uint8Array[] }>
}>

/** Of each block the first item: a short form is estimated like a long one, and many times as fast. */
const ITEMS_PER_BLOCK = 1
const FORMS = ['ph-mn', 'ph-th', 'ph-thcs', 'ph-thpt'] as const
const JUDGED = ['A', 'B', 'C', 'D', 'E']

function shortForm(name: string): Instrument {
  const form = findForm(name)
  if (!form) throw new Error(`the form ${name} is not shipped`)
  const blocks = form.blocks
    .filter(({ id }) => JUDGED.includes(id) || id === 'F')
    .map((block) => {
      const judged = block.items.filter(({ type }) => type === 'scale').slice(0, ITEMS_PER_BLOCK)
      return { ...block, items: block.id === 'F' ? block.items.filter(({ id }) => id === 'F1' || id === 'F2') : judged }
    })
  return { ...form, blocks }
}

export function makeCoverageWorld(seed: string, schools?: number): CoverageWorld {
  const instruments = FORMS.map(shortForm)
  const province = makeProvince({ seed, ...(schools === undefined ? {} : { schools }) })
  const population = makePopulation(province, instruments, seed)
  const frame = frameSchools(
    province.schools,
    instruments.map(({ level, respondent, ...form }) => ({
      level,
      respondent,
      instrumentId: instrumentId(form as Instrument),
    })),
  ).map((school) => withMeasures(school, population.schools.get(school.code)?.row.khmerShare ?? 0))
  const known = truth(population)
  const domains = domainsOf(frame).map((domain) => {
    const found = findTrueDomain(known, domain.level, domain.area)
    if (!found) throw new Error(`no truth for ${domain.level} ${domain.area}`)
    const { computed, asked, expectation } = found
    return { ...domain, truth: { computed: computed.rate, asked: asked.rate, expectation } }
  })
  const forms = new Map(instruments.map((form) => [form.level, form]))
  const rooms = new Map<string, Room>()
  const roomOf = (id: string): Room => {
    const ready = rooms.get(id)
    if (ready) return ready
    const [code] = id.split('/', 1)
    const school = population.schools.get(code)
    const form = school && forms.get(school.row.level as Level)
    if (!school || !form) throw new Error(`no school ${code}`)
    const percent = itemsOf(form).find(({ type }) => type === 'percent')
    const room: Room = {
      form,
      model: classModel(population, form, school, id.slice(code.length + 1)),
      expectation: percent?.type === 'percent' ? percent : undefined,
    }
    rooms.set(id, room)
    return room
  }
  return {
    frame,
    domains,
    answer: (ledger, round) => sheetsOf(ledger, round, roomOf, instruments, domains),
  }
}

type Room = Readonly<{ form: Instrument; model: ClassModel; expectation: PercentItem | undefined }>
type PercentItem = Extract<ReturnType<typeof itemsOf>[number], { type: 'percent' }>

/** What a balanced draw may balance on and a sorted list be sorted by. */
const withMeasures = (school: FrameSchool, khmerShare: number): FrameSchool => ({
  ...school,
  measures: { khmer: khmerShare * school.pupils, khmerShare },
})

function domainsOf(frame: readonly FrameSchool[]): Domain[] {
  const distinct = (column: string) => [...new Set(frame.map(({ stratum }) => stratum[column] as string))].sort()
  const levels = distinct('level') as Level[]
  const areas = distinct('area')
  const there = new Set(frame.map(({ stratum }) => `${stratum.level}|${stratum.area}`))
  return [
    { kind: 'province', level: null, area: null },
    ...levels.map((level): Domain => ({ kind: 'level', level, area: null })),
    ...areas.map((area): Domain => ({ kind: 'area', level: null, area })),
    ...levels.flatMap((level) =>
      areas
        .filter((area) => there.has(`${level}|${area}`))
        .map((area): Domain => ({ kind: 'level x area', level, area })),
    ),
  ]
}

/** Within a school who answers is chance; schools differ in it. The chance is new in every round. */
function sheetsOf(
  ledger: Ledger,
  round: string,
  roomOf: (id: string) => Room,
  instruments: readonly Instrument[],
  domains: readonly Domain[],
) {
  const silent = randomFrom(round).fork('silent')
  const sheets: { class: string; room: Room; key: number }[] = []
  for (const { stage, reserve, parent, label } of ledger.units) {
    if (stage !== 3 || reserve || parent === null) continue
    const room = roomOf(parent)
    if (silent.uniform() < room.model.response)
      sheets.push({ class: parent, room, key: pupilKey(room.model.key, Number(label)) })
  }
  const columns = instruments.map((form) => formColumns(form, sheets))
  const overall = new Float64Array(sheets.length).fill(Number.NaN)
  for (const { asked } of columns) for (const [row, value] of asked.entries()) if (value > 0) overall[row] = value
  const expectation = Float64Array.from(sheets, ({ room, key }) =>
    room.expectation ? expectationOf(room.model, key, room.expectation) : Number.NaN,
  )
  const masks = domains.map(({ level, area }) =>
    Uint8Array.from(sheets, ({ room: { model } }) =>
      (level === null || model.row.level === level) && (area === null || model.row.area === area) ? 1 : 0,
    ),
  )
  return {
    classes: sheets.map((sheet) => sheet.class),
    answers: { forms: columns.map(({ asked: _, ...form }) => form), overall, expectation },
    masks,
  }
}

function formColumns(
  form: Instrument,
  sheets: readonly { room: Room; key: number }[],
): FormColumns & { asked: Float64Array } {
  const items = scaleItemsOf(form)
  const values = items.map(() => new Float64Array(sheets.length).fill(Number.NaN))
  const given = new Int8Array(items.length)
  for (const [row, { room, key }] of sheets.entries()) {
    if (room.form !== form) continue
    fillScale(room.model, key, given)
    for (const [at, column] of values.entries()) if (given[at] >= 1) column[row] = given[at]
  }
  const asked = items.findIndex(({ block }) => block === 'F')
  return {
    form: instrumentId(form),
    member: Uint8Array.from(sheets, ({ room }) => (room.form === form ? 1 : 0)),
    blocks: JUDGED.map((id) => ({
      id,
      items: items.flatMap(({ block, item }, at) => (block === id ? [{ id: item.id, values: values[at] }] : [])),
    })),
    asked: values[asked] ?? new Float64Array(sheets.length).fill(Number.NaN),
  }
}
