import { kappaOf } from '../compare/agreement.ts'
import { alphaOf } from '../compare/alpha.ts'
import { crossTable } from '../compare/cross-table.ts'
import { type IndependenceStatistic, independenceTest } from '../compare/independence.ts'
import { meanTest, type RankScore, rankTest } from '../compare/mean-test.ts'
import { type ProportionMethod, proportionInterval } from '../estimate/proportion-interval.ts'
import { type QuantileInterval, quantilesOf } from '../estimate/quantile.ts'
import type { QuantileRule } from '../estimate/quantile-rule.ts'
import { covariancesOf } from '../estimate/variance-of-values.ts'
import { AnalysisError } from '../failure.ts'
import { toRows } from '../numeric/matrix.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { type CallRunner, numberOf, textOf } from './call-runner.ts'
import { checkMissing } from './calls-estimate.ts'
import { prepare } from './case-design.ts'
import { list } from './case-format.ts'
import { columnNamed, fewLevels, indicator, numbers, type Table } from './table.ts'

export const compareCalls: Readonly<Record<string, CallRunner>> = {
  ciProp: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const values = equalTo(table, textOf(call, 'var'), call.equals)
    const method = (call.method ?? 'logit') as ProportionMethod
    const found = proportionInterval(design, values, method, numberOf(call, 'level', 0.95))
    return { est: found.value, se: found.se, ci: found.interval, df: found.df, n: found.n }
  },
  quantile: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const name = textOf(call, 'var')
    const values = numbers(table, name)
    checkMissing(call, design, [values], [name])
    const shares = (Array.isArray(call.quantiles) ? call.quantiles : [call.quantiles]).map(Number)
    const rule = (call.qrule ?? 'math') as QuantileRule
    const interval = (call.intervalType ?? 'mean') as QuantileInterval
    const found = quantilesOf(design, values, shares, rule, interval)
    return {
      quantiles: found.map(({ p, value, interval: ci, se }) => ({ p, est: value, ci, se })),
      df: degreesOfFreedom(design),
    }
  },
  var: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const names = list(call.vars)
    const columns = names.map((name) => numbers(table, name))
    checkMissing(call, design, columns, names)
    const { covariance, se } = covariancesOf(design, columns)
    const diagonal = (data: Float64Array) => names.map((_, i) => data[i * names.length + i])
    if (names.length === 1) return { est: covariance.data[0], se: se.data[0] }
    return { est: diagonal(covariance.data), se: diagonal(se.data) }
  },
  varMatrix: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const names = list(call.vars)
    const columns = names.map((name) => numbers(table, name))
    checkMissing(call, design, columns, names)
    const { covariance, correlation, se } = covariancesOf(design, columns)
    return { cov: toRows(covariance), cor: toRows(correlation), se: toRows(se) }
  },
  chisq: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const statistic = (call.statistic ?? 'F') as IndependenceStatistic
    const rows = fewLevels(table, textOf(call, 'rows'))
    const found = independenceTest(design, rows, fewLevels(table, textOf(call, 'cols')), statistic)
    const wald = statistic === 'Wald' || statistic === 'adjWald'
    return {
      statistic: wald ? [[found.statistic]] : found.statistic,
      ...(found.parameter ? { parameter: found.parameter.length === 1 ? found.parameter[0] : found.parameter } : {}),
      p: found.p,
    }
  },
  ttest: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const group = call.group === undefined || call.group === null ? undefined : fewLevels(table, textOf(call, 'group'))
    const found = meanTest(design, numbers(table, textOf(call, 'y')), group)
    return { statistic: found.statistic, p: found.p, parameter: found.df, estimate: found.estimate, ci: found.interval }
  },
  ranktest: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const group = fewLevels(table, textOf(call, 'group'))
    const found = rankTest(design, numbers(table, textOf(call, 'y')), group, (call.test ?? 'wilcoxon') as RankScore)
    return 'chisq' in found
      ? { statistic: found.df, p: found.p, parameter: [[found.chisq]] }
      : { statistic: found.statistic, p: found.p, parameter: found.df, estimate: found.estimate }
  },
  table: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const rows = fewLevels(table, textOf(call, 'rows'))
    const columns = fewLevels(table, textOf(call, 'cols'))
    const found = crossTable(design, rows, columns)
    const by = (data: Float64Array) =>
      rows.levels.map((_, i) => Array.from(data.subarray(i * found.columns, (i + 1) * found.columns)))
    return { counts: by(found.counts), shares: by(found.shares), rowNames: rows.levels, colNames: columns.levels }
  },
  kappa: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const [one, other] = list(call.vars)
    if (!one || !other) throw new AnalysisError('option_invalid', { option: 'vars', fn: call.fn })
    const { value, se } = kappaOf(design, fewLevels(table, one), fewLevels(table, other))
    return { est: value, se }
  },
  cronbachAlpha: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const { value, se, n } = alphaOf(
      design,
      list(call.vars).map((name) => numbers(table, name)),
    )
    return { alpha: value, se, n }
  },
}

/** 1 where the variable has that value or level, 0 elsewhere, NaN where missing. */
function equalTo(table: Table, name: string, wanted: unknown): Float64Array {
  const column = columnNamed(table, name)
  if (wanted === undefined) return numbers(table, name)
  if (column.kind === 'number') {
    const value = Number(wanted)
    return column.values.map((each) => (Number.isNaN(each) ? each : each === value ? 1 : 0))
  }
  const code = column.levels.indexOf(String(wanted))
  if (code < 0) throw new AnalysisError('cell_unknown', { variable: name, level: String(wanted) })
  return indicator(column, code)
}
