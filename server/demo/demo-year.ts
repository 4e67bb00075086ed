import { getAssessment } from '../assessment/store.ts'
import { cardOf } from '../assessment/view.ts'
import { offeredReleases, satisfactionLines, takeRelease } from '../evidence/release.ts'
import { issueNextCard, issueOwnCard, issueUnitCard } from './demo-cards.ts'
import { inspectUnits } from './demo-inspection.ts'
import { keepQuality } from './demo-iso.ts'
import { keepDemoPaper } from './demo-paper.ts'
import { type DemoUnit, makeOffice, type Office } from './demo-people.ts'
import { beginDemoCalendar, cameDays, publishNews, schoolReports } from './demo-periods.ts'
import { askOffice } from './demo-raters.ts'
import { finishRemedies, planRemedies } from './demo-remedies.ts'
import type { Progress } from './demo-round.ts'
import { assignTasks, finishTasks, workTasks } from './demo-tasks.ts'
import { DEPARTMENT } from './demo-units.ts'
import type { Desk } from './desk.ts'
import { officeReports, reportedFacts } from './office-reports.ts'
import type { Province } from './province.ts'
import { sendAll } from './send-report.ts'
import {
  appraiseYear,
  askBonus,
  explainYear,
  openUnitYears,
  publishAll,
  scoreYear,
  settleYear,
  stepYear,
  type UnitYear,
} from './walk-year.ts'

/** The day on which the office begins with the year before. */
export const firstDayBefore = (year: number): string => `${year - 1}-11-20`
const DEPARTMENT_NAME = 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng'

/** What goes from the part of a year before the survey to the part after it. */
export type YearSoFar = Readonly<{
  office: Office
  card: string
  own: string
  /** what units said they would do about what they lost */
  planned: Awaited<ReturnType<typeof planRemedies>>
}>

/** The first year of the Department's self-assessment to its end, and how the second begins: its card, its calendar, remedies planned. */
export async function makeYearBefore(
  desk: Desk,
  province: Province,
  year: number,
  progress: Progress,
): Promise<YearSoFar> {
  const last = year - 1
  const first = firstDayBefore(year)
  const office = await makeOffice(desk, province, first)
  const { units } = office
  const card = await issueUnitCard(desk, office, first, last)
  // In its first year every second unit took part.
  const years = await openUnitYears(
    desk,
    office,
    card,
    units.filter((_, at) => at % 2 === 0),
    last,
    first,
  )
  for (const [place, one] of years.entries()) {
    progress('year', place, years.length)
    await scoreYear(desk, one, `${last}-12-0${1 + Math.floor(place / 3)}`, 1, [])
  }
  for (const one of years) await stepYear(desk, one, `${last}-12-09`, one.unit.assessor, 'lock')
  await lookTwice(desk, office, years, last)
  await publishAll(desk, office, years, `${year}-01-12`)
  const own = await issueOwnCard(desk, office, `${year}-01-15`, year)
  await beginDemoCalendar(desk, office, year, `${year}-01-18`)
  await assignTasks(desk, office, year, own, `${year}-01-20`)
  await sendAll(desk, office, await schoolReports(desk, office, year, 'ke-hoach'))
  const planned = await planRemedies(desk, years, year)
  await sendAll(desk, office, await officeReports(desk, office, year, own, 'quy-1'))
  return { office, card, own, planned }
}

/** The second year between the surveys of spring and autumn: inspection, half-year reports, tasks, remedies, the internal audit. */
export async function makeHalfYear(desk: Desk, { office, own, planned }: YearSoFar, year: number): Promise<void> {
  const { department } = office
  await inspectUnits(desk, office, year)
  await publishNews(desk, office, year, [1, 2, 3, 4, 5], [1])
  await sendReports(desk, office, year, own, '6-thang')
  const paper = await keepDemoPaper(desk, `${year}-06-05`, office.designer, {
    ...{ unitId: department.id, number: '45/KH-MÔ-PHỎNG', issuedOn: `${year}-01-20`, issuer: DEPARTMENT_NAME },
    abstract: `Kế hoạch thực hiện cải cách hành chính năm ${year} và các văn bản triển khai`,
    body: ['Phân công các phòng chủ trì từng nhiệm vụ; thời hạn hoàn thành theo Phụ lục.'],
  })
  await workTasks(desk, office, year, paper, `${year}-06-07`)
  await finishRemedies(desk, office, planned, year)
  await keepQuality(desk, office, year)
  await publishNews(desk, office, year, [7, 8])
  await sendAll(desk, office, await officeReports(desk, office, year, own, 'quy-3'))
}

/** Offices and schools report on the same weeks, so one after the other by their days. */
const sendReports = async (desk: Desk, office: Office, year: number, own: string, code: '6-thang' | 'nam') =>
  sendAll(desk, office, [
    ...(await officeReports(desk, office, year, own, code)),
    ...(await schoolReports(desk, office, year, code)),
  ])

/** First look, explanation and second look of years that are locked. */
async function lookTwice(desk: Desk, office: Office, years: readonly UnitYear[], year: number) {
  const { appraiser } = office
  for (const one of years) await appraiseYear(desk, office, one, `${year}-12-15`)
  for (const one of years) await stepYear(desk, one, `${year}-12-16`, appraiser, 'ask')
  for (const one of years) await explainYear(desk, one, `${year}-12-20`)
  for (const one of years) await stepYear(desk, one, `${year}-12-21`, one.unit.assessor, 'answer')
  for (const one of years) await settleYear(desk, office, one, `${year}-12-28`)
  for (const one of years) await stepYear(desk, one, `${year}-12-29`, appraiser, 'settle')
}

/** Every third unit has papers; to make them takes its time. */
const PAPER_EVERY = 3

/** How far a unit has come by the middle of December. */
const STAGES = [
  { from: 0, share: 0.5 },
  { from: 1, share: 0.85 },
  { from: 3, share: 1, locked: true },
  { from: 9, share: 1, locked: true, asked: true },
  { from: 17, share: 1, locked: true, asked: true, answered: true },
  { from: 25, share: 1, locked: true, asked: true, answered: true, settled: true },
] as const satisfies readonly Readonly<{
  from: number
  share: number
  locked?: boolean
  asked?: boolean
  answered?: boolean
  settled?: boolean
}>[]
type Stage = Readonly<{ share: number; locked?: boolean; asked?: boolean; answered?: boolean; settled?: boolean }>
const stageOf = (place: number): Stage => STAGES.findLast(({ from }) => place >= from) ?? STAGES[0]

/** The second year under a changed card, in the midst of its appraisal: some are late, some are asked, some are through. */
export async function makeYearUnderWay(
  desk: Desk,
  { office, card: before, own }: YearSoFar,
  year: number,
  progress: Progress,
  /** a round of this year whose result is published */
  published: string | null = null,
) {
  const { units, department, designer, appraiser } = office
  const card = await issueNextCard(desk, office, `${year}-11-08`, before, year)
  const years = await openUnitYears(desk, office, card, units, year, `${year}-11-10`)
  await publishNews(desk, office, year, [9, 10, 11], [3])
  await sendReports(desk, office, year, own, 'nam')
  await finishTasks(desk, office, year, `${year}-11-25`)
  await askOffice(desk, office, card, years, year)
  const came = await cameDays(desk, year)
  const staged = years.map((one, place) => ({ one, unit: units[place], stage: stageOf(place), place }))
  for (const { one, unit, stage, place } of staged) {
    progress('year', place, years.length)
    const papers = unit && place % PAPER_EVERY === 0 ? await papersOf(desk, unit, year) : []
    const day = `${year}-12-0${1 + Math.floor(place / 6)}`
    await scoreYear(desk, one, day, stage.share, papers, came.get(one.unit.id))
    if (place % 7 === 3) await askBonus(desk, one, `${year}-12-08`, 'T2', 1, 'Giấy khen mô phỏng số 09')
  }
  const those = (test: (stage: Stage) => boolean | undefined) =>
    staged.filter(({ stage }) => test(stage)).map(({ one }) => one)
  for (const one of those(({ locked }) => locked)) await stepYear(desk, one, `${year}-12-09`, one.unit.assessor, 'lock')
  await scoreDepartment(desk, department, own, office, year, published)
  for (const one of those(({ asked }) => asked)) {
    await appraiseYear(desk, office, one, `${year}-12-13`)
    await stepYear(desk, one, `${year}-12-13`, appraiser, 'ask')
  }
  for (const one of those(({ answered }) => answered)) {
    await explainYear(desk, one, `${year}-12-15`)
    await stepYear(desk, one, `${year}-12-15`, one.unit.assessor, 'answer')
  }
  for (const one of those(({ settled }) => settled)) {
    await settleYear(desk, office, one, `${year}-12-17`)
    await stepYear(desk, one, `${year}-12-17`, appraiser, 'settle')
  }
  return { card, designer }
}

/** A plan of its own for a unit, and for every second of these a dossier beside it. */
async function papersOf(desk: Desk, { id: unitId, name, code, assessor }: DemoUnit, year: number) {
  const number = (serial: number) => `${serial}/${code.slice(3)}-MÔ-PHỎNG`
  const day = `${year}-12-01`
  const plan = await keepDemoPaper(desk, day, assessor, {
    ...{ unitId, number: number(12), issuedOn: `${year}-01-22`, issuer: name },
    abstract: `Kế hoạch cải cách hành chính năm ${year} của ${name}`,
    body: ['Phân công người đứng đầu phụ trách; tuyên truyền trong viên chức và cha mẹ học sinh.'],
  })
  const papers = [{ evidence: plan, components: ['D01.1', 'D06.1'] }]
  if (Number(code.slice(-3)) % 2 !== 0) return papers
  const dossier = await keepDemoPaper(desk, day, assessor, {
    ...{ unitId, number: number(58), issuedOn: `${year}-11-25`, issuer: name },
    abstract: `Báo cáo tổng hợp số liệu, minh chứng tự chấm điểm năm ${year}`,
    body: ['Thống kê hồ sơ giải quyết đúng hẹn, văn bản điện tử có ký số, đào tạo bồi dưỡng viên chức.'],
  })
  return [...papers, { evidence: dossier, components: ['D03.1', 'D05.1', 'D18.1'] }]
}

/** The Department scores itself as well; it is half way, and its line on satisfaction has the published result of the year. */
async function scoreDepartment(
  desk: Desk,
  department: Office['department'],
  card: string,
  office: Office,
  year: number,
  published: string | null,
) {
  const unit = { ...department, code: DEPARTMENT }
  const [own] = await openUnitYears(desk, office, card, [unit], year, `${year}-12-09`)
  if (!own) return
  await publishNews(desk, office, year, [12], [4])
  const summary = await keepDemoPaper(desk, `${year}-12-10`, department.assessor, {
    ...{ unitId: department.id, number: '58/TH-MÔ-PHỎNG', issuedOn: `${year}-11-26`, issuer: DEPARTMENT_NAME },
    abstract: `Bảng tổng hợp số liệu báo cáo năm ${year} của các phòng thuộc Sở`,
    body: ['Số liệu cộng từ báo cáo năm của từng phòng, theo từng nhiệm vụ của kế hoạch.'],
  })
  const papers = [{ evidence: summary, components: ['N04.1', 'N10.2', 'N15.1', 'N16.1', 'N18.1', 'N19.1'] }]
  const facts = await reportedFacts(desk, year)
  await scoreYear(desk, { ...own, quality: 0.9 }, `${year}-12-10`, 0.5, papers, facts)
  if (published !== null) await proveSatisfaction(desk, own, `${year}-12-10`, published)
}

/** One press: the line on satisfaction takes the published result, if that shows the figure of the whole. */
const proveSatisfaction = ({ act }: Desk, { id, unit }: UnitYear, day: string, roundId: string) =>
  act(day, unit.assessor, async (db, by) => {
    const row = await getAssessment(db, id)
    const card = await cardOf(db, row)
    const [line] = satisfactionLines(card)
    const offered = (await offeredReleases(db, row, card)).find((one) => one.roundId === roundId)
    if (line && offered?.figure) await takeRelease(db, by, id, line.id, roundId)
  })
