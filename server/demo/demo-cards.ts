import type { Area, CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { setId } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'
import { createCard, publishCard, saveCard } from '../criteria/draft.ts'
import { viewCard } from '../criteria/view.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

/** What leaders and officers of the Department are asked about a unit takes its points here. */
export const ASKED_COMPONENT = 'D26.1'
const DECISION = '00/QĐ-MÔ-PHỎNG'

/** Every word of a card that speaks of a year speaks of another; where its criteria come from stays. */
export function wordsOfYear(set: CriteriaSet, from: number, to: number): CriteriaSet {
  const moved = (text: string) => text.replaceAll(String(from), String(to))
  return {
    ...set,
    areas: set.areas.map((area) => ({
      ...area,
      criteria: area.criteria.map((criterion) => ({
        ...criterion,
        name: moved(criterion.name),
        components: criterion.components.map((one) => ({
          ...one,
          name: moved(one.name),
          evidence: one.evidence.map(moved),
        })),
      })),
    })),
  }
}

/** The card as an office changes it after a year: one line asks for more, two give points to what officers of the Department say. */
export function changedCard(set: CriteriaSet): CriteriaSet {
  const areas = set.areas.map((area) => {
    const criteria = area.criteria.map((criterion) => {
      if (criterion.id === 'D07' || criterion.id === 'D25') return worth(criterion, 3)
      if (criterion.id !== 'D04') return criterion
      const name = 'Tuyên truyền CCHC tại đơn vị: mỗi quý ít nhất 1 tin, bài'
      const rule: Rule = {
        ...{ kind: 'ratio' as const, numerator: 'Số quý có tin, bài', denominator: 'Số quý trong năm', outOf: 4 },
        ...{ target: 100, floor: 0, strict: false, between: 'of_target' as const },
      }
      return { ...criterion, name, components: criterion.components.map((one) => ({ ...one, name, rule })) }
    })
    return { ...area, criteria, points: criteria.reduce((sum, { points }) => sum + points, 0) }
  })
  return {
    ...set,
    areas: [...areas, opinion()],
    bonus: {
      ceiling: 2,
      items: [
        { id: 'T1', name: 'Sáng kiến cải cách hành chính được công nhận cấp tỉnh', most: 2 },
        { id: 'T2', name: 'Được khen thưởng về cải cách hành chính', most: 1 },
      ],
    },
    penalty: { ceiling: 3, items: [{ id: 'P1', name: 'Để xảy ra khiếu nại đúng về giải quyết thủ tục', most: 3 }] },
  }
}

const worth = (criterion: Area['criteria'][number], points: number): Area['criteria'][number] => ({
  ...criterion,
  points,
  components: criterion.components.map((one) => ({ ...one, points })),
})

function opinion(): Area {
  const name = 'Lãnh đạo, chuyên viên các phòng của Sở đánh giá'
  return {
    ...{ id: 'B8', name: 'Tác động của cải cách hành chính', points: 2 },
    criteria: [
      {
        ...{ id: 'D26', name, points: 2, task: null },
        components: [
          {
            ...{ id: ASKED_COMPONENT, name, points: 2, evidence: [], lead: 'Phòng TCCB', supporting: '' },
            ...{ mayNotArise: false, was: [] },
            rule: {
              ...{ kind: 'index', index: 'office_opinion', name: 'Mức đánh giá của lãnh đạo, chuyên viên Sở' },
              ...{ scale: 100, target: 100, floor: 0, strict: false, between: 'of_target' as const },
            },
          },
        ],
      },
    ],
  }
}

/** A card begun from another, put right and published by a second person; returns its id. */
async function issueCard(
  desk: Desk,
  { designer, director }: Office,
  day: string,
  from: string,
  year: number,
  change: (set: CriteriaSet, from: number) => CriteriaSet,
): Promise<string> {
  const { definition } = await viewCard(desk.deps.db, from)
  const basedOn = from
  const id = await desk.act(day, designer, (db, by) => createCard(db, by, { definition, basedOn, year, from: 'card' }))
  const draft = await viewCard(desk.deps.db, id)
  await desk.act(day, designer, (db, by) => saveCard(db, by, id, 1, change(draft.definition, definition.year)))
  const { lockVersion } = await viewCard(desk.deps.db, id)
  await desk.act(day, director, (db, by) => publishCard(db, by, id, lockVersion ?? 1, DECISION))
  return id
}

/** The card of the units as it ships, for a year. */
export const issueUnitCard = (desk: Desk, office: Office, day: string, year: number) =>
  issueCard(desk, office, day, setId(units2021), year, (set, from) => wordsOfYear(set, from, year))

/** The next year's, begun from the one before and changed. */
export const issueNextCard = (desk: Desk, office: Office, day: string, before: string, year: number) =>
  issueCard(desk, office, day, before, year, (set, from) => changedCard(wordsOfYear(set, from, year)))

/** The Department's own card of 50 tasks. */
export const issueOwnCard = (desk: Desk, office: Office, day: string, year: number) =>
  issueCard(desk, office, day, setId(department2021), year, (set, from) => wordsOfYear(set, from, year))
