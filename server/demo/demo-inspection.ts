import { drawInspection } from '../inspection/draw-units.ts'
import { addFinding, judgeFinding, noteVisit, stateMeasure } from '../inspection/follow-finding.ts'
import { getFinding, listVisits } from '../inspection/store.ts'
import { listGroups } from '../periods/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

/** A fifth of the units a year. */
const PERCENT = 20
const FOUND = [
  'Chưa niêm yết đủ thủ tục hành chính mới công bố.',
  'Hồ sơ phân công nhiệm vụ chưa cập nhật theo năm học.',
  'Sổ theo dõi hồ sơ chưa ghi ngày trả kết quả.',
] as const

/**
 * How many years ago a unit was seen, 0 for never: a fifth in each of the three years before, more in the fourth, and each tenth
 * never. So the sampler takes those that were never seen for certain, the school of a guest among them, and draws the rest by lot.
 */
const seenBefore = (at: number): number => (at % 10 === 0 ? 0 : at % 5 === 0 ? 4 : at % 5)

/** The draw of the year, by a seed chosen in the open; most of the drawn were visited, and what was found is followed. */
export async function inspectUnits({ deps, seed, act }: Desk, { designer, appraiser, units }: Office, year: number) {
  const group = (await listGroups(deps.db, year)).find(({ code }) => code === 'don-vi')
  if (!group) throw new Error('the demonstration has no group of units')
  const earlier = units.flatMap(({ id }, at) =>
    seenBefore(at) > 0 ? [{ unitId: id, year: year - seenBefore(at) }] : [],
  )
  const asked = { groupId: group.id, percent: PERCENT, seed: `mo-phong-${seed}`, earlier }
  const drawId = await act(`${year}-03-24`, designer, (db, by) => drawInspection(db, by, asked))
  const place = new Map(units.map(({ id }, at) => [id, at]))
  const visits = (await listVisits(deps.db, [drawId])).toSorted(
    (a, b) => (place.get(a.unitId) ?? 0) - (place.get(b.unitId) ?? 0),
  )
  const findings: { id: string; unitId: string }[] = []
  for (const [place, { id, unitId, lockVersion }] of visits.slice(0, Math.ceil(visits.length * 0.75)).entries()) {
    const visitedOn = `${year}-04-${String(5 + 2 * place).padStart(2, '0')}`
    const notes = 'Kiểm tra hồ sơ, phỏng vấn người phụ trách, xem bảng niêm yết thủ tục.'
    const team = 'Thanh tra Sở, Phòng Tổ chức cán bộ'
    await act(visitedOn, designer, (db, by) => noteVisit(db, by, id, lockVersion, { visitedOn, team, notes }))
    // The first of them, the guest's school, has one that was put right and one to be answered.
    for (const said of place === 0
      ? FOUND.slice(0, 2)
      : place % 2 === 0
        ? [FOUND[place % FOUND.length] ?? FOUND[0]]
        : []) {
      const finding = await act(visitedOn, designer, (db, by) =>
        addFinding(db, by, id, { said, dueOn: `${year}-05-31` }),
      )
      findings.push({ id: finding, unitId })
    }
  }
  for (const [place, { id, unitId }] of findings.entries()) {
    const assessor = units.find((unit) => unit.id === unitId)?.assessor
    if (place === 1 || place === findings.length - 1 || assessor === undefined) continue
    const measure = 'Đã bổ sung, có ảnh chụp và sổ theo dõi kèm theo.'
    await act(`${year}-05-08`, assessor, (db, by) =>
      stateMeasure(db, by, new Set([unitId]), id, 1, { measure, evidenceId: null }),
    )
    if (place === 0)
      await act(`${year}-05-14`, appraiser, async (db, by) =>
        judgeFinding(db, by, id, (await getFinding(db, id)).lockVersion, {
          verified: true,
          verdict: 'Đã kiểm tra lại, đạt.',
        }),
      )
  }
}
