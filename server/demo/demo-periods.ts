import { type Random, randomFrom } from '../../analysis/numeric/random.ts'
import { beginCalendar, changeGroup } from '../periods/keep-calendar.ts'
import { beginReport, receiveReport, submitReport, writeReportEntry } from '../periods/keep-report.ts'
import { addNews } from '../periods/news.ts'
import { getReport } from '../periods/report-store.ts'
import { listGroups, listPeriods } from '../periods/store.ts'
import type { DemoUnit, Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

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

const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What came in for one period: most in time, some late, some not at all; what came in time has been received. */
export async function sendReports(desk: Desk, office: Office, year: number, code: string): Promise<void> {
  const { deps, seed, act } = desk
  const group = (await listGroups(deps.db, year)).find((one) => one.code === 'don-vi')
  const period = (await listPeriods(deps.db, year)).find((one) => one.groupId === group?.id && one.code === code)
  if (!period) throw new Error(`the demonstration has no period ${code}`)
  const sent = office.units
    .flatMap((unit) => {
      const chance = randomFrom(seed).fork(`report ${year} ${code}`).fork(unit.code)
      const fate = chance.below(100)
      if (fate < MISSING) return []
      const late = fate < MISSING + LATE
      return [{ unit, chance, late, day: dayFrom(period.dueOn, late ? 1 + chance.below(6) : -chance.below(10)) }]
    })
    .sort((a, b) => a.day.localeCompare(b.day))
  for (const one of sent) {
    const id = await act(one.day, one.unit.assessor, (db, by) => sendReport(db, by, period.id, one.unit, one.chance))
    if (!one.late)
      await act(one.day, office.designer, async (db, by) =>
        receiveReport(db, by, id, (await getReport(db, id)).lockVersion),
      )
  }
}

type Verb = Parameters<typeof beginReport>
async function sendReport(db: Verb[0], by: Verb[1], periodId: string, unit: DemoUnit, chance: Random): Promise<string> {
  const reach = new Set([unit.id])
  const id = await beginReport(db, by, reach, { periodId, unitId: unit.id })
  const done = DONE.slice(0, 1 + chance.below(DONE.length)).join(' ')
  const entry = {
    task: 0,
    done,
    figure: null,
    difficulties: '',
    next: 'Tiếp tục thực hiện theo kế hoạch.',
    evidence: [],
  }
  await writeReportEntry(db, by, reach, id, 1, entry)
  await submitReport(db, by, id, (await getReport(db, id)).lockVersion)
  return id
}

/** News of some months; an article is missing in one quarter. */
export async function publishNews({ act }: Desk, { designer, units }: Office, year: number, months: readonly number[]) {
  for (const month of months) {
    const publishedOn = `${year}-${String(month).padStart(2, '0')}-18`
    const title = `Đơn vị làm tốt cải cách hành chính tháng ${month}/${year} (tin mô phỏng)`
    const unitId = units[month % units.length]?.id ?? null
    const item = {
      kind: 'news',
      unitId,
      publishedOn,
      title,
      address: `https://mo-phong.example/tin-${year}-${month}`,
    } as const
    await act(publishedOn, designer, (db, by) => addNews(db, by, 'everywhere', item))
  }
}
