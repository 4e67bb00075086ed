import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { getAssessment, listEntries } from '../assessment/store.ts'
import { cardOf } from '../assessment/view.ts'
import type { Db } from '../db/open.ts'
import { checklistOf } from './checklist.ts'
import { listLinks, listReleaseLinks } from './link-store.ts'
import { askedOf, openStage } from './open-stage.ts'
import { offeredReleases, otherReleaseYears, viewRelease } from './release.ts'

/** All that proves one unit's year: papers and published results by line, what is still missing, and what may be done now. */
export async function viewLeafEvidence(db: Db, id: string) {
  const row = await getAssessment(db, id)
  const card = await cardOf(db, row)
  const entries = await listEntries(db, id)
  const own = entries.filter(({ stage }) => stage === 'self')
  const facts = new Map(own.flatMap(({ componentId, fact }) => (fact ? [[componentId, fact] as const] : [])))
  const papers = await listLinks(db, id)
  const links = await listReleaseLinks(db, id)
  const components = new Map(componentsOf(card).map((one) => [one.id, one]))
  const stage = openStage(row.state)
  return {
    id,
    unitId: row.unitId,
    state: row.state,
    lockVersion: row.lockVersion,
    /** with what evidence may come now; null: what is there stays as it is */
    open: stage,
    /** lines that may be proved now, where not all may */
    asked: stage === 'explanation' ? [...askedOf(entries)] : null,
    papers: papers.map(({ componentId, evidenceId, ...paper }) => ({
      component: componentId,
      evidence: evidenceId,
      ...paper,
    })),
    releases: await Promise.all(
      links.map((link) => {
        const fact = facts.get(link.componentId)
        return viewRelease(db, link, components.get(link.componentId), fact?.kind === 'number' ? fact.value : null)
      }),
    ),
    offered: stage === 'self' ? await offeredReleases(db, row, card) : [],
    otherYears: stage === 'self' ? await otherReleaseYears(db, row, card) : [],
    checklist: checklistOf(card, facts, papers, new Set(links.map(({ componentId }) => componentId))),
  }
}
