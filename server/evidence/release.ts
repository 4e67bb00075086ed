import { faultOfFact } from '../../analysis/assessment/rule.ts'
import { type Component, type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'
import type { Act } from '../act.ts'
import { type Assessment, getAssessment, listEntries, putEntry, updateAssessment } from '../assessment/store.ts'
import { cardOf } from '../assessment/view.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { PublicResult } from '../publication/prepare.ts'
import { findPublication, type StoredPublication } from '../publication/store.ts'
import { deleteReleaseLink, listReleaseLinks, putReleaseLink, type ReleaseLink } from './link-store.ts'
import { openLine } from './open-stage.ts'
import { listOtherYears, listReleases } from './release-store.ts'

/** What a card calls the satisfaction rate of a round of this program. */
export const SATISFACTION = 'education_satisfaction'

/** What a line carries from a publication: shares 0..1, with the interval and the verdict as they were published. */
export type Taken = Readonly<{
  name: string
  year: number
  decision: Readonly<{ number: string; date: string }>
  value: number
  low: number
  high: number
  n: number
  target: number
  verdict: 'met' | 'inconclusive' | 'missed' | null
  datasetHash: string
  estimateHash: string
  synthetic: boolean
}>

/** The computed satisfaction of the whole round as it was published; null where that figure is hidden. */
export function takenFrom({ result }: Pick<StoredPublication, 'result'>): Taken | null {
  const { round, decision, figures, datasetHash, estimateHash } = JSON.parse(result) as PublicResult
  const whole = figures.domains.find(({ level, area }) => level === null && area === null)
  if (!whole || !('value' in whole.computed.rate)) return null
  const { value, low, high, n } = whole.computed.rate
  return {
    ...{ name: round.name, year: round.year, decision, value, low, high, n, target: figures.target },
    ...{ verdict: whole.computed.verdict, datasetHash, estimateHash, synthetic: round.synthetic },
  }
}

type IndexRule = Rule & { kind: 'index' }
const ofSatisfaction = (rule: Rule): rule is IndexRule => rule.kind === 'index' && rule.index === SATISFACTION

/** Lines that take their points from the satisfaction of a round. */
export const satisfactionLines = (card: CriteriaSet): Component[] =>
  componentsOf(card).filter(({ rule }) => ofSatisfaction(rule))

/** Published results that could prove a line of this year: of its year, of the Department or the unit itself. */
export async function offeredReleases(db: Db, row: Assessment, card: CriteriaSet) {
  if (satisfactionLines(card).length === 0) return []
  const all = await listReleases(db, card.year, row.unitId)
  return all.map(({ roundId, publicationId, contentHash, createdAt, result }) => ({
    ...{ roundId, publicationId, contentHash, publishedAt: createdAt },
    figure: takenFrom({ result }),
  }))
}

/** Years whose published results are not offered because they are not the card's: said, so that nobody looks for them. */
export const otherReleaseYears = async (db: Db, row: Assessment, card: CriteriaSet): Promise<number[]> =>
  satisfactionLines(card).length === 0 ? [] : listOtherYears(db, card.year, row.unitId)

/**
 * The line takes its points from the newest publication of a round: the figure becomes the own entry, and verdict, interval, n and
 * the hash of what was published stay beside it. Pressed again after a correction it takes the corrected one.
 */
export async function takeRelease(db: Db, by: Act, id: string, componentId: string, roundId: string): Promise<void> {
  const row = await getAssessment(db, id)
  const card = await cardOf(db, row)
  const entries = await listEntries(db, id)
  const { component, stage } = openLine(row, card, entries, componentId)
  if (stage !== 'self') throw new Problem('year_locked', { detail: { state: row.state } })
  const { rule } = component
  const refuse = (pointer: string, code: string, detail = {}) =>
    new Problem('input_invalid', { errors: [{ pointer, code, detail }] })
  if (!ofSatisfaction(rule)) throw refuse('/component', 'index_other')
  const round = await getRound(db, roundId)
  if (round.unitId !== null && round.unitId !== row.unitId) throw refuse('/round', 'round_of_other_unit')
  if (round.year !== card.year) throw refuse('/round', 'round_of_other_year', { year: round.year })
  const publication = await findPublication(db, roundId)
  if (!publication) throw new Problem('release_missing')
  const taken = takenFrom(publication)
  if (!taken) throw refuse('/round', 'figure_hidden')
  const fact = { kind: 'number', value: onScale(taken.value, rule) } as const
  const fault = faultOfFact(component, fact)
  if (fault) throw refuse('/round', fault.code, fault.detail)
  const at = by.now.toISOString()
  const { id: publicationId, contentHash } = publication
  await putReleaseLink(db, {
    ...{ assessmentId: id, componentId, roundId, publicationId, contentHash, taken: JSON.stringify(taken) },
    ...{ stage, addedBy: by.actor, addedAt: at },
  })
  const note = entries.find((one) => one.stage === 'self' && one.componentId === componentId)?.note ?? ''
  await putEntry(db, {
    ...{ assessmentId: id, componentId, stage, fact: JSON.stringify(fact), note, asked: 0 },
    ...{ writtenBy: by.actor, writtenAt: at },
  })
  await updateAssessment(db, row, {})
  await audit(db, by, 'evidence.take_release', id, {
    ...{ component: componentId, round: roundId, publication: publicationId, contentHash },
    ...{ value: taken.value, verdict: taken.verdict },
  })
}

/** The line stands without the result again, and without the figure that came from it. */
export async function dropRelease(db: Db, by: Act, id: string, componentId: string): Promise<void> {
  const row = await getAssessment(db, id)
  const entries = await listEntries(db, id)
  const link = (await listReleaseLinks(db, id)).find((one) => one.componentId === componentId)
  if (!link) throw new Problem('not_found')
  const { stage } = openLine(row, await cardOf(db, row), entries, componentId)
  if (stage !== 'self') throw new Problem('year_locked', { detail: { state: row.state } })
  await deleteReleaseLink(db, id, componentId)
  const entry = entries.find((one) => one.stage === 'self' && one.componentId === componentId)
  if (entry)
    await putEntry(db, {
      ...{ assessmentId: id, componentId, stage, fact: null, note: entry.note, asked: 0 },
      ...{ writtenBy: by.actor, writtenAt: by.now.toISOString() },
    })
  await updateAssessment(db, row, {})
  await audit(db, by, 'evidence.drop_release', id, { component: componentId, publication: link.publicationId })
}

/** A share on the scale of the line's rule, without the dust of binary fractions. */
export const onScale = (share: number, { scale }: Pick<IndexRule, 'scale'>): number =>
  Math.round(share * scale * 1e6) / 1e6

/** A taken result as it stands today: whether the round has been published anew since, and whether the entry still is its figure. */
export async function viewRelease(db: Db, link: ReleaseLink, component: Component | undefined, entered: unknown) {
  const newest = await findPublication(db, link.roundId)
  const taken = JSON.parse(link.taken) as Taken
  const value = component && component.rule.kind === 'index' ? onScale(taken.value, component.rule) : null
  return {
    ...{ component: link.componentId, roundId: link.roundId, contentHash: link.contentHash, addedAt: link.addedAt },
    taken,
    value,
    agrees: entered === value,
    corrected:
      newest && newest.contentHash !== link.contentHash
        ? { contentHash: newest.contentHash, publishedAt: newest.createdAt, figure: takenFrom(newest) }
        : null,
  }
}
