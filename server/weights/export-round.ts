import { ddiOf } from '../../surveys/ddi.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { refuseFewRows } from '../dataset/enough-rows.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { type About, type ExportFile, type Table, utf8 } from '../export/table.ts'
import { TABLE_FORMATS, type TableFormat, writeTable } from '../export/write-table.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { exportTable } from './export-table.ts'
import { findWeighting } from './store.ts'

export const EXPORT_FORMATS = [...TABLE_FORMATS, 'ddi'] as const
export type ExportFormat = TableFormat | 'ddi'

/** The frozen rows of a round with their weights as files for analysts. */
export async function exportRound(db: Db, roundId: string, format: ExportFormat): Promise<ExportFile[]> {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  if (!dataset) throw new Problem('not_found')
  refuseFewRows(dataset)
  const [instruments, weighting] = await Promise.all([instrumentsOf(db, round), findWeighting(db, dataset.id)])
  const table = exportTable(readDataset(dataset.bytes), instruments, weighting?.chain.weights)
  const about: About = {
    slug: `so-lieu-${round.year}-${dataset.hash.slice(0, 8)}`,
    title: round.name,
    authority: round.department,
    year: round.year,
    place: round.province,
    hash: dataset.hash,
    weighting: weighting ? `${weighting.methodVersion}, ${weighting.createdAt.slice(0, 10)}` : null,
    simulated: round.synthetic,
  }
  return format === 'ddi' ? descriptions(round, instruments, table, about) : writeTable(format, table, about)
}

/** One description a form: its questions as they were asked, and the columns beside them. */
const descriptions = (
  round: Round,
  instruments: Awaited<ReturnType<typeof instrumentsOf>>,
  { columns, rows }: Table,
  about: About,
): ExportFile[] =>
  instruments.map((instrument) => {
    const design = columns.filter(({ name, kind }) => name === 'weight' || kind === 'text').slice(0, DESIGN_COLUMNS)
    const xml = ddiOf(
      instrument,
      {
        title: { vi: round.name },
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
