import { type Design, within } from '../../../analysis/design.ts'
import { changeBetween } from '../../../analysis/satisfaction/change.ts'
import { type IndexOfDomain, indexOf } from '../../../analysis/satisfaction/index-of.ts'
import type { Answers } from '../../../analysis/satisfaction/satisfaction.ts'
import { type DesignOptions, designOf } from '../../../analysis/select/design-of.ts'
import type { Ledger } from '../../../analysis/select/ledger.ts'
import type { FieldRecord } from '../../../analysis/select/sampled-classes.ts'
import { comparableItems } from '../../../surveys/compare-instruments.ts'
import type { Instrument } from '../../../surveys/instrument.ts'
import type { DatasetTable } from '../../dataset/table.ts'
import { ASKED_ITEM, answerColumns, maskOf } from '../answer-columns.ts'
import { cellOf } from '../cell.ts'
import { distinct } from '../groups.ts'
import type { ExtraContext } from './context.ts'
import type { ChangeRow, RoundChange } from './extras-result.ts'

/** A frozen and weighed earlier round. */
export type EarlierRound = Readonly<{
  round: string
  name: string
  year: number
  datasetHash: string
  table: DatasetTable
  ledger: Ledger
  field?: FieldRecord
  weights: ArrayLike<number>
  calibrated?: DesignOptions['calibrated']
  instruments: readonly Instrument[]
}>

type Side = Readonly<{
  table: DatasetTable
  design: Design
  unitNames: readonly string[]
  index: (domain: Design) => IndexOfDomain
}>

/** What changed since the earlier round, over the items that ask the same in both; undefined where none does. */
export function roundChange(now: ExtraContext, earlier: EarlierRound): RoundChange | undefined {
  const pairs = now.instruments.flatMap((after) => {
    const before = earlier.instruments.find(({ form }) => form === after.form)
    return before ? [{ before, after, same: comparableItems(before, after, now.spec.confirmedItems) }] : []
  })
  const same = new Map(pairs.map(({ after, same: ids }) => [after.form, new Set(ids)]))
  const first = sideOf(
    earlier.table,
    designOf(earlier.ledger, earlier.table.column('class'), {
      weights: earlier.weights,
      ...(earlier.field ? { field: earlier.field } : {}),
      ...(earlier.calibrated ? { calibrated: earlier.calibrated } : {}),
    }).design,
    pairs.map(({ before }) => before),
    same,
    now,
  )
  const second = sideOf(
    now.table,
    now.design,
    pairs.map(({ after }) => after),
    same,
    now,
  )
  const items = pairs.flatMap(({ after, same: ids }) => {
    const judged = judgedItems(now.answers, now.instruments, after)
    const kept = judged.filter((id) => ids.includes(id)).length
    return kept > 0 ? [{ form: after.form, level: after.level, same: kept, of: judged.length }] : []
  })
  if (items.length === 0) return undefined
  const levels = distinct(items.map(({ level }) => level))
  const asked = pairs.every(({ same: ids }) => ids.includes(ASKED_ITEM))
  const { round, name, year, datasetHash } = earlier
  return {
    before: { round, name, year, datasetHash },
    items,
    rows: [null, ...levels].flatMap((level) => rowsOf(first, second, level, levels, asked, now.spec.confidence)),
  }
}

function judgedItems(answers: Answers, instruments: readonly Instrument[], form: Instrument): string[] {
  return answers.forms[instruments.indexOf(form)].blocks.flatMap(({ items }) => items.map(({ id }) => id))
}

function sideOf(
  table: DatasetTable,
  design: Design,
  instruments: readonly Instrument[],
  same: ReadonlyMap<string, ReadonlySet<string>>,
  { spec }: ExtraContext,
): Side {
  const all = answerColumns(table, instruments)
  const forms = all.forms.map((form, at) => ({
    ...form,
    blocks: form.blocks
      .map(({ id, items }) => ({ id, items: items.filter((item) => same.get(instruments[at].form)?.has(item.id)) }))
      .filter(({ items }) => items.length > 0),
  }))
  const school = table.column('school')
  const unitNames = new Array<string>(design.stages[0].units)
  for (const [row, unit] of design.stages[0].unitOfRow.entries()) unitNames[unit] = school[row]
  return { table, design, unitNames, index: indexOf({ ...all, forms }, table.rows, { blockRate: spec.blockRate }) }
}

/** The province is that of the levels both rounds asked: what one of them left out cannot have changed. */
function rowsOf(
  before: Side,
  after: Side,
  level: string | null,
  levels: readonly string[],
  asked: boolean,
  confidence: number,
): ChangeRow[] {
  const wanted = level === null ? levels : [level]
  const placed = (side: Side) => {
    const masks = wanted.map((one) => maskOf(side.table.column('level'), one))
    const domain = within(
      side.design,
      masks[0].map((_, row) => (masks.some((mask) => mask[row]) ? 1 : 0)),
    )
    return { domain, index: side.index(domain), unitNames: side.unitNames }
  }
  const [one, other] = [placed(before), placed(after)]
  const shared = other.index.ids.filter((id) => one.index.ids.includes(id))
  const figures = [
    { of: 'computed', parts: (index: IndexOfDomain) => index.computed('rate') },
    ...(asked ? [{ of: 'asked', parts: (index: IndexOfDomain) => index.asked('rate') }] : []),
    ...shared.map((id) => ({ of: id, parts: (index: IndexOfDomain) => index.block(id, 'rate') })),
  ]
  return figures.map(({ of, parts }): ChangeRow => {
    const side = ({ domain, index, unitNames }: typeof one) => ({ design: domain, unitNames, parts: parts(index) })
    const found = changeBetween(side(one), side(other), 'rate', { confidence })
    const cells = { before: cellOf(found.before), after: cellOf(found.after) }
    if (found.kind !== 'measured' || 'suppressed' in cells.before || 'suppressed' in cells.after)
      return { level, of, ...cells, change: null }
    const { value, se, interval, df, p, matched, correlation } = found
    return {
      ...{ level, of, ...cells },
      change: { value, se, low: interval[0], high: interval[1], df, p, matched, correlation },
    }
  })
}
