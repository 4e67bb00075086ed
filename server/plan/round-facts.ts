import type { RoundFacts } from '../../surveys/round.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { Round } from './store.ts'

/** What a round has so far, as the rules of its steps ask for it: one look at the tables of all stages, in counts. */
export async function roundFacts(db: Db, round: Round): Promise<RoundFacts> {
  const row = await db
    .selectFrom('round')
    .select(({ selectFrom }) => [
      selectFrom('frame')
        .select(({ fn }) => fn.max<number>('rowCount').as('count'))
        .where('roundId', '=', round.id)
        .as('frameRows'),
      selectFrom('draw')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('roundId', '=', round.id)
        .where('state', '=', 'current')
        .as('draws'),
      selectFrom('slip')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('roundId', '=', round.id)
        .where('state', 'in', ['issued', 'used'])
        .as('slips'),
      selectFrom('response')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('roundId', '=', round.id)
        .as('responses'),
      selectFrom('dataset')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('roundId', '=', round.id)
        .as('datasets'),
      selectFrom('weighting')
        .innerJoin('dataset', 'dataset.id', 'weighting.datasetId')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('dataset.roundId', '=', round.id)
        .as('weightings'),
      selectFrom('estimate')
        .innerJoin('dataset', 'dataset.id', 'estimate.datasetId')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('dataset.roundId', '=', round.id)
        .as('estimates'),
      selectFrom('document')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('roundId', '=', round.id)
        .where('kind', '=', 'result')
        .as('reports'),
    ])
    .where('id', '=', round.id)
    .executeTakeFirst()
  const published = await db
    .selectFrom('instrument')
    .select('id')
    .where(
      'id',
      'in',
      textsIn(
        db,
        round.matrix.map(({ instrumentId }) => instrumentId),
      ),
    )
    .where('state', '=', 'published')
    .execute()
  const count = (value: number | null | undefined): number => Number(value ?? 0)
  const { state, matrix, plan, decisionNumber, decisionDate, opensOn, closesOn } = round
  return {
    state,
    matrix,
    publishedInstruments: published.map(({ id }) => id),
    frameRows: count(row?.frameRows),
    plan: plan.strata.length > 0,
    decisionNumber,
    decisionDate,
    drawn: count(row?.draws) > 0,
    slips: count(row?.slips),
    opensOn,
    closesOn,
    responses: count(row?.responses),
    dataset: count(row?.datasets) > 0,
    weighting: count(row?.weightings) > 0,
    estimates: count(row?.estimates) > 0,
    report: count(row?.reports) > 0,
  }
}
