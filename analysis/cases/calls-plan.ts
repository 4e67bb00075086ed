import { AnalysisError } from '../failure.ts'
import { type AllocationRule, allocate, type PlanStratum, stratumMoments } from '../plan/allocation.ts'
import { sizeOfRate } from '../plan/sample-size.ts'
import { inclusionProbabilities } from '../select/inclusion-probabilities.ts'
import { type JointMethod, jointInclusion } from '../select/joint-inclusion.ts'
import { type ResponseStatus, summarizeNonresponse } from '../weight/nonresponse.ts'
import { type CallRunner, numberOf, textOf } from './call-runner.ts'
import { dataOf } from './case-design.ts'
import { type Call, list } from './case-format.ts'
import { byBytes, category, cross, numbers, type Table } from './table.ts'

export const planCalls: Readonly<Record<string, CallRunner>> = {
  sampleSizeProportion: (call) => {
    const size = sizeOfRate({
      rate: numberOf(call, 'p'),
      margin: numberOf(call, 'margin'),
      ...(call.N === undefined ? {} : { population: numberOf(call, 'N') }),
      designEffect: numberOf(call, 'deff', 1),
      responseRate: numberOf(call, 'responseRate', 1),
      confidence: numberOf(call, 'conf', 0.95),
    })
    return { n0: size.endless, nFpc: size.finite, invited: size.invited }
  },
  allocate: (call, design, tables) => {
    const strata = planStrata(call, dataOf(design, tables).table)
    const { scores, real } = allocate(strata, numberOf(call, 'n'), ruleOf(call))
    const named = (values: readonly number[]) => Object.fromEntries(strata.map(({ name }, at) => [name, values[at]]))
    return { Nh: named(strata.map(({ population }) => population)), scores: named(scores), real: named(real) }
  },
  inclusionProbabilities: (call, design, tables) => {
    const size = numbers(dataOf(design, tables).table, textOf(call, 'size'))
    const probability = inclusionProbabilities(size, numberOf(call, 'n'))
    return {
      first10: [...probability.slice(0, 10)],
      max: probability.reduce((most, one) => Math.max(most, one), 0),
      sum: probability.reduce((total, one) => total + one, 0),
      sumsq: probability.reduce((total, one) => total + one * one, 0),
      certainties: probability.filter((one) => one === 1).length,
    }
  },
  jointInclusion: (call) => {
    const method = textOf(call, 'method')
    if (!isJointMethod(method)) throw new AnalysisError('option_invalid', { option: 'method', value: method })
    // R sampling stops its iteration at 1e-6, and the values of the cases carry what is left.
    return { pi2: jointInclusion(numberList(call, 'pik'), method, 1e-6) }
  },
  nonresponseWeights: (call, design, tables) => {
    const { table } = dataOf(design, tables)
    const base = call.base as Readonly<{ inverseProductOf?: string | readonly string[] }> | undefined
    const chances = list(base?.inverseProductOf).map((name) => numbers(table, name))
    if (chances.length === 0) throw new AnalysisError('option_invalid', { option: 'base', fn: call.fn })
    const weight = Float64Array.from({ length: table.rows }, (_, row) =>
      chances.reduce((inverse, chance) => inverse / chance[row], 1),
    )
    const { codes, levels } = category(table, textOf(call, 'status'))
    const status = Array.from(codes, (code, row) => statusOf(levels[code], row))
    return summarizeNonresponse({ weight, status, cell: cross(table, list(call.cells)).cellOfRow })
  },
}

const isJointMethod = (name: string): name is JointMethod =>
  ['systematic', 'tille', 'midzuno', 'maxentropy', 'sampford', 'poisson'].includes(name)

function numberList(call: Call, name: string): number[] {
  const value = call[name]
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'number'))
    throw new AnalysisError('option_invalid', { option: name, fn: call.fn })
  return value
}

function statusOf(label: string | undefined, row: number): ResponseStatus {
  if (label === 'R' || label === 'NR' || label === 'INELIGIBLE') return label
  throw new AnalysisError('option_invalid', { option: 'status', value: String(label), row: row + 1 })
}

function ruleOf(call: Call): AllocationRule {
  const rule = textOf(call, 'rule')
  if (rule === 'power') return { rule, q: numberOf(call, 'q') }
  if (rule === 'equal' || rule === 'proportional' || rule === 'neyman' || rule === 'optimal') return { rule }
  throw new AnalysisError('option_invalid', { option: 'rule', value: rule })
}

/** Strata of a frame, in the order of their names' bytes, with what the call gives to know about them. */
function planStrata(call: Call, table: Table): PlanStratum[] {
  const { codes, levels } = category(table, textOf(call, 'strata'))
  const name = Array.from(codes, (code) => levels[code] as string)
  const y = stratumMoments(
    name,
    call.y === undefined ? new Float64Array(table.rows) : numbers(table, textOf(call, 'y')),
  )
  const x = call.x === undefined ? undefined : stratumMoments(name, numbers(table, textOf(call, 'x')))
  const cost = call.cost as Readonly<Record<string, number>> | undefined
  return [...y.keys()].sort(byBytes).map((stratum) => {
    const { population, mean, sd } = y.get(stratum) ?? { population: 0, mean: 0, sd: 0 }
    const size = x?.get(stratum)?.total
    return {
      name: stratum,
      population,
      ...(call.y === undefined ? {} : { mean, sd }),
      ...(cost?.[stratum] === undefined ? {} : { cost: cost[stratum] }),
      ...(size === undefined ? {} : { size }),
    }
  })
}
