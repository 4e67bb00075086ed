import type { SampledClass } from '../select/sampled-classes.ts'
import { type Agreement, type Ran, runStep } from './adjust.ts'
import { needFrame } from './chain-nonresponse.ts'
import type { ClassWeight } from './class-weight.ts'
import { type FrameColumns, marginOf } from './frame-columns.ts'
import type { Margin } from './post-stratify.ts'
import { isAgreement, type WeightStep } from './weighting-steps.ts'

export type AgreementStep = Extract<WeightStep, { step: 'post_stratify' | 'rake' | 'calibrate' | 'trim' }>
type Place = Readonly<{
  weights: Float64Array
  rooms: readonly SampledClass[]
  cells: readonly ClassWeight[]
  frame: FrameColumns | undefined
}>

/** Runs a step that makes the answers agree with the frame, or cuts their weights; `benchmark` is what they must add up to then. */
export function agreementOf(
  step: AgreementStep,
  before: WeightStep | undefined,
  place: Place,
): Ran & { benchmark: number } {
  const { weights } = place
  if (step.step !== 'trim') {
    const agreement = agreementWith(step, place)
    return { ...runStep(weights, agreement), benchmark: totalOf(agreement) }
  }
  const { upper, lower, again } = step
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const mean = sum / weights.filter((weight) => weight > 0).length
  const bounds = {
    ...(upper === undefined ? {} : { upper: upper * mean }),
    ...(lower === undefined ? {} : { lower: lower * mean }),
    strict: true,
  }
  const repeated =
    again && before && isAgreement(before) && before.step !== 'trim' ? agreementWith(before, place) : undefined
  const ran = runStep(weights, { step: 'trim', bounds, ...(repeated ? { again: repeated } : {}) })
  return { ...ran, benchmark: repeated ? totalOf(repeated) : sum }
}

const totalOf = (agreement: Agreement): number => {
  if (agreement.step === 'calibrate') return agreement.targets.totals[0] ?? 0
  const margin = agreement.step === 'rake' ? agreement.margins[0] : agreement.margin
  return margin?.population.reduce((sum, count) => sum + count, 0) ?? 0
}

function agreementWith(step: Exclude<AgreementStep, { step: 'trim' }>, { rooms, cells, frame }: Place): Agreement {
  const ineligible = new Map<string, number>()
  for (const cell of cells) {
    const school = cell.room.school.label
    ineligible.set(school, (ineligible.get(school) ?? 0) + cell.room.ineligible * cell.ineligible)
  }
  const schools = rooms.map(({ school }) => school.label)
  const margin = (by: readonly string[]): Margin => marginOf(needFrame(frame), by, schools, ineligible)
  if (step.step === 'post_stratify') return { step: 'postStratify', margin: margin(step.by) }
  if (step.step === 'rake') return { step: 'rake', margins: step.margins.map(margin) }
  const { distance, bounds } = step
  const columns = calibrationColumns(step.margins.map(margin), rooms.length)
  return { step: 'calibrate', targets: { ...columns, distance, ...(bounds ? { bounds } : {}) } }
}

/** The number of pupils first, then a mark for each level of each margin but the first. */
function calibrationColumns(margins: readonly Margin[], rows: number) {
  const levels = margins.flatMap(({ name, labels, population, cellOfRow }) =>
    labels.slice(1).map((label, place) => ({
      name: `${name} ${label}`,
      term: name,
      total: population[place + 1] as number,
      column: Uint8Array.from(cellOfRow, (cell) => (cell === place + 1 ? 1 : 0)),
    })),
  )
  const all = margins[0]?.population.reduce((sum, count) => sum + count, 0) ?? 0
  return {
    names: ['all', ...levels.map(({ name }) => name)],
    terms: ['all', ...levels.map(({ term }) => term)],
    columns: [new Uint8Array(rows).fill(1), ...levels.map(({ column }) => column)],
    totals: Float64Array.from([all, ...levels.map(({ total }) => total)]),
  }
}
