import type { Design } from '../../../analysis/design.ts'
import type { Answers, GroupResult } from '../../../analysis/satisfaction/satisfaction.ts'
import type { Ledger } from '../../../analysis/select/ledger.ts'
import type { Instrument } from '../../../surveys/instrument.ts'
import type { DatasetTable } from '../../dataset/table.ts'
import type { EstimateSpec } from '../spec.ts'

/** What every figure beside the index is made from. */
export type ExtraContext = Readonly<{
  table: DatasetTable
  ledger: Ledger
  design: Design
  answers: Answers
  instruments: readonly Instrument[]
  spec: EstimateSpec
  /** Results of the place groups, in their order; the first is the province. */
  places: readonly GroupResult[]
}>

/** The Vietnamese question of an item of a form; its id where the form has none. */
export function textOf(instrument: Instrument, id: string): string {
  for (const { items } of instrument.blocks) {
    const item = items.find((one) => one.id === id)
    if (item) return item.text.vi
  }
  return id
}
