import { randomFrom } from '../../analysis/numeric/random.ts'
import type { Fact } from '../../surveys/assessment.ts'
import { roman } from '../document/number.ts'
import { beginCalendar, changeGroup } from '../periods/keep-calendar.ts'
import { addNews } from '../periods/news.ts'
import { listReportsOf } from '../periods/report-store.ts'
import { cameOn } from '../periods/report-view.ts'
import { listGroups, listMembers } from '../periods/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'
import { dayFrom, periodOf, type Sending, sendReport } from './send-report.ts'

/** Of a hundred reports so many come late, and so many have not come at all. */
const LATE = 9
const MISSING = 6
const ISSUING = {
  department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
  parentBody: 'Ủy ban nhân dân tỉnh Sóc Trăng',
  place: 'Sóc Trăng',
  symbol: 'SGDĐT',
}
const DONE = [
  'Đơn vị đã phổ biến kế hoạch đến toàn thể viên chức, phân công người phụ trách từng nội dung.',
  'Thủ tục hành chính được niêm yết đầy đủ tại bảng tin và trang thông tin điện tử của trường.',
  'Văn bản đi, đến được xử lý trên phần mềm quản lý văn bản, có ký số.',
] as const

/** The year's calendar with its groups filled. */
export async function beginDemoCalendar(
  { deps, act }: Desk,
  { designer, units, offices }: Office,
  year: number,
  day: string,
) {
  await act(day, designer, (db, by) => beginCalendar(db, by, { year, from: null, issuing: ISSUING }))
  const members: Readonly<Record<string, readonly string[]>> = {
    phong: Object.values(offices),
    'don-vi': units.map(({ id }) => id),
  }
  for (const { id, code, name, weekend, lockVersion } of await listGroups(deps.db, year)) {
    const unitIds = members[code]
    if (unitIds)
      await act(day, designer, (db, by) =>
        changeGroup(db, by, id, lockVersion, { name, weekend, unitIds: [...unitIds] }),
      )
  }
}

/** What schools send for one period: most in time, some late, some not at all; what comes in time is received. */
export async function schoolReports(desk: Desk, office: Office, year: number, code: string): Promise<Sending[]> {
  const period = await periodOf(desk, year, 'don-vi', code)
  return office.units.flatMap(({ id: unitId, code: unit, assessor }) => {
    const chance = randomFrom(desk.seed).fork(`report ${year} ${code}`).fork(unit)
    const fate = chance.below(100)
    if (fate < MISSING) return []
    const late = fate < MISSING + LATE
    const day = dayFrom(period.dueOn, late ? 1 + chance.below(6) : -chance.below(10))
    const done = DONE.slice(0, 1 + chance.below(DONE.length)).join(' ')
    const next = 'Tiếp tục thực hiện theo kế hoạch.'
    const whole = { task: 0, done, figure: null, difficulties: '', next, evidence: [] }
    const send = () => desk.act(day, assessor, (db, by) => sendReport(db, by, period.id, unitId, [whole]))
    return [{ day, received: !late, send }]
  })
}

/** What the card of the units asks about reports, by the period they answer to. */
const ASKED_DAYS = { 'D01.1': 'ke-hoach', 'D02.1': '6-thang', 'D03.1': 'nam' } as const

/** By unit, the day each of these came, null where it has not: the own score says what the calendar says. */
export async function cameDays(desk: Desk, year: number): Promise<Map<string, Map<string, Fact>>> {
  const days = new Map<string, Map<string, Fact>>()
  for (const [component, code] of Object.entries(ASKED_DAYS)) {
    const period = await periodOf(desk, year, 'don-vi', code)
    const came = new Map((await listReportsOf(desk.deps.db, period.id)).map((one) => [one.unitId, cameOn(one)]))
    for (const { unitId } of (await listMembers(desk.deps.db, year)).filter(
      ({ groupId }) => groupId === period.groupId,
    ))
      days.set(
        unitId,
        (days.get(unitId) ?? new Map<string, Fact>()).set(component, { kind: 'day', day: came.get(unitId) ?? null }),
      )
  }
  return days
}

/** News of some months and articles of some quarters, each in the first days of its month or last month. */
export async function publishNews(
  { act }: Desk,
  { designer, units }: Office,
  year: number,
  months: readonly number[],
  quarters: readonly number[] = [],
) {
  const items = [
    ...months.map((month) => ({ kind: 'news' as const, month, of: `tháng ${month}` })),
    ...quarters.map((quarter) => ({ kind: 'article' as const, month: 3 * quarter, of: `quý ${roman(quarter)}` })),
  ]
  for (const { kind, month, of } of items.toSorted((a, b) => a.month - b.month)) {
    const publishedOn = `${year}-${String(month).padStart(2, '0')}-05`
    const title = `Đơn vị làm tốt cải cách hành chính ${of}/${year} (${kind === 'news' ? 'tin' : 'bài'} mô phỏng)`
    const unitId = units[month % units.length]?.id ?? null
    const address = `https://mo-phong.example/${kind === 'news' ? 'tin' : 'bai'}-${year}-${month}`
    const item = { kind, unitId, publishedOn, title, address }
    await act(publishedOn, designer, (db, by) => addNews(db, by, 'everywhere', item))
  }
}
