import type { UnitFact } from '../../surveys/units/facts.ts'
import { type Kind, UNIT_COLUMNS, type UnitColumn } from '../../surveys/units/table.ts'
import { csvFile } from '../export/csv-file.ts'

const COLUMNS = Object.keys(UNIT_COLUMNS) as UnitColumn[]

/** The organisation as the list it can be imported from again, UTF-8 with a mark so that Excel reads the letters. */
export function factsCsv(facts: readonly UnitFact[], kinds: readonly Kind[]): Uint8Array<ArrayBuffer> {
  const kindName = new Map(kinds.map(({ code, name }) => [code, name]))
  const lines = facts.map((fact) =>
    COLUMNS.map((column) => {
      if (column === 'replaces') return fact.replaces.join('; ')
      if (column === 'kind') return kindName.get(fact.kind) ?? fact.kind
      return fact[column] ?? null
    }),
  )
  return csvFile([COLUMNS.map((column) => UNIT_COLUMNS[column][0]), ...lines])
}
