import type { Line } from './workbook.ts'

/** `select one  L or_other` and its older spellings as words; only the first is brought to small letters. */
export function typeOf(line: Line): string[] {
  const [first = '', ...rest] = line
    .cell('type')
    .replace(/^(begin|end)\s+group/i, '$1_group')
    .replace(/^select( one|1)( from)?\s/i, 'select_one ')
    .replace(/^(select all that apply( from)?|select multiple)\s/i, 'select_multiple ')
    .replace(/\sor specify other$/i, ' or_other')
    .split(/\s+/)
  const kind = first.toLowerCase()
  const older: Readonly<Record<string, string>> = {
    int: 'integer',
    string: 'text',
    ranking: 'rank',
    group: 'begin_group',
  }
  return [Object.hasOwn(older, kind) ? (older[kind] ?? kind) : kind, ...rest]
}
