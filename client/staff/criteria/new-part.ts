import type { Area, Component, CriteriaSet, Criterion } from '../../../surveys/criteria/criteria-set.ts'
import type { Rule, RuleKind } from '../../../surveys/criteria/rule.ts'
import { criteria as words } from '../../words/criteria.ts'

/** Every id in a card, in small letters. */
function idsIn(card: CriteriaSet): Set<string> {
  const ids = card.areas.flatMap((area) => [
    area.id,
    ...area.criteria.flatMap((criterion) => [criterion.id, ...criterion.components.map(({ id }) => id)]),
  ])
  return new Set(
    [...ids, ...card.bonus.items.map(({ id }) => id), ...card.penalty.items.map(({ id }) => id)].map((id) =>
      id.toLowerCase(),
    ),
  )
}

/** The first number after a stem that no line has. */
export function freeId(card: CriteriaSet, stem: string, from = 1): string {
  const used = idsIn(card)
  for (let number = from; ; number++) if (!used.has(`${stem}${number}`.toLowerCase())) return `${stem}${number}`
}

export const newComponent = (card: CriteriaSet, criterion: Pick<Criterion, 'id'>): Component => ({
  id: freeId(card, `${criterion.id}.`),
  name: words.newComponent,
  points: 0,
  rule: { kind: 'yes_no' },
  evidence: [],
  lead: '',
  supporting: '',
  mayNotArise: false,
  was: [],
})

export function newCriterion(card: CriteriaSet): Criterion {
  const id = freeId(card, 'C')
  return { id, name: words.newCriterion, points: 0, task: null, components: [{ ...newComponent(card, { id }) }] }
}

export function newArea(card: CriteriaSet): Area {
  return { id: freeId(card, 'L'), name: words.newArea, points: 0, criteria: [newCriterion(card)] }
}

/** A rule to begin with when its kind is chosen; what both kinds know is taken along. */
export function newRule(kind: RuleKind, before: Rule, card: CriteriaSet): Rule {
  const named = {
    numerator: 'numerator' in before ? before.numerator : 'Số đạt',
    denominator: ('denominator' in before ? before.denominator : undefined) ?? 'Tổng số',
  }
  const goal = {
    target: 'target' in before ? before.target : 100,
    floor: 'floor' in before ? before.floor : 0,
    strict: 'strict' in before ? before.strict : false,
    between: 'between' in before ? before.between : ('of_target' as const),
  }
  switch (kind) {
    case 'yes_no':
      return { kind }
    case 'levels':
      return {
        kind,
        levels: [
          { id: 'dat', name: 'Đạt', percent: 100 },
          { id: 'chua_dat', name: 'Chưa đạt', percent: 0 },
        ],
      }
    case 'steps':
      return { kind, numerator: named.numerator, unit: 'lượt', direction: 'up', steps: [{ at: 1, percent: 100 }] }
    case 'ratio':
      return { kind, ...named, ...goal }
    case 'inverse_ratio':
      return { kind, ...named, target: 0, ceiling: 100, between: 'of_hundred' }
    case 'on_time':
      return { kind, due: `${card.year}-12-31` }
    case 'deduct':
      return { kind, what: 'Số trường hợp vi phạm', each: 0.5 }
    case 'index':
      return { kind, index: 'ket_qua', name: 'Kết quả của chỉ số khác', scale: 100, ...goal }
  }
}
