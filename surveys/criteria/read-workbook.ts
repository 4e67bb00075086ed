import type { Issue } from '../issue.ts'
import { checkCriteria } from './check-criteria.ts'
import { type CriteriaSet, criteriaSet } from './criteria-set.ts'
import { placeIn, type Row, rowsOf } from './read-sheet.ts'
import {
  ABOUT,
  BAND,
  BETWEENS,
  DIRECTIONS,
  EXTRA,
  EXTRAS,
  KINDS,
  LEVELS,
  LINE,
  type LineColumn,
  SHEETS,
  STEP,
  type Workbook,
} from './sheets.ts'

export type CriteriaReading = Readonly<{ set: CriteriaSet | undefined; issues: Issue[] }>
type Line = Row<LineColumn>
type StepRow = Row<keyof typeof STEP>
/** The row each part of the card was read from, by its pointer. */
type Rows = Map<string, Readonly<{ sheet: string; row: number }>>

/** A card out of the cells of a workbook, or everything that is wrong with it by sheet, row and column. */
export function readCriteria(workbook: Workbook): CriteriaReading {
  const issues: Issue[] = []
  const rows: Rows = new Map()
  const about = aboutOf(workbook, issues)
  const steps = rowsOf(workbook, SHEETS.steps, STEP, issues)
  const areas = areasOf(rowsOf(workbook, SHEETS.lines, LINE, issues), steps, issues, rows)
  const extras = rowsOf(workbook, SHEETS.extras, EXTRA, issues).flatMap((row) => {
    const kind = row.oneOf('kind', EXTRAS)
    return kind ? [{ kind, row: row.row, id: row.text('id'), name: row.text('name'), most: row.number('most') }] : []
  })
  const bands = rowsOf(workbook, SHEETS.bands, BAND, issues).map((row, at) => {
    rows.set(`/bands/${at}`, { sheet: SHEETS.bands, row: row.row })
    return { id: row.text('id'), name: row.text('name'), from: row.number('from') }
  })
  const itemsOf = (wanted: keyof typeof EXTRAS) =>
    extras
      .filter(({ kind }) => kind === wanted)
      .map(({ row, id, name, most }, at) => {
        rows.set(`/${wanted}/items/${at}`, { sheet: SHEETS.extras, row })
        return { id, name, most }
      })
  const { bonusCeiling, penaltyCeiling, ...rest } = about
  const made = {
    ...rest,
    areas,
    bonus: { ceiling: bonusCeiling, items: itemsOf('bonus') },
    penalty: { ceiling: penaltyCeiling, items: itemsOf('penalty') },
    bands,
  }
  // What could not be read is told alone: a sum over it would only be wrong as well.
  if (issues.length > 0) return { set: undefined, issues }
  const found = checkCriteria(made)
  if (found.length > 0) return { set: undefined, issues: found.map((issue) => inFile(issue, rows)) }
  return { set: criteriaSet.parse(made), issues: [] }
}

function aboutOf(workbook: Workbook, issues: Issue[]) {
  const rows = rowsOf(workbook, SHEETS.about, { key: 'Mục', value: 'Nội dung' }, issues)
  const found = new Map(rows.map((row) => [row.text('key'), row]))
  const of = (field: keyof typeof ABOUT) => {
    const row = found.get(ABOUT[field])
    if (!row && rows.length > 0)
      issues.push({ path: `/${SHEETS.about}`, code: 'line_lacks', detail: { sheet: SHEETS.about, line: ABOUT[field] } })
    return row
  }
  return {
    group: of('group')?.text('value') ?? '',
    year: of('year')?.number('value') ?? 0,
    version: of('version')?.number('value') ?? 0,
    title: of('title')?.text('value') ?? '',
    source: of('source')?.text('value') ?? '',
    pointsFrom: of('pointsFrom')?.text('value') ?? '',
    bonusCeiling: of('bonusCeiling')?.number('value') ?? 0,
    penaltyCeiling: of('penaltyCeiling')?.number('value') ?? 0,
  }
}

type AreaMade = { id: string; name: string; points: number; criteria: CriterionMade[] }
type CriterionMade = { id: string; name: string; points: number; task: number | null; components: unknown[] }

/** Lines belong to the last line of the level above them; a line without one is refused where it stands. */
function areasOf(lines: readonly Line[], steps: readonly StepRow[], issues: Issue[], rows: Rows): AreaMade[] {
  const areas: AreaMade[] = []
  const used = new Set<StepRow>()
  for (const line of lines) {
    const level = line.oneOf('level', LEVELS)
    const area = areas.at(-1)
    const criterion = area?.criteria.at(-1)
    const common = { id: line.text('id'), name: line.text('name'), points: line.number('points') }
    const at = `/areas/${areas.length - 1}/criteria/${(area?.criteria.length ?? 0) - 1}`
    const sheet = { sheet: SHEETS.lines, row: line.row }
    if (level === 'area') {
      rows.set(`/areas/${areas.length}`, sheet)
      areas.push({ ...common, criteria: [] })
    } else if (level === 'criterion' && area) {
      rows.set(`/areas/${areas.length - 1}/criteria/${area.criteria.length}`, sheet)
      area.criteria.push({ ...common, task: line.numberIn('task') ?? null, components: [] })
    } else if (level === 'component' && criterion) {
      rows.set(`${at}/components/${criterion.components.length}`, sheet)
      const own = steps.filter((step) => step.text('id') === common.id)
      for (const step of own) used.add(step)
      criterion.components.push({ ...common, ...componentOf(line, own) })
    } else if (level) issues.push({ ...placeIn(SHEETS.lines, line.row, LINE.level), code: 'line_without_parent' })
  }
  for (const step of steps)
    if (!used.has(step)) issues.push({ ...placeIn(SHEETS.steps, step.row, STEP.id), code: 'component_unknown' })
  return areas
}

const componentOf = (line: Line, steps: readonly StepRow[]) => ({
  rule: ruleOf(line, steps),
  evidence: line
    .text('evidence')
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
  lead: line.text('lead'),
  supporting: line.text('supporting'),
  mayNotArise: line.yes('mayNotArise'),
  was: line
    .text('was')
    .split(/[;,\s]+/)
    .filter((one) => one !== ''),
})

function ruleOf(line: Line, steps: readonly StepRow[]) {
  const kind = line.oneOf('kind', KINDS)
  switch (kind) {
    case 'levels':
      return {
        kind,
        levels: steps.map((step) => ({
          id: step.text('level'),
          name: step.text('name'),
          percent: step.number('percent'),
        })),
      }
    case 'steps':
      return {
        kind,
        numerator: line.text('numerator'),
        ...(line.has('denominator') ? { denominator: line.text('denominator') } : {}),
        unit: line.text('unit'),
        direction: line.oneOf('direction', DIRECTIONS),
        steps: steps.map((step) => ({ at: step.number('at'), percent: step.number('percent') })),
      }
    case 'ratio':
      return {
        kind,
        numerator: line.text('numerator'),
        denominator: line.text('denominator'),
        ...goalOf(line),
        ...(line.has('outOf') ? { outOf: line.number('outOf') } : {}),
      }
    case 'inverse_ratio':
      return {
        kind,
        numerator: line.text('numerator'),
        denominator: line.text('denominator'),
        target: line.number('target'),
        ceiling: line.number('bound'),
        between: line.oneOf('between', BETWEENS),
      }
    case 'on_time':
      return {
        kind,
        due: line.text('due'),
        ...(line.has('lateUntil')
          ? { late: { until: line.text('lateUntil'), percent: line.number('latePercent') } }
          : {}),
      }
    case 'deduct':
      return { kind, what: line.text('numerator'), each: line.number('each') }
    case 'index':
      return {
        kind,
        index: line.text('index'),
        name: line.text('numerator'),
        scale: line.number('scale'),
        ...goalOf(line),
      }
    default:
      return { kind }
  }
}

const goalOf = (line: Line) => ({
  target: line.number('target'),
  floor: line.number('bound'),
  strict: line.yes('strict'),
  between: line.oneOf('between', BETWEENS),
})

/** Which column a field of a component stands in, where its name is not the column's. */
const COLUMN_OF: Readonly<Record<string, LineColumn>> = {
  floor: 'bound',
  ceiling: 'bound',
  what: 'numerator',
  late: 'lateUntil',
  kind: 'kind',
  steps: 'kind',
  levels: 'kind',
}

/** A fault of the card, told as the place in the file it comes from. */
function inFile(issue: Issue, rows: Rows): Issue {
  const parts = issue.path.split('/')
  for (let length = parts.length; length > 1; length--) {
    const place = rows.get(parts.slice(0, length).join('/'))
    if (!place) continue
    const field = parts.slice(length).find((part) => part !== 'rule' && part !== '') ?? ''
    const known = COLUMN_OF[field] ?? (field in LINE ? (field as LineColumn) : undefined)
    const column = place.sheet === SHEETS.lines && known ? LINE[known] : undefined
    const found = placeIn(place.sheet, place.row, column)
    return { ...issue, path: found.path, detail: { ...issue.detail, ...found.detail } }
  }
  return { ...issue, detail: { ...issue.detail, sheet: SHEETS.about } }
}
