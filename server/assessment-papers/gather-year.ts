import type { Fact, Stage } from '../../surveys/assessment.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { type Extra, listExtras } from '../assessment/extra-store.ts'
import { raterFacts } from '../assessment/rater-facts.ts'
import { listRemedies, type Remedy } from '../assessment/remedy-store.ts'
import type { Scores } from '../assessment/scores.ts'
import { type Assessment, getAssessment, getUnitName, listEntries } from '../assessment/store.ts'
import { scoresNow } from '../assessment-results/result-table.ts'
import { findHead, type Printed } from '../audit.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import { issuingDay } from '../document/issuing-day.ts'
import { type Checklist, checklistOf } from '../evidence/checklist.ts'
import { listLinks, listReleaseLinks, type Paper } from '../evidence/link-store.ts'
import type { Taken } from '../evidence/release.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import { headOfUnit, type UnitHead } from './unit-head.ts'

type Written = Readonly<{ fact: Fact | null; note: string; asked: boolean }>
export type Release = Readonly<{ component: string; contentHash: string; taken: Taken }>

/** Everything the documents of one unit's year say, as it stands. */
export type YearInput = UnitHead &
  Readonly<{
    unit: string
    assessment: Assessment
    card: CriteriaSet
    /** the decision that issued the card */
    cardDecision: string | null
    scores: Scores
    /** how many of the looks have been ended: a look that is still going on is not printed */
    looks: 0 | 1 | 2
    written: ReadonlyMap<string, Readonly<Partial<Record<Stage, Written>>>>
    /** points beside the card */
    extras: readonly Extra[]
    papers: readonly Paper[]
    releases: readonly Release[]
    checklist: Checklist
    remedies: ReadonlyMap<string, Remedy>
    /** made under a demonstration's keys: every page says so */
    synthetic: boolean
    /** of all that is printed */
    contentHash: string
    /** where the audit chain stood then */
    auditHead: Printed | undefined
  }>

const ENDED = { scoring: 0, locked: 0, explaining: 1, explained: 1, settled: 2, published: 2 } as const

export async function gatherYear(db: Db, id: string, today: string, synthetic: boolean): Promise<YearInput> {
  const assessment = await getAssessment(db, id)
  const row = await findCard(db, assessment.criteriaSetId)
  if (!row) throw new Problem('not_found')
  const card = row.definition
  const [entries, extras, papers, links, remedies] = [
    await listEntries(db, id),
    await listExtras(db, id),
    await listLinks(db, id),
    await listReleaseLinks(db, id),
    await listRemedies(db, id),
  ]
  const releases = links.map(
    ({ componentId, contentHash, taken }): Release => ({
      component: componentId,
      contentHash,
      taken: JSON.parse(taken),
    }),
  )
  const written = new Map<string, Partial<Record<Stage, Written>>>()
  for (const { componentId, stage, fact, note, asked } of entries)
    written.set(componentId, { ...written.get(componentId), [stage]: { fact, note, asked } })
  const facts = new Map(
    entries.flatMap(({ stage, componentId, fact }) => (stage === 'self' && fact ? [[componentId, fact] as const] : [])),
  )
  const rated = (await raterFacts(db, assessment.criteriaSetId, card)).get(assessment.unitId)
  return {
    ...(await headOfUnit(db, assessment.unitId, card.year, issuingDay(today, card.year, synthetic))),
    unit: await getUnitName(db, assessment.unitId),
    synthetic,
    auditHead: await findHead(db),
    assessment,
    card,
    cardDecision: row.decision,
    scores: scoresNow(card, assessment.result, entries, extras, rated),
    looks: ENDED[assessment.state],
    written,
    extras,
    papers,
    releases,
    checklist: checklistOf(card, facts, papers, new Set(releases.map(({ component }) => component))),
    remedies: new Map(remedies.map((one) => [one.componentId, one])),
    contentHash: sha256(
      canonicalJson({
        ...{ assessment: id, state: assessment.state, card: row.contentHash },
        entries: entries.map(({ componentId, stage, fact, note, asked }) => ({
          componentId,
          stage,
          fact,
          note,
          asked,
        })),
        extras: extras.map(({ itemId, stage, hundredths, note }) => ({ itemId, stage, hundredths, note })),
        papers: papers.map(({ componentId, contentHash, line, stage }) => ({ componentId, contentHash, line, stage })),
        releases: links.map(({ componentId, contentHash }) => ({ componentId, contentHash })),
        remedies: remedies.map(({ componentId, measure, lead, dueOn }) => ({ componentId, measure, lead, dueOn })),
      }),
    ),
  }
}
