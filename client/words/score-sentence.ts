import type { Fact } from '../../analysis/assessment/rule.ts'
import type { ComponentScore } from '../../analysis/assessment/score-component.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'
import { dayText } from './days.ts'
import { numberText as n } from './read-number.ts'

type Scored = Readonly<{ rule: Rule; points: number }>

/** What was entered, as people say it. */
export function factText({ rule }: Pick<Scored, 'rule'>, fact: Fact | null): string {
  if (fact === null) return 'Chưa nhập'
  switch (fact.kind) {
    case 'nothing_arose':
      return 'Không phát sinh'
    case 'met':
      return fact.met ? 'Có' : 'Không'
    case 'level':
      return (rule.kind === 'levels' ? rule.levels.find(({ id }) => id === fact.level)?.name : undefined) ?? fact.level
    case 'ratio':
      return `${n(fact.numerator)} / ${n(fact.denominator)} = ${n((100 * fact.numerator) / fact.denominator)} %`
    case 'number':
      return rule.kind === 'steps' ? `${n(fact.value)} ${rule.unit}` : n(fact.value)
    case 'day':
      return fact.day === null ? 'Chưa có' : dayText(fact.day)
    case 'too_few':
      return `Dưới ${n(fact.least)} người đánh giá`
  }
}

/** Why there are these points: the numbers, the rule they met, and what came out. */
export function scoreSentence(scored: Scored, score: ComponentScore): string {
  const { rule, points: all } = scored
  const out = `${n(score.points)} điểm`
  const whole = `được trọn ${n(all)} điểm.`
  const had = factText(scored, score.fact)
  switch (score.reason) {
    case 'not_entered':
      return 'Chưa nhập: tính 0 điểm.'
    case 'nothing_arose':
      return `Không phát sinh: ${n(all)} điểm này không tính vào điểm tối đa.`
    case 'too_few':
      return `${had}: không công bố, và ${n(all)} điểm này không tính vào điểm tối đa.`
    case 'met':
      return `Có: ${whole}`
    case 'not_met':
      return 'Không: 0 điểm.'
    case 'level':
      return `Bậc “${had}”: ${n(score.achieved ?? 0)} % của ${n(all)} điểm = ${out}.`
    case 'step_reached':
      return `${had}, đạt mốc ${n(score.target ?? 0)}: ${score.points === all ? whole : `${out}.`}`
    case 'no_step_reached':
      return `${had}, chưa đạt mốc nào: 0 điểm.`
    case 'target_reached':
      return `${had}, ${'strict' in rule && rule.strict ? 'trên mức' : 'đạt ngưỡng'} ${n(score.target ?? 0)}: ${whole}`
    case 'between':
      return `${had}, ${rule.kind === 'inverse_ratio' ? 'trên mức' : 'chưa đạt ngưỡng'} ${n(score.target ?? 0)}: ${between(scored, score)} = ${out}.`
    case 'below_floor':
      return `${had}, dưới mức sàn${rule.kind === 'ratio' || rule.kind === 'index' ? ` ${n(rule.floor)}` : ''}: 0 điểm.`
    case 'between_is_nothing':
      return `${had}, ${rule.kind === 'inverse_ratio' ? 'vượt mức' : 'chưa đạt ngưỡng'} ${n(score.target ?? 0)}: 0 điểm.`
    case 'above_ceiling':
      return `${had}, vượt mức trần${rule.kind === 'inverse_ratio' ? ` ${n(rule.ceiling)} %` : ''}: 0 điểm.`
    case 'on_time':
      return `Xong ${had}, đúng hạn${rule.kind === 'on_time' ? ` ${dayText(rule.due)}` : ''}: ${whole}`
    case 'late':
      return `Xong ${had}, muộn so với hạn${rule.kind === 'on_time' ? ` ${dayText(rule.due)}, còn ${n(rule.late?.percent ?? 0)} % số điểm` : ''}: ${out}.`
    case 'too_late':
      return `Xong ${had}, quá hạn${rule.kind === 'on_time' ? ` ${dayText(rule.late?.until ?? rule.due)}` : ''}: 0 điểm.`
    case 'not_done':
      return 'Chưa có: 0 điểm.'
    case 'nothing_to_deduct':
      return `Không có trường hợp nào: ${whole}`
    case 'deducted':
    case 'nothing_left':
      return `${n(score.achieved ?? 0)} trường hợp × ${rule.kind === 'deduct' ? n(rule.each) : ''} điểm bị trừ: còn ${out}.`
  }
}

function between({ rule, points }: Scored, score: ComponentScore): string {
  const achieved = n(score.achieved ?? 0)
  if (rule.kind === 'inverse_ratio') return `${n(points)} × (100 − ${achieved}) / 100`
  const scale = rule.kind === 'index' ? rule.scale : 100
  const under = (rule.kind === 'ratio' || rule.kind === 'index') && rule.between === 'of_target' ? rule.target : scale
  return `${n(points)} × ${achieved} / ${n(under)}`
}
