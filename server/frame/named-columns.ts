import { z } from 'zod'
import { COLUMN_NAMES, type FrameField, normalForm } from '../../surveys/frame-columns.ts'
import { Problem } from '../problem.ts'

const FIELDS = Object.keys(COLUMN_NAMES) as [FrameField, ...FrameField[]]
const named = z.record(z.string().min(1).max(200), z.enum(FIELDS)).refine((given) => Object.keys(given).length <= 100)

/** `{"Sĩ số": "pupils"}` out of a query: what a person says the columns mean. */
export function readNamedColumns(text: string | undefined): Map<string, FrameField> {
  if (text === undefined) return new Map()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  const read = named.safeParse(value)
  if (!read.success) throw new Problem('query_invalid', { errors: [{ pointer: '/columns', code: 'shape' }] })
  return new Map(Object.entries(read.data).map(([header, field]) => [normalForm(header), field]))
}
