import { instrumentsOf } from '../dataset/build.ts'
import { refuseFewRows } from '../dataset/enough-rows.ts'
import { findDataset } from '../dataset/store.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { ExportFormat, ExportJob } from './make-export.ts'
import { findWeighting } from './store.ts'

/** The frozen rows of a round with their weights, and what is said of them: what files for analysts are made of. */
export async function exportJob(db: Db, roundId: string, format: ExportFormat): Promise<ExportJob> {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  if (!dataset) throw new Problem('not_found')
  refuseFewRows(dataset)
  const [instruments, weighting] = await Promise.all([instrumentsOf(db, round), findWeighting(db, dataset.id)])
  return {
    format,
    about: {
      slug: `so-lieu-${round.year}-${dataset.hash.slice(0, 8)}`,
      title: round.name,
      authority: round.department,
      year: round.year,
      place: round.province,
      hash: dataset.hash,
      weighting: weighting ? `${weighting.methodVersion}, ${weighting.createdAt.slice(0, 10)}` : null,
      simulated: round.synthetic,
    },
    bytes: dataset.bytes,
    instruments,
    weights: weighting?.chain.weights,
  }
}
