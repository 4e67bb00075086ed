import { ddiOf } from '../../surveys/ddi.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { readDataset } from '../dataset/table.ts'
import { type About, type ExportFile, type Table, utf8 } from '../export/table.ts'
import { TABLE_FORMATS, type TableFormat, writeTable } from '../export/write-table.ts'
import { zipOf } from '../export/zip.ts'
import { exportTable } from './export-table.ts'

export const EXPORT_FORMATS = [...TABLE_FORMATS, 'ddi'] as const
export type ExportFormat = TableFormat | 'ddi'

/** All that files for analysts are made of, so that they can be made in another thread. */
export type ExportJob = Readonly<{
  format: ExportFormat
  about: About
  /** The frozen rows as they are stored. */
  bytes: Uint8Array
  instruments: readonly Instrument[]
  weights: Float64Array | undefined
}>

export async function makeExport({ format, about, bytes, instruments, weights }: ExportJob): Promise<ExportFile[]> {
  const table = exportTable(readDataset(bytes), instruments, weights)
  return format === 'ddi' ? descriptions(instruments, table, about) : writeTable(format, table, about)
}

/** What is sent: more than one file comes as an archive. */
export async function makeExportSent(job: ExportJob): Promise<ExportFile> {
  const files = await makeExport(job)
  const [first] = files
  if (files.length === 1) return first
  const slug = first.name.replace(/\.[^.]+$/, '')
  return { name: `${slug}-${job.format}.zip`, type: 'application/zip', bytes: zipOf(files) }
}

/** One description a form: its questions as they were asked, and the columns beside them. */
const descriptions = (instruments: readonly Instrument[], { columns, rows }: Table, about: About): ExportFile[] =>
  instruments.map((instrument) => {
    const design = columns.filter(({ name, kind }) => name === 'weight' || kind === 'text').slice(0, DESIGN_COLUMNS)
    const xml = ddiOf(
      instrument,
      {
        title: { vi: about.title },
        authority: about.authority,
        period: String(about.year),
        place: about.place,
        ...(about.weighting ? { weighting: about.weighting } : {}),
        file: { name: `${about.slug}.csv`, rows: rows.length },
      },
      design.map(({ name, label, kind }) => ({
        name,
        label: { vi: label },
        type: kind === 'number' ? ('number' as const) : ('string' as const),
        ...(name === 'weight' ? { weight: true } : {}),
      })),
    )
    const bytes = utf8(xml)
    return { name: `${about.slug}-${instrument.form}-ddi.xml`, type: 'application/xml; charset=utf-8', bytes }
  })

/** The fixed columns and the weight stand before every answer. */
const DESIGN_COLUMNS = 13
