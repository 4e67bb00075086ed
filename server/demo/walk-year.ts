import { type Random, randomFrom } from '../../analysis/numeric/random.ts'
import type { Fact } from '../../surveys/assessment.ts'
import { type Component, type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { Act } from '../act.ts'
import { openYear } from '../assessment/open.ts'
import { publishYears } from '../assessment/publish-years.ts'
import { takeYearStep } from '../assessment/step.ts'
import { getAssessment, listEntries } from '../assessment/store.ts'
import { cardOf } from '../assessment/view.ts'
import { writeEntry } from '../assessment/write-entry.ts'
import { writeExtra } from '../assessment/write-extra.ts'
import type { Db } from '../db/open.ts'
import { attachEvidence } from '../evidence/attach.ts'
import { demoFact, lessThan } from './demo-fact.ts'
import type { DemoUnit, Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

export type UnitYear = Readonly<{
  id: string
  unit: Pick<DemoUnit, 'id' | 'code' | 'assessor'>
  quality: number
  chance: Random
}>

/** A line is asked about by the first look, at most so many of a unit. */
const MOST_ASKED = 3
const DOUBTS = [
  'Minh chứng kèm theo chưa đủ số liệu đã kê khai.',
  'Danh sách trong văn bản ít hơn số đã tự chấm.',
  'Văn bản ban hành sau thời hạn của tiêu chí.',
] as const
const ANSWERS = [
  'Đơn vị bổ sung danh sách có xác nhận của người đứng đầu.',
  'Số liệu tính đến ngày 30/11, kèm bảng thống kê.',
  'Đơn vị nhận thiếu sót, đề nghị chấm theo phần đã có minh chứng.',
] as const
const pick = (texts: readonly string[], chance: Random): string => texts[chance.below(texts.length)] ?? ''

/** Opens a year for units; what each will be like follows from the seed, a little better or worse than the year before. */
export async function openUnitYears(
  { seed, act }: Desk,
  { designer }: Office,
  criteriaSetId: string,
  units: readonly UnitYear['unit'][],
  year: number,
  day: string,
): Promise<UnitYear[]> {
  const unitIds = units.map(({ id }) => id)
  const input = { criteriaSetId, unitIds, scoreDueOn: `${year}-12-10`, explainDueOn: `${year}-12-24` }
  const ids = await act(day, designer, (db, by) => openYear(db, by, input))
  return units.map((unit, place) => {
    const usual = randomFrom(seed).fork('unit').fork(unit.code).uniform()
    const chance = randomFrom(seed).fork(`year ${year}`).fork(unit.code)
    const quality = Math.min(1, Math.max(0, usual + 0.3 * (chance.uniform() - 0.4)))
    return { id: ids[place] ?? '', unit, quality, chance }
  })
}

const lockOf = async (db: Db, id: string): Promise<number> => (await getAssessment(db, id)).lockVersion
/** What people enter: whatever is asked elsewhere enters itself. */
const enteredLines = (card: CriteriaSet): Component[] => componentsOf(card).filter(({ rule }) => rule.kind !== 'index')

/** The own score, or the beginning of it, with papers on its lines. */
export async function scoreYear(
  { act }: Desk,
  { id, unit, quality, chance }: UnitYear,
  day: string,
  share: number,
  papers: readonly Readonly<{ evidence: string; components: readonly string[] }>[],
  /** what was said of a component elsewhere */
  known: ReadonlyMap<string, Fact> = new Map(),
): Promise<void> {
  await act(day, unit.assessor, async (db, by) => {
    const lines = enteredLines(await cardOf(db, await getAssessment(db, id)))
    // What a paper proves was done.
    const proven = new Set(papers.flatMap(({ components }) => components))
    let lock = await lockOf(db, id)
    for (const component of lines.slice(0, Math.round(lines.length * share))) {
      const told = known.get(component.id)
      const shown = proven.has(component.id)
      const made = shown
        ? demoFact({ ...component, mayNotArise: false }, 1, chance)
        : demoFact(component, quality, chance)
      const fact = told && !(shown && told.kind === 'day' && told.day === null) ? told : made
      await writeEntry(db, by, id, lock++, ['self'], { component: component.id, fact, note: '' })
    }
    for (const { evidence, components } of papers)
      for (const component of components)
        await attachEvidence(db, by, 'everywhere', id, { component, evidence, line: null })
  })
}

/** Asks for points beside the card. */
export const askBonus = (
  { act }: Desk,
  { id, unit }: UnitYear,
  day: string,
  item: string,
  points: number,
  note: string,
) =>
  act(day, unit.assessor, async (db, by) =>
    writeExtra(db, by, id, await lockOf(db, id), ['self'], { item, points, note }),
  )

type Step = Parameters<typeof takeYearStep>[4]
export const stepYear = ({ act }: Desk, { id }: UnitYear, day: string, actor: string, step: Step) =>
  act(day, actor, (db, by) => step_(db, by, id, step))
const step_ = async (db: Db, by: Act, id: string, step: Step) =>
  takeYearStep(db, by, id, await lockOf(db, id), step, null)

/** The first look: fewer lines are doubted the better a unit is; whatever is doubted is asked about. */
export async function appraiseYear(
  { act }: Desk,
  { appraiser }: Office,
  { id, quality, chance }: UnitYear,
  day: string,
) {
  await act(day, appraiser, async (db, by) => {
    const lines = componentsOf(await cardOf(db, await getAssessment(db, id)))
    const doubtful = chance.shuffle(await listEntries(db, id)).flatMap(({ componentId, fact }) => {
      const component = lines.find((one) => one.id === componentId)
      const less = component && fact && lessThan(component, fact, 0.75 + 0.2 * quality)
      return less ? [{ component: componentId, fact: less }] : []
    })
    let lock = await lockOf(db, id)
    for (const { component, fact } of doubtful.slice(0, Math.round(MOST_ASKED * (1.2 - quality)))) {
      const note = pick(DOUBTS, chance)
      await writeEntry(db, by, id, lock++, ['first', 'second'], { component, fact, note, asked: true })
    }
  })
}

/** What the unit says to each line it was asked about. */
export async function explainYear({ act }: Desk, { id, unit, chance }: UnitYear, day: string) {
  await act(day, unit.assessor, async (db, by) => {
    let lock = await lockOf(db, id)
    for (const { componentId } of (await listEntries(db, id)).filter(
      ({ stage, asked }) => stage === 'first' && asked,
    )) {
      const written = { component: componentId, note: pick(ANSWERS, chance) }
      await writeEntry(db, by, id, lock++, ['explanation'], written)
    }
  })
}

/** The second look: of what was explained, every other line is given back what the unit said. */
export async function settleYear({ act }: Desk, { appraiser }: Office, { id, chance }: UnitYear, day: string) {
  await act(day, appraiser, async (db, by) => {
    const entries = await listEntries(db, id)
    const said = new Map(
      entries.flatMap(({ stage, componentId, fact }) => (stage === 'self' ? [[componentId, fact]] : [])) as [
        string,
        Fact | null,
      ][],
    )
    let lock = await lockOf(db, id)
    for (const { componentId } of entries.filter(({ stage }) => stage === 'explanation')) {
      if (chance.uniform() < 0.5) continue
      const written = {
        component: componentId,
        fact: said.get(componentId) ?? null,
        note: 'Chấp nhận giải trình.',
        asked: false,
      }
      await writeEntry(db, by, id, lock++, ['first', 'second'], written)
    }
  })
}

/** All of them under one decision, as the leaders of a Department do it. */
export const publishAll = ({ act, deps }: Desk, { director }: Office, years: readonly UnitYear[], day: string) =>
  act(day, director, async (db, by) => {
    const locked = []
    for (const { id } of years) locked.push({ id, lockVersion: await lockOf(deps.read, id) })
    await publishYears(db, by, 'everywhere', { years: locked, decision: '00/QĐ-MÔ-PHỎNG' })
  })
