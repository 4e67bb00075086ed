import type { Fact } from '../../surveys/assessment.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { viewCard } from '../criteria/view.ts'
import { trimmed } from '../document/number.ts'
import { listDraws, listVisits } from '../inspection/store.ts'
import { keepDemoPaper } from './demo-paper.ts'
import type { Office } from './demo-people.ts'
import { OFFICES } from './demo-units.ts'
import type { Desk } from './desk.ts'
import { CAME, OVERVIEW, REPORTS, type ReportCode, WORK, type Work } from './office-work.ts'
import { dayFrom, periodOf, type Sending, sendReport } from './send-report.ts'

type Entry = Parameters<typeof sendReport>[4][number]
const KEYS = Object.keys(OFFICES) as (keyof typeof OFFICES)[]
const NEXT: Readonly<Record<ReportCode, string>> = {
  'quy-1': 'Thực hiện các nhiệm vụ của quý II theo kế hoạch.',
  '6-thang': 'Hoàn thành các nhiệm vụ còn lại trước ngày 15/11.',
  'quy-3': 'Tổng hợp số liệu, minh chứng cho báo cáo năm.',
  nam: 'Bổ sung minh chứng cho các tiêu chí tự chấm; xây dựng kế hoạch năm sau.',
}

/** What the Department's offices send for one period: each on the tasks it leads, some with a paper, some late. */
export async function officeReports(
  desk: Desk,
  office: Office,
  year: number,
  card: string,
  code: ReportCode,
): Promise<Sending[]> {
  const period = await periodOf(desk, year, 'phong', code)
  const { definition } = await viewCard(desk.deps.db, card)
  const work = [...WORK, ...(await inspected(desk, year))]
  return KEYS.flatMap((key) => {
    const days = CAME[code][key]
    if (days === null) return []
    const day = dayFrom(period.dueOn, days)
    const own = work.filter((one) => one.office === key && one.said[code] !== undefined)
    const unit = office.offices[key]
    const send = async () => {
      const paper = await figuresPaper(desk, { key, unit, scribe: office.scribes[key] }, year, code, day, own)
      const entries: Entry[] = [
        { task: 0, done: OVERVIEW[key], figure: null, difficulties: '', next: NEXT[code], evidence: [] },
        ...own.map((one) => entryOf(one, code, definition, one.counts?.[code] ? paper : [])),
      ]
      return desk.act(day, office.scribes[key], (db, by) => sendReport(db, by, period.id, unit, entries))
    }
    return [{ day, received: days <= 0, send }]
  })
}

function entryOf(one: Work, code: ReportCode, card: CriteriaSet, evidence: readonly string[]): Entry {
  const counted = one.counts?.[code]
  return {
    ...{ task: one.task, done: one.said[code] ?? '', next: '', difficulties: one.difficulties?.[code] ?? '' },
    evidence: [...evidence],
    figure: counted ? { numerator: counted[0], denominator: counted[1], measure: measureOf(one, card) } : null,
  }
}

/** What the card counts under the component, or its unit where it is one number: "hồ sơ giải quyết đúng hẹn". */
function measureOf({ component }: Work, card: CriteriaSet): string {
  const rule = componentsOf(card).find(({ id }) => id === component)?.rule
  if (rule?.kind === 'steps' && rule.denominator === undefined) return rule.unit
  return rule && 'numerator' in rule ? rule.numerator.replace(/^Số /, '') : ''
}

/** The half year's and the year's figures come with a paper of the office. */
async function figuresPaper(
  desk: Desk,
  { key, unit, scribe }: Readonly<{ key: keyof typeof OFFICES; unit: string; scribe: string }>,
  year: number,
  code: ReportCode,
  day: string,
  work: readonly Work[],
): Promise<string[]> {
  const counted = work.flatMap(({ task, counts }) => (counts?.[code] ? [{ task, of: counts[code] }] : []))
  if (counted.length === 0 || !(code === '6-thang' || code === 'nam')) return []
  const what = code === 'nam' ? `năm ${year}` : `6 tháng đầu năm ${year}`
  const id = await keepDemoPaper(desk, day, scribe, {
    ...{ unitId: unit, issuedOn: dayFrom(day, -1), issuer: OFFICES[key].name },
    number: `${code === 'nam' ? 31 : 14}/TK-${OFFICES[key].code.slice(3)}-MÔ-PHỎNG`,
    abstract: `Bảng thống kê số liệu thực hiện nhiệm vụ cải cách hành chính ${what}`,
    body: counted.map(({ task, of: [first, second] }) => {
      const amount = (value: number) => trimmed(value, 2)
      return `Nhiệm vụ ${task}: ${amount(first)}${second === null ? '' : `/${amount(second)}`}`
    }),
  })
  return [id]
}

/** The task of inspection says what the inspection of the year holds, and nothing before it is drawn. */
async function inspected({ deps }: Desk, year: number): Promise<Work[]> {
  const draws = await listDraws(deps.db, year)
  const visits = await listVisits(
    deps.db,
    draws.map(({ id }) => id),
  )
  const seen = visits.filter(({ visitedOn }) => visitedOn !== null).length
  const units = draws.at(-1)?.frame.length ?? 0
  const common = { task: 4, office: 'tccb' } as const
  if (units === 0) return [{ ...common, said: { 'quy-1': 'Đang chuẩn bị chọn 20% đơn vị để kiểm tra.' } }]
  const said = 'Đã chọn đơn vị theo biên bản, kiểm tra trực tiếp; kiến nghị được theo dõi đến khi khắc phục xong.'
  return [
    {
      ...{ ...common, component: 'N04.1', said: { '6-thang': said, nam: said } },
      counts: { '6-thang': [seen, units], nam: [seen, units] },
      difficulties: { nam: 'Một số đơn vị đã chọn chưa được kiểm tra.' },
    },
  ]
}

/** What the year's reports say of the Department's own card, added up over its offices, so that its own score says the same. */
export async function reportedFacts(desk: Desk, year: number): Promise<Map<string, Fact>> {
  const facts = new Map<string, Fact>()
  for (const { component, counts } of [...WORK, ...(await inspected(desk, year))]) {
    const counted = counts?.nam
    if (component === undefined || !counted) continue
    const [numerator, denominator] = counted
    const before = facts.get(component)
    if (denominator === null) facts.set(component, { kind: 'number', value: numerator })
    else if (before?.kind === 'ratio')
      facts.set(component, {
        kind: 'ratio',
        numerator: before.numerator + numerator,
        denominator: before.denominator + denominator,
      })
    else facts.set(component, { kind: 'ratio', numerator, denominator })
  }
  // Since the report a month has gone by, with its piece of news.
  facts.set('N03.2', { kind: 'ratio', numerator: 11, denominator: 12 })
  // Whoever reported a file as late said that there was a letter.
  facts.set('N19.2', lettersFor(facts.get('N19.1')))
  for (const [at, code] of REPORTS.entries()) {
    const { dueOn } = await periodOf(desk, year, 'phong', code)
    facts.set(`N02.${at + 1}`, { kind: 'day', day: dayFrom(dueOn, CAME[code].tccb ?? 0) })
  }
  return facts
}

function lettersFor(fact: Fact | undefined): Fact {
  const late = fact?.kind === 'ratio' ? fact.denominator - fact.numerator : 0
  return late === 0 ? { kind: 'nothing_arose' } : { kind: 'ratio', numerator: late, denominator: late }
}
