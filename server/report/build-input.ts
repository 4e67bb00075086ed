import { type WeightStep, weigh } from '../../analysis/weight/chain.ts'
import { modeNames } from '../../client/words/modes.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { instrumentId } from '../../surveys/instrument.ts'
import type { FrozenFieldwork } from '../dataset/freeze.ts'
import type { StoredDataset } from '../dataset/store.ts'
import { type DatasetTable, readDataset } from '../dataset/table.ts'
import { defaultLegalBases } from '../document/legal-bases.ts'
import { ESTIMATE_METHOD } from '../estimates/compute.ts'
import { protectedResults } from '../estimates/hide-cells.ts'
import { protectEstimate } from '../estimates/protect.ts'
import type { StoredEstimate } from '../estimates/store.ts'
import type { Frame } from '../frame/store.ts'
import { decisionOf, headOf } from '../plan/round-head.ts'
import type { Round } from '../plan/store.ts'
import type { CallResults } from '../recontact/results.ts'
import type { Draw } from '../sample/store.ts'
import { LEVEL_NAMES } from '../slips/packets.ts'
import type { StoredWeighting } from '../weights/store.ts'
import { sumOf } from './cells.ts'
import type { FieldworkRow, ReportInput } from './report-input.ts'
import { type InUnits, reportUnits } from './report-units.ts'

export type ReportSources = Readonly<{
  round: Round
  frame: Frame
  frameTotals: readonly Readonly<{ level: string; area: string; schools: number; classes: number; pupils: number }>[]
  draw: Draw
  places: ReadonlyMap<string, Readonly<{ level: string; area: string }>>
  instruments: readonly Instrument[]
  dataset: StoredDataset
  weighting: StoredWeighting
  estimate: StoredEstimate
  inUnits?: InUnits
  pressure: readonly Readonly<{ school: string; count: number }>[]
  calls: CallResults | null
  /** That of the estimation, with everything before it. */
  auditEntry: Readonly<{ sequence: number; hash: string }>
}>

/** Everything the report says, out of the frozen dataset and what it was drawn and weighed by; nothing is typed in. */
export function reportInput(sources: ReportSources): ReportInput {
  const { round, frame, draw, instruments, dataset, weighting, estimate, inUnits } = sources
  const table = readDataset(dataset.bytes)
  const { results } = estimate.result
  const protection = protectEstimate({
    ...{ table, weights: weighting.chain.weights, instruments, results },
    ...(inUnits ? { units: { names: inUnits.places.table.column('area'), domains: inUnits.domains } } : {}),
  })
  const days = [...table.column('day')].sort()
  // The field work lasted from the first to the last answer, whatever the calendar had planned.
  const [from, to] = [days[0], days[days.length - 1]]
  const asked = new Set<string>(round.matrix.map(({ level }) => level))
  const frameRows = sources.frameTotals.filter(({ level }) => asked.has(level))
  const fieldwork = fieldworkRows(sources)
  const levels = round.matrix.map(({ level, respondent }) => ({
    id: level,
    name: LEVEL_NAMES[level],
    schooling: level,
    respondent,
  }))
  const areas = [...new Set(frameRows.map(({ area }) => area))]
    .sort((a, b) => a.localeCompare(b, 'vi'))
    .map((id) => ({ id, name: id }))
  return {
    head: headOf(round),
    addressees: [round.parentBody],
    recipients: [],
    archive: 'VT, TCCB',
    signer: { role: ['GIÁM ĐỐC'], name: null },
    legalBases: defaultLegalBases(to),
    round: {
      id: round.id,
      year: round.year,
      schoolYear: schoolYear(from),
      decision: decisionOf(round),
      from,
      to,
      target: round.target,
      whole: /thành phố/i.test(round.province) ? 'Toàn thành phố' : 'Toàn tỉnh',
      synthetic: round.synthetic,
    },
    levels,
    areas,
    instruments: instruments.map((form) => ({
      id: instrumentId(form),
      title: form.title.vi,
      level: form.level,
      items: form.blocks.reduce((sum, { items }) => sum + items.length, 0),
      source: form.source,
    })),
    frame: {
      version: String(frame.version),
      hash: frame.contentHash,
      asOf: frame.createdAt.slice(0, 10),
      rows: frameRows,
    },
    sample: {
      seed: draw.seed,
      stages: [
        { unit: 'school', method: 'pps_systematic' },
        { unit: 'class', method: 'simple' },
        { unit: 'pupil', method: 'simple' },
      ],
      strata: sampleStrata(draw, sources.places),
    },
    fieldwork,
    exclusions: (JSON.parse(dataset.exclusions) as { rule: string; count: number }[]).map(({ rule, count }) => ({
      reason: EXCLUSION_NAMES[rule] ?? rule,
      count,
    })),
    modes: countModes(table),
    integrity: { ...integrityOf(table, sources.pressure), calls: sources.calls },
    results: protectedResults(results, protection),
    ...(inUnits ? { units: reportUnits(inUnits, protection) } : {}),
    unweighted: estimate.result.unweighted,
    ...(estimate.result.extras ? { beside: estimate.result.extras } : {}),
    dataset: { hash: dataset.hash, frozenOn: dataset.createdAt.slice(0, 10), rows: dataset.rowCount },
    auditEntry: sources.auditEntry,
    weighting: { id: weighting.id, steps: weightSteps(sources) },
    method: {
      version: `${weighting.methodVersion}; ${ESTIMATE_METHOD}`,
      shareInterval: 'wilson',
      blockRate: estimate.result.spec?.blockRate ?? 'mean_of_items',
      minAnswers: estimate.result.leastAnswers,
      lonelyUnit: 'merge',
      firstStage: 'finite',
    },
  }
}

const EXCLUSION_NAMES: Readonly<Record<string, string>> = {
  no_judged_answer: 'Không có câu trả lời nào ở các lĩnh vực A–E',
}

/** A school year begins in August: October 2021 is in 2021 - 2022. */
function schoolYear(day: string): string {
  const [year, month] = day.split('-').map(Number)
  const first = month >= 8 ? year : year - 1
  return `${first} - ${first + 1}`
}

function fieldworkRows({ dataset, places }: ReportSources): FieldworkRow[] {
  const rows = new Map<string, { -readonly [key in keyof FieldworkRow]: FieldworkRow[key] }>()
  const { schools } = JSON.parse(dataset.fieldwork) as FrozenFieldwork
  for (const { code, ...counts } of schools) {
    const { level, area } = places.get(code) ?? { level: '', area: '' }
    const key = `${level}\u0000${area}`
    const row = rows.get(key) ?? {
      level,
      area,
      printed: 0,
      issued: 0,
      spoiled: 0,
      returned: 0,
      reserve: 0,
      used: 0,
      excluded: 0,
      valid: 0,
    }
    for (const name of ['printed', 'issued', 'spoiled', 'returned', 'reserve', 'used', 'excluded'] as const)
      row[name] += counts[name]
    row.valid = row.used - row.excluded
    rows.set(key, row)
  }
  return [...rows.values()].sort((a, b) => a.level.localeCompare(b.level) || a.area.localeCompare(b.area, 'vi'))
}

/** The schools that were surveyed, the reserves that took a place among them, by level and area: strata may be cut finer, or otherwise. */
function sampleStrata(
  { ledger, field: { replacements = [] } }: Draw,
  places: ReportSources['places'],
): ReportInput['sample']['strata'] {
  const gone = new Set(replacements.map(({ school }) => school))
  const come = new Set(replacements.map(({ by }) => by))
  const rows = new Map<string, Mutable<ReportInput['sample']['strata'][number]>>()
  let row: Mutable<ReportInput['sample']['strata'][number]> | undefined
  for (const unit of ledger.units) {
    // The units of a school stand behind it.
    if (unit.stage === 1) {
      const { level = '', area = '' } = places.get(unit.id) ?? {}
      const counts = (!unit.reserve || come.has(unit.id)) && !gone.has(unit.id)
      const key = `${level}\u0000${area}`
      row = counts ? (rows.get(key) ?? { level, area, schools: 0, classes: 0, pupils: 0, replaced: 0 }) : undefined
      if (row) {
        rows.set(key, row)
        row.schools += 1
        if (come.has(unit.id)) row.replaced += 1
      }
    } else if (row) row[unit.stage === 2 ? 'classes' : 'pupils'] += 1
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

function countModes(table: DatasetTable): ReportInput['modes'] {
  const counts = new Map<string, number>()
  for (const mode of table.column('mode')) counts.set(mode, (counts.get(mode) ?? 0) + 1)
  return [...counts].map(([mode, count]) => ({ name: modeNames[mode] ?? mode, count }))
}

/** T8 asks whether anybody suggested how to answer; G1 to G3 hold 1 where something was written. */
function integrityOf(
  table: DatasetTable,
  pressure: ReportSources['pressure'],
): Omit<ReportInput['integrity'], 'calls'> {
  const answers = table.has('T8') ? table.column('T8') : []
  const answered = answers.filter((cell) => cell === 'yes' || cell === 'no').length
  const written = ['G1', 'G2', 'G3'].filter((name) => table.has(name)).map((name) => table.column(name))
  const openTexts =
    written.length > 0
      ? table.column('form').filter((_, row) => written.some((column) => column[row] === '1')).length
      : null
  return {
    suggested: answers.length > 0 ? { yes: answers.filter((cell) => cell === 'yes').length, answered } : null,
    pressure: {
      count: sumOf(pressure, ({ count }) => count),
      schools: pressure.filter(({ school }) => school !== '').length,
    },
    openTexts,
  }
}

const STEP_NAMES: Readonly<Record<WeightStep['step'], string>> = {
  base: 'Quyền số cơ bản (nghịch đảo xác suất chọn ba giai đoạn)',
  unknown_eligibility: 'Chia quyền số của trường hợp chưa rõ thuộc diện điều tra',
  nonresponse: 'Điều chỉnh không trả lời trong từng trường',
  nonresponse_classes: 'Điều chỉnh không trả lời trong từng nhóm trường',
  propensity: 'Điều chỉnh không trả lời theo khả năng trả lời ước lượng',
  post_stratify: 'Hiệu chỉnh theo số học sinh từng nhóm của khung mẫu (hậu phân tầng)',
  rake: 'Hiệu chỉnh lần lượt theo từng tổng biên của khung mẫu (raking)',
  calibrate: 'Hiệu chỉnh đồng thời theo các tổng của khung mẫu (calibration)',
  trim: 'Cắt quyền số quá lớn hoặc quá nhỏ',
}

/** What the weights of the answered sheets were after each step; a weighting of before 25 November 2026 has the totals only. */
function weightSteps({ weighting, dataset, draw }: ReportSources): ReportInput['weighting']['steps'] {
  const { steps } = weighting.chain
  return steps.map((step, place) => {
    const checks =
      step.checks ??
      weigh(draw.ledger, readDataset(dataset.bytes).column('class'), {}, { steps: steps.slice(0, place + 1) }).checks
    return {
      name: STEP_NAMES[step.step],
      rows: checks.count,
      total: checks.sum,
      min: checks.min,
      max: checks.max,
      benchmark: place === steps.length - 1 ? (step.benchmark ?? step.in.sum) : null,
    }
  })
}
