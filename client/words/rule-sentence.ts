import type { Rule } from '../../surveys/criteria/rule.ts'
import { dayText } from './days.ts'
import { numberText as n } from './read-number.ts'

/** How points are given under a rule, in one sentence that stands beside the place where something is entered. */
export function ruleSentence(rule: Rule, points: number): string {
  const said = sentenceOf(rule, points)
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`
}

function sentenceOf(rule: Rule, points: number): string {
  const all = `${n(points)} điểm`
  switch (rule.kind) {
    case 'yes_no':
      return `Có: ${all}; không: 0 điểm.`
    case 'levels':
      return `${rule.levels.map(({ name, percent }) => `${name}: ${n((points * percent) / 100)}`).join('; ')} điểm.`
    case 'steps': {
      const side = rule.direction === 'up' ? 'từ' : 'không quá'
      const unit = rule.denominator === undefined ? ` ${rule.unit}` : ' %'
      return `${rule.steps.map(({ at, percent }) => `${side} ${n(at)}${unit}: ${n((points * percent) / 100)}`).join('; ')} điểm; còn lại: 0 điểm.`
    }
    case 'ratio':
      return `${rule.strict ? 'Trên' : 'Từ'} ${n(rule.target)} %: ${all}; ${below(rule, ' %', points, 100)}.`
    case 'index':
      return `${rule.strict ? 'Trên' : 'Từ'} ${n(rule.target)} (thang ${n(rule.scale)}): ${all}; ${below(rule, '', points, rule.scale)}.`
    case 'inverse_ratio':
      return rule.between === 'nothing'
        ? `Không quá ${n(rule.target)} %: ${all}; trên mức đó: 0 điểm.`
        : `Không quá ${n(rule.target)} %: ${all}; đến ${n(rule.ceiling)} %: ${n(points)} × (100 − tỷ lệ) / 100; trên nữa: 0 điểm.`
    case 'on_time':
      return rule.late
        ? `Chậm nhất ${dayText(rule.due)}: ${all}; muộn đến ${dayText(rule.late.until)}: ${n((points * rule.late.percent) / 100)} điểm; sau đó hoặc không có: 0 điểm.`
        : `Chậm nhất ${dayText(rule.due)}: ${all}; muộn hoặc không có: 0 điểm.`
    case 'deduct':
      return `${all}, mỗi trường hợp trừ ${n(rule.each)}, không dưới 0.`
  }
}

type Goal = Rule & { kind: 'ratio' | 'index' }
function below({ floor, target, between }: Goal, unit: string, points: number, scale: number): string {
  if (between === 'nothing') return 'chưa đạt: 0 điểm'
  const formula = `${n(points)} × mức đạt / ${n(between === 'of_target' ? target : scale)}`
  return floor > 0 ? `từ ${n(floor)}${unit}: ${formula}; dưới nữa: 0 điểm` : `chưa đạt: ${formula}`
}
