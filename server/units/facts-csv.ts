import type { UnitFact } from '../../surveys/units/facts.ts'
import { type Kind, UNIT_COLUMNS, type UnitColumn } from '../../surveys/units/table.ts'

const COLUMNS = Object.keys(UNIT_COLUMNS) as UnitColumn[]

/** A cell that a spreadsheet would take for a formula gets a mark before it, and quotes where they are needed. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The organisation as the list it can be imported from again, UTF-8 with a mark so that Excel reads the letters. */
export function factsCsv(facts: readonly UnitFact[], kinds: readonly Kind[]): string {
  const kindName = new Map(kinds.map(({ code, name }) => [code, name]))
  const lines = facts.map((fact) =>
    COLUMNS.map((column) => {
      if (column === 'replaces') return cell(fact.replaces.join('; '))
      if (column === 'kind') return cell(kindName.get(fact.kind) ?? fact.kind)
      return cell(fact[column] ?? '')
    }).join(','),
  )
  return `\ufeff${[COLUMNS.map((column) => cell(UNIT_COLUMNS[column][0])).join(','), ...lines].join('\r\n')}\r\n`
}
