import type { AllocationRow, FrameSum, PlanInput } from './plan-input.ts'

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0
const sum = <Row>(rows: readonly Row[], number: (row: Row) => number) => rows.reduce((all, row) => all + number(row), 0)

/** Every sum of the plan found a second way; each place where the two differ. Empty means the documents may be made. */
export function checkPlan(input: PlanInput): string[] {
  return [
    ...checkCounts(input),
    ...checkFrame(input),
    ...checkTrial(input),
    ...checkCalendar(input),
    ...checkBudget(input),
  ]
}

function checkCounts({ allocation }: PlanInput): string[] {
  const seen = new Set<string>()
  return allocation.flatMap((row) => {
    const at = `allocation ${row.stratum}`
    const faults: string[] = []
    const counts = [row.frameSchools, row.framePupils, row.schools, row.classes, row.slips, row.reserves]
    if (!counts.every(isCount)) faults.push(`${at}: a count is not a whole number from 0 up`)
    if (row.schools + row.reserves > row.frameSchools)
      faults.push(`${at}: ${row.schools} + ${row.reserves} schools of ${row.frameSchools}`)
    if (seen.has(row.stratum)) faults.push(`${at}: given twice`)
    seen.add(row.stratum)
    return faults
  })
}

/** Strata and what is left out are together what the database counts in the frame: all of it, by level, and by area. */
function checkFrame({ allocation, frame }: PlanInput): string[] {
  const faults = compare('frame', allocation, frame.leftOut, frame.rows)
  for (const column of ['level', 'area'] as const) {
    if (allocation.some((row) => row[column] === null)) continue
    for (const value of new Set(frame.rows.map((row) => row[column]))) {
      const belongs = (row: Readonly<{ level: string | null; area: string | null }>) => row[column] === value
      const [rows, left] = [allocation.filter(belongs), frame.leftOut.filter(belongs)]
      faults.push(...compare(`frame ${column} ${value}`, rows, left, frame.rows.filter(belongs)))
    }
  }
  return faults
}

function compare(
  at: string,
  rows: readonly AllocationRow[],
  left: readonly FrameSum[],
  known: readonly FrameSum[],
): string[] {
  const parts = [
    ['pupils', sum(rows, (row) => row.framePupils) + sum(left, (row) => row.pupils), sum(known, (row) => row.pupils)],
    [
      'schools',
      sum(rows, (row) => row.frameSchools) + sum(left, (row) => row.schools),
      sum(known, (row) => row.schools),
    ],
  ] as const
  return parts.flatMap(([what, found, wanted]) =>
    found === wanted ? [] : [`${at}: ${what} of the strata ${found} are not those of the frame ${wanted}`],
  )
}

/** What the allocation promises is what a draw by the same plan gives. */
function checkTrial({ allocation, trial }: PlanInput): string[] {
  const faults: string[] = []
  for (const row of allocation) {
    const drawn = trial.find(({ stratum }) => stratum === row.stratum)
    const at = `allocation ${row.stratum}`
    if (!drawn) faults.push(`${at}: not in a trial draw`)
    else if (drawn.schools !== row.schools || drawn.reserves !== row.reserves)
      faults.push(`${at}: a trial draw gives ${drawn.schools} schools and ${drawn.reserves} reserves`)
    else if (drawn.classes > row.classes || drawn.slips > row.slips)
      faults.push(`${at}: a trial draw gives ${drawn.classes} classes and ${drawn.slips} slips`)
  }
  if (trial.length !== allocation.length)
    faults.push(`allocation: ${allocation.length} strata, ${trial.length} in a trial draw`)
  return faults
}

function checkCalendar({ calendar }: PlanInput): string[] {
  return calendar.flatMap(({ name, startsOn, endsOn }) =>
    endsOn < startsOn ? [`calendar ${name}: ends on ${endsOn} before it starts on ${startsOn}`] : [],
  )
}

/** The lines multiplied and added here, in whole đồng, against the total the database keeps. */
function checkBudget({ budget }: PlanInput): string[] {
  let total = 0n
  for (const { quantity, unitPrice } of budget.lines) total += BigInt(quantity) * BigInt(unitPrice)
  return total === BigInt(budget.total) ? [] : [`budget: lines add up to ${total}, the total is ${budget.total}`]
}
