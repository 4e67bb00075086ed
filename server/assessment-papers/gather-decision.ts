import type { Ranking } from '../../analysis/assessment/rank-units.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { raterFacts } from '../assessment/rater-facts.ts'
import { rankingOf, scoresNow } from '../assessment-results/result-table.ts'
import { listWrittenOfCard, listYearsOfCard } from '../assessment-results/store.ts'
import { findHead, type Printed } from '../audit.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import type { DocumentHead, Signer } from '../document/head.ts'
import { issuingDay } from '../document/issuing-day.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import { findDepartment } from './store.ts'
import { headOfUnit } from './unit-head.ts'

export type DecisionRow = Readonly<{
  unit: string
  self: number | null
  first: number | null
  second: number
  band: string
  rank: number
  best: number
  worst: number
}>
/** What a decision on a card publishes: every unit whose second look has been ended, best first, and who is not there yet. */
export type DecisionInput = Readonly<{
  head: DocumentHead
  signer: Signer
  card: CriteriaSet
  cardDecision: string | null
  rows: readonly DecisionRow[]
  waiting: readonly string[]
  ranking: Omit<Ranking, 'rows'>
  synthetic: boolean
  contentHash: string
  auditHead: Printed | undefined
}>

export async function gatherDecision(
  db: Db,
  criteriaSetId: string,
  today: string,
  synthetic: boolean,
): Promise<DecisionInput> {
  const set = await findCard(db, criteriaSetId)
  if (!set) throw new Problem('not_found')
  const card = set.definition
  const { entries, extras } = await listWrittenOfCard(db, criteriaSetId)
  const rated = await raterFacts(db, criteriaSetId, card)
  const years = (await listYearsOfCard(db, criteriaSetId)).map((row) => ({
    ...row,
    scores: scoresNow(card, row.result, entries.get(row.id), extras.get(row.id), rated.get(row.unitId)),
  }))
  const ended = years.filter(({ state, scores }) => (state === 'settled' || state === 'published') && scores.second)
  if (ended.length === 0)
    throw new Problem('step_not_possible', { detail: { state: 'explained', step: 'decision_document' } })
  const { rows: ranks, ...ranking } = rankingOf(card, ended)
  const bandName = new Map(card.bands.map(({ id, name }) => [id, name]))
  const rows = ranks.flatMap(({ id, rank, best, worst }): DecisionRow[] => {
    const year = ended.find((one) => one.id === id)
    const { self, first, second } = year?.scores ?? {}
    if (!year || !second) return []
    const band = bandName.get(second.band) ?? second.band
    return [
      {
        unit: year.unitName,
        self: self?.index ?? null,
        first: first?.index ?? null,
        second: second.index,
        band,
        rank,
        best,
        worst,
      },
    ]
  })
  const day = issuingDay(today, card.year, synthetic)
  const department = await findDepartment(db, day)
  const { head, signer } = await headOfUnit(db, department ?? '', card.year, day)
  return {
    head,
    signer: { ...signer, role: ['GIÁM ĐỐC'] },
    card,
    cardDecision: set.decision,
    rows,
    waiting: years.filter((one) => !ended.includes(one)).map(({ unitName }) => unitName),
    ranking,
    synthetic,
    auditHead: await findHead(db),
    contentHash: sha256(canonicalJson({ card: set.contentHash, rows: rows.map((row) => ({ ...row })) })),
  }
}
