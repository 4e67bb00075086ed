import { type Approximation, type LikelihoodTest, likelihoodTest, part, waldTest } from '../compare/term-test.ts'
import { within } from '../design.ts'
import { meansAcross, meansBy } from '../estimate/by-domain.ts'
import { expressionContrast, linearContrast, type Named } from '../estimate/contrast.ts'
import { familyNamed } from '../estimate/family.ts'
import { type FayHerriotMethod, fayHerriot } from '../estimate/fay-herriot.ts'
import { type FittedModel, fitModel, independentColumns } from '../estimate/linear-model.ts'
import { presentRows } from '../estimate/mean.ts'
import { fitOrdinal } from '../estimate/ordinal-model.ts'
import { ratioPrediction, separateRatioPrediction } from '../estimate/ratio-prediction.ts'
import { standardize } from '../estimate/standardized.ts'
import { AnalysisError } from '../failure.ts'
import { inverse, quadraticForm, toRows } from '../numeric/matrix.ts'
import { type CallRunner, numberOf, textOf } from './call-runner.ts'
import { rowsOf, variables } from './calls-estimate.ts'
import { dataOf, type Prepared, prepare } from './case-design.ts'
import { type Call, list } from './case-format.ts'
import { byBytes, type Category, category, columnNamed, fewCells, fewLevels, numbers, type Table } from './table.ts'
import { type ModelColumn, modelColumns, parseFormula } from './terms.ts'

export const modelCalls: Readonly<Record<string, CallRunner>> = {
  glm: (call, wanted, tables) => {
    const model = glm(call, prepare(wanted, tables)).model
    return {
      coef: model.coefficients.map(({ name, value, se, p, interval }) => ({ name, est: value, se, p, ci: interval })),
      dfResid: model.df,
      dispersion: model.dispersion,
      vcov: toRows(model.covariance),
    }
  },
  regTermTest: (call, wanted, tables) => termTest(call, prepare(wanted, tables)),
  ordinalLogit: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const { response, terms } = parseFormula(textOf(call, 'formula'))
    const { codes, levels } = orderedLevels(fewLevels(table, response))
    const { coefficients } = fitOrdinal(design, codes, levels, modelColumns(table, terms, true).slice(1))
    return { coef: coefficients.map(({ name, value, se }) => ({ name, est: value, se })) }
  },
  contrast: (call, wanted, tables) => {
    const coefs = call.coefs as Record<string, number> | undefined
    if (!coefs) throw new AnalysisError('option_invalid', { option: 'coefs', fn: call.fn })
    const { value, se } = linearContrast(namedRows(call, prepare(wanted, tables)), coefs)
    return { est: value, se }
  },
  contrastNonlinear: (call, wanted, tables) => {
    const { value, se } = expressionContrast(namedRows(call, prepare(wanted, tables)), textOf(call, 'expr'))
    return { est: value, se }
  },
  domainDifference: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const { cellOfRow, cells } = fewCells(table, list(call.by))
    const names = cells.map((cell) => cell.join('.'))
    const found = meansAcross(design, [numbers(table, textOf(call, 'var'))], cellOfRow, cells.length)
    const of = { names, values: found.value, covariance: found.covariance }
    const { value, se } = linearContrast(of, { [textOf(call, 'a')]: 1, [textOf(call, 'b')]: -1 })
    return { est: value, se, vcov: toRows(found.covariance) }
  },
  ratioPredict: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const [a, b] = pair(call, table)
    const { value, se } = ratioPrediction(design, a, b, numberOf(call, 'total'))
    return { predictedTotal: value, predictedSE: se }
  },
  ratioSeparate: (call, wanted, tables) => {
    const { table, design } = prepare(wanted, tables)
    const [a, b] = pair(call, table)
    const stratum = category(table, list(wanted.strata)[0] ?? '')
    const totals = call.predictTotals as Readonly<Record<string, number>>
    const known = stratum.levels.map((level) => {
      if (typeof totals?.[level] !== 'number')
        throw new AnalysisError('cell_unknown', { level, margin: 'predictTotals' })
      return totals[level]
    })
    const { value, se } = separateRatioPrediction(design, a, b, stratum.codes, known)
    return { predictedTotal: value, predictedSE: se }
  },
  standardizedMeanBy: (call, wanted, tables) => standardizedMeans(call, prepare(wanted, tables)),
  fayHerriot: (call, wanted, tables) => {
    const { table } = dataOf(wanted, tables)
    const columns = list(call.x).map((name) => numbers(table, name))
    const constant = new Float64Array(table.rows).fill(1)
    const found = fayHerriot(
      numbers(table, textOf(call, 'y')),
      numbers(table, textOf(call, 'v')),
      [constant, ...columns],
      (call.method ?? 'REML') as FayHerriotMethod,
    )
    return { sigma2u: found.modelVariance, beta: found.beta, betaSE: found.betaSe, eblup: found.eblup }
  },
}

type Glm = { model: FittedModel; columns: ModelColumn[]; y: Float64Array }

function glm(call: Call, { table, design }: Prepared): Glm {
  const { response, terms, intercept } = parseFormula(textOf(call, 'formula'))
  const y = responseOf(table, response)
  const columns = independentColumns(design, y, modelColumns(table, terms, intercept))
  const link = call.link === undefined ? undefined : textOf(call, 'link')
  const family = familyNamed(typeof call.family === 'string' ? call.family : 'gaussian', link)
  return { columns, y, model: fitModel(design, y, columns, family) }
}

/** A text response is 0 at its first level and 1 at any other. */
function responseOf(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name)
  return column.kind === 'number'
    ? column.values
    : Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : Math.min(code, 1)))
}

function termTest(call: Call, prepared: Prepared): Record<string, unknown> {
  const { model, columns, y } = glm(call, prepared)
  const wanted = list(call.terms)
  const tested = columns.flatMap(({ term }, j) => (wanted.includes(term) ? [j] : []))
  if (tested.length === 0) throw new AnalysisError('column_missing', { variable: wanted.join(', ') })
  const values = tested.map((j) => model.coefficients[j].value)
  const covariance = part(model.covariance, tested)
  const method = call.method ?? 'Wald'
  const ddf = call.df === null || call.df === 'Inf' ? Number.POSITIVE_INFINITY : model.df
  if (method === 'Wald') {
    const { F, df, ddf: _, p } = waldTest(values, covariance, ddf)
    return Number.isFinite(ddf) ? { F, df, ddf, p } : { chisq: F * df, df, p }
  }
  const naive = part(model.naive, tested)
  const approximation = (call.lrtApproximation ?? 'saddlepoint') as Approximation
  if (method === 'WorkingWald')
    return withDf(likelihoodTest(quadraticForm(values, inverse(naive)), covariance, naive, ddf, approximation))
  if (method !== 'LRT') throw new AnalysisError('option_invalid', { option: 'method', value: String(method) })
  const { design } = presentRows(prepared.design, [y, ...columns.map((column) => column.values)])
  const weights = model.fitted.map((each, row) => (Number.isNaN(each) ? 0 : prepared.design.weights[row]))
  const rest = columns.filter((_, j) => !tested.includes(j))
  const family = familyNamed(typeof call.family === 'string' ? call.family : 'gaussian')
  const smaller = fitModel(Object.freeze({ ...design, weights, domain: prepared.design.domain }), y, rest, family)
  const scale = meanOver(prepared.design.weights, prepared.design.domain) / meanOver(weights, prepared.design.domain)
  return withDf(likelihoodTest(smaller.deviance / scale - model.deviance, covariance, naive, ddf, approximation))
}

/** Infinite degrees of freedom cannot be written in JSON: none are given. */
function withDf({ ddf, ...test }: LikelihoodTest): Record<string, unknown> {
  return Number.isFinite(ddf) ? { ...test, ddf } : test
}

function meanOver(weights: Float64Array, domain: Uint8Array | undefined): number {
  let sum = 0
  let count = 0
  for (let row = 0; row < weights.length; row++)
    if (!domain || domain[row]) {
      sum += weights[row]
      count++
    }
  return sum / count
}

/** Levels in the order of the number they begin with, as an ordered scale is written: "(0,25]", "1 - rất không hài lòng". */
function orderedLevels({ codes, levels }: Category): Category {
  const lower = (level: string) => Number(/-?\d+(\.\d+)?/.exec(level)?.[0] ?? Number.NaN)
  const numbered = levels.every((level) => !Number.isNaN(lower(level)))
  const order = levels.toSorted((a, b) => (numbered ? lower(a) - lower(b) : byBytes(a, b)))
  return { levels: order, codes: codes.map((code) => (code < 0 ? -1 : order.indexOf(levels[code]))) }
}

/** The rows of the call a contrast is of, with their covariance. */
function namedRows(call: Call, prepared: Prepared): Named {
  const of = call.of as Call | undefined
  if (!of || typeof of.fn !== 'string') throw new AnalysisError('option_invalid', { option: 'of', fn: call.fn })
  if (of.fn === 'meanBy' || of.fn === 'totalBy') {
    const { names, columns } = variables(of, prepared.table, prepared.design)
    const { cellOfRow, cells } = fewCells(prepared.table, list(of.by))
    const found = meansAcross(prepared.design, columns, cellOfRow, cells.length, {
      of: of.fn === 'totalBy' ? 'total' : 'mean',
    })
    const labels = cells.flatMap((cell) =>
      names.map((name) => (names.length > 1 ? `${cell.join('.')}:${name}` : cell.join('.'))),
    )
    return { names: labels, values: found.value, covariance: found.covariance }
  }
  if (of.fn === 'glm') {
    const { model } = glm(of, prepared)
    const values = model.coefficients.map(({ value }) => value)
    return { names: model.coefficients.map(({ name }) => name), values, covariance: model.covariance }
  }
  const { rows, covariance } = rowsOf(of, prepared)
  return { names: rows.map(({ name }) => name), values: rows.map(({ est }) => est), covariance }
}

function pair(call: Call, table: Table): [Float64Array, Float64Array] {
  return [numbers(table, list(call.num)[0] ?? ''), numbers(table, list(call.den)[0] ?? '')]
}

function standardizedMeans(call: Call, { table, design }: Prepared): Record<string, unknown> {
  const values = numbers(table, textOf(call, 'var'))
  const classes = fewCells(table, list(call.standardizeBy))
  const over = fewCells(table, list(call.over))
  const population = (Array.isArray(call.population) ? call.population : []).map(Number)
  if (population.length !== classes.cells.length)
    throw new AnalysisError('option_invalid', {
      option: 'population',
      given: population.length,
      needed: classes.cells.length,
    })
  const made = standardize(design, classes.cellOfRow, over.cellOfRow, population, values)
  const names =
    typeof call.report === 'string' ? call.report.split(',').map((name) => name.trim()) : list(call.report ?? call.over)
  const report = fewCells(table, names)
  const found = meansBy(within(made, undefined), [values], report.cellOfRow, report.cells.length)
  return {
    domains: found.map(({ cell, estimates: [estimate] }) => ({
      ...Object.fromEntries(names.map((name, i) => [name, report.cells[cell][i]])),
      est: estimate.value,
      se: estimate.se,
    })),
  }
}
