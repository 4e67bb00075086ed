import { boundsOf, isFigure, sumOf } from './cells.ts'
import type { Cell, DomainResult, ReportInput, Result } from './report-input.ts'

/** Everything that does not add up, one line each, by the path in the input. An empty list means the report may be made. */
export function checkReport(input: ReportInput): string[] {
  return [
    ...checkFieldwork(input),
    ...checkSample(input),
    ...checkTotals(input),
    ...checkWeights(input),
    ...checkResults(input),
    ...checkAnswers(input),
  ]
}

const key = (row: Readonly<{ level: string; area: string }>) => `${row.level}/${row.area}`
const isCount = (value: number) => Number.isInteger(value) && value >= 0

function checkFieldwork({ fieldwork, sample }: ReportInput): string[] {
  const drawn = new Set(sample.strata.map(key))
  const seen = new Set<string>()
  return fieldwork.flatMap((row) => {
    const at = `fieldwork ${key(row)}`
    const faults: string[] = []
    const counts = [row.printed, row.issued, row.spoiled, row.returned, row.reserve, row.used, row.excluded, row.valid]
    if (!counts.every(isCount)) faults.push(`${at}: a count is not a whole number from 0 up`)
    const parts = row.issued + row.spoiled + row.returned + row.reserve
    if (row.printed !== parts)
      faults.push(`${at}: printed ${row.printed} is not issued + spoiled + returned + reserve = ${parts}`)
    if (row.used > row.issued) faults.push(`${at}: used ${row.used} is more than issued ${row.issued}`)
    if (row.valid !== row.used - row.excluded)
      faults.push(`${at}: valid ${row.valid} is not used ${row.used} - excluded ${row.excluded}`)
    if (!drawn.has(key(row))) faults.push(`${at}: not in the sample`)
    if (seen.has(key(row))) faults.push(`${at}: given twice`)
    seen.add(key(row))
    return faults
  })
}

function checkSample({ frame, sample, levels, areas }: ReportInput): string[] {
  const faults: string[] = []
  for (const row of [...frame.rows, ...sample.strata]) {
    if (!levels.some(({ id }) => id === row.level)) faults.push(`stratum ${key(row)}: unknown level`)
    if (!areas.some(({ id }) => id === row.area)) faults.push(`stratum ${key(row)}: unknown area`)
    if (![row.schools, row.classes, row.pupils].every(isCount)) faults.push(`stratum ${key(row)}: not whole counts`)
  }
  for (const stratum of sample.strata) {
    const whole = frame.rows.find((row) => key(row) === key(stratum))
    if (!whole) faults.push(`sample ${key(stratum)}: not in the frame`)
    else if (stratum.schools > whole.schools || stratum.classes > whole.classes || stratum.pupils > whole.pupils)
      faults.push(`sample ${key(stratum)}: larger than the frame`)
    if (stratum.replaced > stratum.schools) faults.push(`sample ${key(stratum)}: more replaced than drawn`)
  }
  return faults
}

function same(what: string, part: number, whole: string, total: number): string[] {
  return part === total ? [] : [`${what} ${part} is not ${whole} ${total}`]
}

function checkTotals(input: ReportInput): string[] {
  const { fieldwork, exclusions, modes, dataset, unweighted, integrity } = input
  const valid = sumOf(fieldwork, (row) => row.valid)
  const excluded = sumOf(fieldwork, (row) => row.excluded)
  const all = unweighted.filter((row) => row.level === null)
  const parts = sumOf(
    unweighted.filter((row) => row.level !== null),
    (row) => row.n,
  )
  const faults = [
    ...same(
      'exclusions: sum',
      sumOf(exclusions, (row) => row.count),
      'the excluded sheets',
      excluded,
    ),
    ...same(
      'modes: sum',
      sumOf(modes, (row) => row.count),
      'the valid sheets',
      valid,
    ),
    ...same('dataset: rows', dataset.rows, 'the valid sheets', valid),
    ...same('unweighted: sum of levels', parts, 'the rows of the dataset', dataset.rows),
  ]
  if (all.length !== 1) faults.push('unweighted: one row for all levels is wanted')
  for (const row of all) faults.push(...same('unweighted: all levels', row.n, 'the rows of the dataset', dataset.rows))
  const { suggested, openTexts } = integrity
  if (suggested && (suggested.yes > suggested.answered || suggested.answered > dataset.rows))
    faults.push('integrity: more suggested than answered')
  if (openTexts !== null && openTexts > dataset.rows) faults.push('integrity: more open answers than sheets')
  return faults
}

function checkWeights({ weighting, dataset }: ReportInput): string[] {
  const last = weighting.steps.at(-1)
  if (!last) return ['weighting: no step']
  const faults = same('weighting: rows of the last step', last.rows, 'the rows of the dataset', dataset.rows)
  for (const step of weighting.steps) {
    if (![step.total, step.min, step.max].every(Number.isFinite) || step.min < 0 || step.min > step.max)
      faults.push(`weighting ${step.name}: not a set of weights`)
    if (step.benchmark !== null && Math.abs(step.total - step.benchmark) > 0.5)
      faults.push(`weighting ${step.name}: total ${step.total} is not its benchmark ${step.benchmark}`)
  }
  return faults
}

function checkResults(input: ReportInput): string[] {
  const { domains, blocks, items, groups, expectation } = input.results
  const faults: string[] = []
  const whole = domains.filter((domain) => domain.level === null && domain.area === null)
  if (whole.length !== 1) faults.push('results: one result for all areas together is wanted')
  const check = (at: string, result: Result) => faults.push(...checkResult(input, at, result))
  for (const domain of domains) {
    const at = `results ${domain.level ?? '*'}/${domain.area ?? '*'}`
    if (domain.level !== null && !input.levels.some(({ id }) => id === domain.level))
      faults.push(`${at}: unknown level`)
    if (domain.area !== null && !input.areas.some(({ id }) => id === domain.area)) faults.push(`${at}: unknown area`)
    for (const block of blocks) {
      const result = domain.blocks[block.id]
      if (result) check(`${at} ${block.id}`, result)
      else faults.push(`${at}: block ${block.id} is missing`)
    }
    check(`${at} computed`, domain.computed)
    check(`${at} asked`, domain.asked)
    faults.push(...checkCell(input, `${at} expectation`, domain.expectation, 0, 150))
  }
  for (const item of items) check(`item ${item.level} ${item.id}`, item.result)
  for (const group of groups)
    for (const row of group.rows) {
      check(`group ${group.title} ${row.name} computed`, row.computed)
      check(`group ${group.title} ${row.name} asked`, row.asked)
    }
  for (const { name, result } of [...(input.units?.units ?? []), ...(input.units?.left ?? [])])
    check(`unit ${name}`, result)
  faults.push(...checkCell(input, 'expectation at least 80', expectation.atLeast80, 0, 1))
  return faults
}

function checkResult(input: ReportInput, at: string, result: Result): string[] {
  const { rate, mean, verdict } = result
  const faults = [...checkCell(input, `${at} rate`, rate, 0, 1), ...checkCell(input, `${at} mean`, mean, 1, 5)]
  const { target } = input.round
  const bounds = boundsOf(result)
  const right = bounds ? (bounds[0] > target ? 'met' : bounds[1] <= target ? 'missed' : 'inconclusive') : null
  if (verdict !== right) faults.push(`${at}: verdict ${verdict} where the bounds say ${right}`)
  if (bounds && isFigure(rate) && !(bounds[0] <= rate.value + 1e-9 && rate.value <= bounds[1] + 1e-9))
    faults.push(`${at}: ${rate.value} is outside its bounds ${bounds[0]} to ${bounds[1]}`)
  return faults
}

function checkCell(input: ReportInput, at: string, cell: Cell, least: number, most: number): string[] {
  if (!isFigure(cell)) return []
  const { value, se, low, high, n, df, deff } = cell
  if (![value, se, low, high, n, df, deff ?? 0].every(Number.isFinite)) return [`${at}: not a number`]
  const faults: string[] = []
  if (value < least || value > most) faults.push(`${at}: ${value} is outside ${least} to ${most}`)
  // Rounding of the last bits is not a fault: at 100 % the three are equal.
  if (low > value + 1e-9 || value > high + 1e-9 || se < 0)
    faults.push(`${at}: ${value} is outside its interval ${low} to ${high}`)
  if (n < input.method.minAnswers) faults.push(`${at}: ${n} answers are too few to be printed`)
  return faults
}

/** Answers to the overall question: no domain has more than sheets, and the parts of a split have as many as the whole. */
function checkAnswers(input: ReportInput): string[] {
  const answers = (domain: DomainResult) => (isFigure(domain.asked.rate) ? domain.asked.rate.n : null)
  const { domains } = input.results
  const faults = domains.flatMap((domain) => {
    const rows = input.fieldwork.filter(
      (row) => (domain.level ?? row.level) === row.level && (domain.area ?? row.area) === row.area,
    )
    const sheets = sumOf(rows, (row) => row.valid)
    const n = answers(domain)
    return n !== null && n > sheets
      ? [`results ${domain.level ?? '*'}/${domain.area ?? '*'} asked: ${n} answers from ${sheets} sheets`]
      : []
  })
  const whole = domains.find((domain) => domain.level === null && domain.area === null)
  const total = whole ? answers(whole) : null
  const splits: readonly [string, (domain: DomainResult) => boolean][] = [
    ['levels', (domain) => domain.level !== null && domain.area === null],
    ['areas', (domain) => domain.level === null && domain.area !== null],
  ]
  for (const [name, belongs] of splits) {
    const parts = domains.filter(belongs).map(answers)
    if (total === null || parts.length === 0 || parts.includes(null)) continue
    const sum = sumOf(parts, (part) => part ?? 0)
    if (sum !== total) faults.push(`results: answers of the ${name} ${sum} are not those of all together ${total}`)
  }
  return faults
}
