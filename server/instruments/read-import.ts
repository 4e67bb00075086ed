import { checkInstrument } from '../../surveys/check.ts'
import { instrument as instrumentSchema } from '../../surveys/instrument.ts'
import type { Issue } from '../../surveys/issue.ts'
import { namedIssues } from '../../surveys/issue-place.ts'
import { readTranslations } from '../../surveys/translation.ts'
import { type ImportAs, readXlsform } from '../../surveys/xlsform/read-xlsform.ts'
import { oddPlace, unkeptPlace } from '../http/odd-json.ts'
import { Problem } from '../problem.ts'
import { type DraftDefinition, draftShape } from './draft-shape.ts'
import { readWorkbook } from './workbook-file.ts'

/** Absent `definition`: nothing of the file can be taken over, for the reasons in `issues`. */
export type Import = Readonly<{
  definition?: DraftDefinition
  issues: Issue[]
  /** What was understood but has no place here, or is only odd. */
  notes: Issue[]
  /** Texts that still await a translator, by language. */
  missing?: Readonly<Record<string, readonly string[]>>
}>

const refused = (issues: Issue[], notes: Issue[] = []): Import => ({ issues, notes })

const isUntranslated = ({ code }: Issue): boolean => code === 'translation_missing'

/** Our own JSON, as it is given out. */
export function readJsonForm(bytes: Uint8Array): Import {
  let given: unknown
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    return refused([{ path: '', code: 'json_unreadable' }])
  }
  const odd = oddPlace(given)
  if (odd !== undefined) return refused([{ path: odd, code: 'definition_custom' }])
  const unkept = unkeptPlace(given)
  if (unkept !== undefined) return refused([{ path: unkept, code: 'char_forbidden' }])
  const shape = draftShape.safeParse(given)
  const found = checkInstrument(given)
  // A translation that is still missing does not keep a draft out; publishing asks for it.
  const [notes, issues] = [found.filter(isUntranslated), found.filter((issue) => !isUntranslated(issue))]
  if (!shape.success) return refused(issues.length > 0 ? issues : [{ path: '', code: 'definition_custom' }])
  return issues.length > 0
    ? refused(namedIssues(shape.data, issues))
    : { definition: shape.data, issues: [], notes: namedIssues(shape.data, notes) }
}

export async function readXlsformFile(bytes: Uint8Array, worker: string | undefined, as: ImportAs): Promise<Import> {
  const file = await readWorkbook(bytes, worker)
  const { instrument, issues, notes } = readXlsform(file.sheets, as)
  const all = [...file.issues, ...issues]
  if (!instrument || all.length > 0) return refused(all, [...file.notes, ...notes])
  return { definition: draftShape.parse(instrument), issues: [], notes: [...file.notes, ...notes] }
}

/** The first sheet with a translator's header; its rows are texts of `form`, which must be whole. */
export async function readTranslationFile(
  bytes: Uint8Array,
  worker: string | undefined,
  form: DraftDefinition,
): Promise<Import> {
  const read = instrumentSchema.safeParse(form)
  if (!read.success) throw new Problem('instrument_invalid')
  const file = await readWorkbook(bytes, worker)
  const sheets = Object.entries(file.sheets)
  const headed = sheets.find(([, rows]) =>
    rows[0]?.some(
      (cell) =>
        String(cell ?? '')
          .trim()
          .toLowerCase() === 'key',
    ),
  )
  const [sheet = '', rows = []] = headed ?? sheets[0] ?? []
  const { instrument, issues, missing } = readTranslations(
    read.data,
    rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
  )
  const all = [...file.issues, ...issues.map((issue) => ({ ...issue, detail: { sheet, ...issue.detail } }))]
  if (all.length > 0) return refused(all, file.notes)
  return { definition: draftShape.parse(instrument), issues: [], notes: file.notes, missing }
}
