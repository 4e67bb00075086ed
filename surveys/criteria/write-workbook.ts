import { type Component, type CriteriaSet, componentsOf } from './criteria-set.ts'
import type { Rule } from './rule.ts'
import {
  ABOUT,
  BAND,
  BETWEENS,
  type Cell,
  DIRECTIONS,
  EXTRA,
  EXTRAS,
  KINDS,
  LEVELS,
  LINE,
  type LineColumn,
  SHEETS,
  STEP,
  type Workbook,
  YES,
} from './sheets.ts'

type Line = Partial<Record<LineColumn, Cell>>

/** A card as the cells of a workbook: everything it holds, so that it can be read back as the same card. */
export function writeCriteria(set: CriteriaSet): Workbook {
  const lines = set.areas.flatMap((area): Line[] => [
    { level: LEVELS.area, id: area.id, name: area.name, points: area.points },
    ...area.criteria.flatMap((criterion): Line[] => [
      {
        level: LEVELS.criterion,
        id: criterion.id,
        name: criterion.name,
        points: criterion.points,
        task: criterion.task,
      },
      ...criterion.components.map(lineOf),
    ]),
  ])
  const columns = Object.keys(LINE) as LineColumn[]
  return {
    [SHEETS.about]: [
      ['Mục', 'Nội dung'],
      [ABOUT.group, set.group],
      [ABOUT.year, set.year],
      [ABOUT.version, set.version],
      [ABOUT.title, set.title],
      [ABOUT.source, set.source],
      [ABOUT.pointsFrom, set.pointsFrom],
      [ABOUT.bonusCeiling, set.bonus.ceiling],
      [ABOUT.penaltyCeiling, set.penalty.ceiling],
    ],
    [SHEETS.lines]: [Object.values(LINE), ...lines.map((line) => columns.map((column) => line[column] ?? null))],
    [SHEETS.steps]: [Object.values(STEP), ...componentsOf(set).flatMap(stepsOf)],
    [SHEETS.extras]: [
      Object.values(EXTRA),
      ...(['bonus', 'penalty'] as const).flatMap((kind) =>
        set[kind].items.map(({ id, name, most }) => [EXTRAS[kind], id, name, most]),
      ),
    ],
    [SHEETS.bands]: [Object.values(BAND), ...set.bands.map(({ id, name, from }) => [id, name, from])],
  }
}

const lineOf = (one: Component): Line => ({
  level: LEVELS.component,
  id: one.id,
  name: one.name,
  points: one.points,
  kind: KINDS[one.rule.kind],
  ...ruleCells(one.rule),
  evidence: one.evidence.join('\n'),
  lead: one.lead,
  supporting: one.supporting,
  mayNotArise: one.mayNotArise ? YES : null,
  was: one.was.join('; '),
})

function ruleCells(rule: Rule): Line {
  switch (rule.kind) {
    case 'yes_no':
    case 'levels':
      return {}
    case 'steps':
      return {
        numerator: rule.numerator,
        denominator: rule.denominator ?? null,
        unit: rule.unit,
        direction: DIRECTIONS[rule.direction],
      }
    case 'ratio':
      return {
        numerator: rule.numerator,
        denominator: rule.denominator,
        outOf: rule.outOf ?? null,
        ...goalCells(rule),
      }
    case 'inverse_ratio':
      return {
        numerator: rule.numerator,
        denominator: rule.denominator,
        target: rule.target,
        bound: rule.ceiling,
        between: BETWEENS[rule.between],
      }
    case 'on_time':
      return { due: rule.due, lateUntil: rule.late?.until ?? null, latePercent: rule.late?.percent ?? null }
    case 'deduct':
      return { numerator: rule.what, each: rule.each }
    case 'index':
      return { numerator: rule.name, index: rule.index, scale: rule.scale, ...goalCells(rule) }
  }
}

const goalCells = ({ target, strict, floor, between }: Rule & { kind: 'ratio' | 'index' }): Line => ({
  target,
  strict: strict ? YES : null,
  bound: floor,
  between: BETWEENS[between],
})

function stepsOf({ id, rule }: Component): Cell[][] {
  if (rule.kind === 'levels') return rule.levels.map(({ id: level, name, percent }) => [id, level, name, null, percent])
  if (rule.kind === 'steps') return rule.steps.map(({ at, percent }) => [id, null, null, at, percent])
  return []
}
