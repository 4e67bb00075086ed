import { draw } from '../../analysis/select/draw.ts'
import { type Ledger, type PerStratum, valueFor } from '../../analysis/select/ledger.ts'
import { design } from '../../client/words/design.ts'
import { levelNames } from '../../client/words/documents.ts'
import { planDocumentWords as words } from '../../client/words/plan-document.ts'
import type { Instrument, Item } from '../../surveys/instrument.ts'
import { instrumentId } from '../../surveys/instrument.ts'
import type { Db } from '../db/open.ts'
import { defaultLegalBases } from '../document/legal-bases.ts'
import { findFrame, listFrameRows, sumFrame } from '../frame/store.ts'
import { sumRows } from '../frame/sum-rows.ts'
import { findInstrument } from '../instruments/store.ts'
import type { SamplingPlan } from '../plan/plan.ts'
import { headOf } from '../plan/round-head.ts'
import { listBudgetLines, listMilestones, type Round, sumBudget } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { drawPlanOf } from '../sample/draw-plan.ts'
import { frameSchools, TAKE_ALL } from '../sample/frame-schools.ts'
import type { AllocationRow, PlanForm, PlanInput } from './plan-input.ts'

/** The plan of a round with its frame, ready to be written down. */
export async function gatherPlan(db: Db, round: Round): Promise<PlanInput> {
  const frame = await findFrame(db, round.id)
  if (!frame)
    throw new Problem('step_not_possible', {
      detail: { state: round.state, step: 'plan_document', reason: 'no_frame' },
      errors: [{ pointer: '', code: 'frame_missing' }],
    })
  const [rows, sums, lines, calendar, total, found] = await Promise.all([
    listFrameRows(db, frame.id),
    sumFrame(db, frame.id),
    listBudgetLines(db, round.id),
    listMilestones(db, round.id),
    sumBudget(db, round.id),
    Promise.all(round.matrix.map((entry) => findInstrument(db, entry.instrumentId))),
  ])
  const forms = found.filter((form) => form !== undefined)
  const asked = new Set<string>(round.matrix.map(({ level }) => level))
  const frameRows = sums
    .filter(({ level }) => asked.has(level))
    .map((row) => ({
      ...row,
      schools: Number(row.schools),
      classes: Number(row.classes),
      pupils: Number(row.pupils),
    }))
  // Numbers of schools do not depend on the seed; who is drawn does, and is not looked at here.
  const schools = frameSchools(rows, round.matrix, round.plan)
  const drawable = new Set(schools.map(({ code }) => code))
  const left = rows.filter(({ level, code }) => asked.has(level) && !drawable.has(code))
  const trial = draw(schools, drawPlanOf(round.plan, 'phuong-an', schools), frame.contentHash)
  return {
    head: headOf(round),
    approver: round.parentBody,
    archive: 'VT, TCCB',
    signer: { role: ['GIÁM ĐỐC'], name: null },
    legalBases: defaultLegalBases(round.opensOn ?? `${round.year}-01-01`),
    round: {
      id: round.id,
      year: round.year,
      target: round.target,
      hotline: round.hotline,
      opensOn: round.opensOn,
      closesOn: round.closesOn,
      province: round.province.charAt(0).toLocaleLowerCase('vi') + round.province.slice(1),
      exclusionRules: round.exclusionRules,
      modes: round.modes,
      classesPerSchool: only(trial.plan.classesPerSchool),
      pupilsPerClass: only(trial.plan.pupilsPerClass),
      reserves: trial.plan.reserves,
      strata: round.plan.strata,
      selection: round.plan.selection ?? 'pps_systematic',
      synthetic: round.synthetic,
    },
    levels: round.matrix.map(({ level, respondent, instrumentId: form }) => ({
      id: level,
      name: levelNames[level] ?? level,
      respondent,
      form,
    })),
    areas: [...new Set(frameRows.map(({ area }) => area))].sort((a, b) => a.localeCompare(b, 'vi')),
    frame: {
      version: frame.version,
      hash: frame.contentHash,
      asOf: frame.createdAt.slice(0, 10),
      rows: frameRows,
      leftOut: sumRows(left),
      leftOutWhy: left.map(({ code, name }) => ({
        name,
        reason: reasonOf(round.plan.excluded, code) ?? words.noPupils,
      })),
      takeAllWhy: rows.flatMap(({ code, name }) => {
        const reason = reasonOf(round.plan.takeAll, code)
        return reason === undefined ? [] : [{ name, reason }]
      }),
    },
    allocation: allocationOf(trial),
    trial: trial.strata.map(({ name }) => {
      const units = trial.units.filter(({ stratum }) => stratum === name)
      const count = (stage: 1 | 2 | 3, reserve: boolean) =>
        units.filter((unit) => unit.stage === stage && unit.reserve === reserve).length
      return {
        stratum: name,
        schools: count(1, false),
        reserves: count(1, true),
        classes: count(2, false),
        slips: count(3, false),
      }
    }),
    forms: forms.map(formOf),
    calendar,
    budget: { lines, total },
  }
}

const reasonOf = (list: SamplingPlan['excluded'], code: string): string | undefined =>
  list?.find((one) => one.code === code)?.reason

/** What the value of a column is called; schools that chance decides about carry no mark. */
function nameOf(column: string, value: string): string[] {
  if (column === 'level') return [levelNames[value] ?? value]
  if (column === TAKE_ALL) return value === 'all' ? [design.takeAllMark] : []
  return [design.values[column]?.[value] ?? value]
}

/** The one number of all strata, also where each has it in a line of its own. */
function only(value: PerStratum): number | null {
  if (typeof value === 'number') return value
  const [first, ...others] = new Set(Object.values(value))
  return first !== undefined && others.length === 0 ? first : null
}

function allocationOf({ plan, strata }: Ledger): AllocationRow[] {
  return strata.map(({ name, values, schools, pupils, sampled, reserves }) => {
    const value = (column: string) => (plan.strata.includes(column) ? values[plan.strata.indexOf(column)] : null)
    const classes = sampled * valueFor(plan.classesPerSchool, name)
    return {
      stratum: name,
      names: values.flatMap((each, place) => nameOf(plan.strata[place] ?? '', each)),
      level: value('level') ?? null,
      area: value('area') ?? null,
      frameSchools: schools,
      framePupils: pupils,
      schools: sampled,
      classes,
      slips: classes * valueFor(plan.pupilsPerClass, name),
      reserves,
    }
  })
}

/** A form as it is laid before those who approve it: every question and how it is answered. */
const formOf = (form: Instrument): PlanForm => ({
  id: instrumentId(form),
  title: form.title.vi,
  source: form.source,
  blocks: form.blocks.map((block) => ({
    id: block.id,
    title: block.title.vi,
    items: block.items.map((item) => ({ id: item.id, text: item.text.vi, answer: answerOf(item) })),
  })),
})

function answerOf(item: Item): string {
  if (item.type === 'single' || item.type === 'multiple' || item.type === 'ranking')
    return `${words.answers[item.type]}: ${item.options.map(({ text }) => text.vi).join('; ')}`
  if (item.type === 'matrix') return `${words.answers.matrix}: ${item.rows.map(({ text }) => text.vi).join('; ')}`
  return words.answers[item.type]
}
