import { AnalysisError } from '../failure.ts'
import { type Case, type CaseDesign, list, type Step } from './case-format.ts'

const kinds = ['linearised', 'replicate', 'replicateWeights', 'frame', 'areaLevel', 'vector', 'none']
const distances = ['linear', 'raking', 'logit']

/** Refuses a case that has not the shape of one, before anything is read: what the types promise, a file need not keep. */
export function checkCase({ design }: Case): void {
  if (!isRecord(design)) throw new AnalysisError('design_invalid', { reason: 'the case has no design' })
  const { kind, rows, subset, adjust } = design
  if (kind !== undefined && !kinds.includes(kind)) refuse('kind', kind)
  for (const [option, conditions] of Object.entries({ rows, subset }))
    if (conditions != null && !isListOfRecords(conditions)) refuse(option, conditions)
  if (adjust != null && !isListOfRecords(adjust)) refuse('adjust', adjust)
  for (const step of adjust ?? []) checkStep(step)
}

function checkStep(step: Step): void {
  if (step.step === 'postStratify') checkPopulation(step.population)
  if (step.step === 'rake') {
    if (!isListOfRecords(step.margins) || step.margins.length === 0) refuse('margins', step.margins)
    for (const { population } of step.margins) checkPopulation(population)
  }
  if (step.step === 'calibrate') {
    if (!isRecord(step.totals)) refuse('totals', step.totals)
    if (step.calfun != null && !distances.includes(step.calfun)) refuse('calfun', step.calfun)
  }
  if (step.step === 'trim')
    for (const [option, bound] of Object.entries({ upper: step.upper, lower: step.lower }))
      if (bound != null && typeof bound !== 'number') refuse(option, bound)
}

function checkPopulation(population: unknown): void {
  if (!isRecord(population) || !isRecord(population.cells) || population.freq == null) refuse('population', population)
}

/** The same error with the names of the variables it is about, where it only counts them. */
export function namingVariables(error: AnalysisError, { design, call }: Case): AnalysisError {
  const { detail, code } = error
  if (typeof detail.variable === 'string' || !isRecord(design) || !isRecord(call)) return error
  const name = variableOf(error, design)
  if (name !== undefined) return new AnalysisError(code, { ...detail, variable: name })
  const used = [
    'vars',
    'var',
    'y',
    'group',
    'rows',
    'cols',
    'num',
    'den',
    'mean',
    'total',
    'formula',
    'by',
    'strata',
    'size',
  ]
  const names = used.flatMap((option) => list(call[option]))
  if (names.length === 0) return error
  const at = typeof detail.variable === 'number' ? names[detail.variable - 1] : undefined
  return new AnalysisError(code, { ...detail, variable: at ?? names.join(', ') })
}

function variableOf({ code, detail }: AnalysisError, { weights, strata, fpc }: CaseDesign): string | undefined {
  const stage = typeof detail.stage === 'number' ? detail.stage - 1 : 0
  if (code === 'weight_invalid') return weights
  if (code === 'lonely_psu') return list(strata)[stage]
  if (code === 'population_invalid' || code === 'population_below_sample') return list(fpc)[stage]
  return undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isListOfRecords = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord)

function refuse(option: string, value: unknown): never {
  throw new AnalysisError('option_invalid', { option, value: JSON.stringify(value)?.slice(0, 80) ?? 'none' })
}
