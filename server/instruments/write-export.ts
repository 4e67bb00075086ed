import { ddiOf } from '../../surveys/ddi.ts'
import { type Instrument, instrument as instrumentSchema } from '../../surveys/instrument.ts'
import { translationTable } from '../../surveys/translation.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { Problem } from '../problem.ts'
import type { VersionView } from './view.ts'
import { writeWorkbook } from './workbook-file.ts'

export const EXPORTS = ['json', 'xlsform', 'translation', 'ddi'] as const
export type ExportKind = (typeof EXPORTS)[number]

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const utf8 = (text: string) => new TextEncoder().encode(text)

export type ExportFile = Readonly<{ bytes: Uint8Array<ArrayBuffer>; type: string; name: string }>

/** A version as a file. An unfinished draft can only be had as JSON: the others have no place for what is not whole. */
export async function writeExport(view: VersionView, kind: ExportKind, authority: string): Promise<ExportFile> {
  const name = `${view.form}-${view.version}${view.state === 'draft' ? '-ban-nhap' : ''}`
  if (kind === 'json')
    return {
      bytes: utf8(`${JSON.stringify(view.definition, null, 2)}\n`),
      type: 'application/json; charset=utf-8',
      name: `${name}.json`,
    }
  const form = whole(view)
  if (kind === 'ddi')
    return {
      bytes: utf8(ddiOf(form, { title: form.title, authority })),
      type: 'application/xml; charset=utf-8',
      name: `${name}-ddi.xml`,
    }
  return kind === 'xlsform'
    ? { bytes: await writeWorkbook(writeXlsform(form)), type: XLSX, name: `${name}-xlsform.xlsx` }
    : { bytes: await writeWorkbook({ 'Bản dịch': translationTable(form) }), type: XLSX, name: `${name}-ban-dich.xlsx` }
}

/** @throws instrument_invalid for a draft in which something is still missing */
export function whole({ definition }: VersionView): Instrument {
  const read = instrumentSchema.safeParse(definition)
  if (read.success) return read.data
  throw new Problem('instrument_invalid', {
    errors: read.error.issues.slice(0, 50).map((issue) => ({
      pointer: issue.path.map((part) => `/${String(part)}`).join(''),
      code: `definition_${issue.code}`,
    })),
  })
}
