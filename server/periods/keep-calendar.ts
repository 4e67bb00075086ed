import { z } from 'zod'
import { periodInYear, periodsOfYear } from '../../surveys/periods/periods-of-year.ts'
import {
  periodIssues,
  type ReportGroup,
  type ReportingPeriod,
  reportGroup,
  reportingPeriod,
} from '../../surveys/periods/reporting-period.ts'
import { type Act, newId } from '../act.ts'
import { findUnits } from '../assessment/store.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { beginYear, issuing, yearNumber } from '../tasks/begin-year.ts'
import { findYear } from '../tasks/store.ts'
import {
  countReports,
  deletePeriod,
  getGroup,
  getPeriod,
  insertGroup,
  insertPeriods,
  listGroups,
  listMembers,
  listPeriods,
  type Period,
  putMembers,
  updateGroup,
  updatePeriod,
} from './store.ts'

const MOST_PERIODS = 100
const unitIds = z.array(z.string().min(1).max(64)).max(2000)
/** `from`: another year whose groups, units and periods are carried on; null: the periods of the plan of 2021. */
export const beginning = z.strictObject({ year: yearNumber, from: yearNumber.nullable(), issuing })
export const newGroup = reportGroup.extend({ year: yearNumber, unitIds })
export const groupChange = reportGroup.omit({ code: true }).extend({ unitIds })
export const newPeriod = reportingPeriod.extend({ groupId: z.string().min(1).max(64) })
export const periodChange = reportingPeriod.omit({ code: true, kind: true })

const stamp = (by: Act) => ({ lockVersion: 1, changedBy: by.actor, changedAt: by.now.toISOString() })

/** A year with its calendar: as the plan has it, or carried on from another year together with its units. */
export async function beginCalendar(db: Db, by: Act, { year, from, issuing: head }: z.infer<typeof beginning>) {
  if (from !== null && !(await findYear(db, from))) throw new Problem('not_found')
  await beginYear(db, by, year, head)
  const members = from === null ? [] : await listMembers(db, from)
  for (const { of, ...group } of from === null ? ofPlan(year) : await ofYear(db, from, year)) {
    const id = newId(by)
    const { periods, ...said } = group
    await insertGroup(db, { id, year, ...said, ...stamp(by) })
    await insertPeriods(
      db,
      periods.map((period) => ({ id: newId(by), groupId: id, ...period, ...stamp(by) })),
    )
    const units = members.filter(({ groupId }) => groupId === of).map(({ unitId }) => unitId)
    if (units.length > 0) await putMembers(db, id, units)
  }
  await audit(db, by, 'period.begin', String(year), { from })
}

type Beginning = ReportGroup & Readonly<{ of: string | null }>
const ofPlan = (year: number): Beginning[] => periodsOfYear(year).map((group) => ({ ...group, of: null }))

async function ofYear(db: Db, from: number, to: number): Promise<Beginning[]> {
  const periods = await listPeriods(db, from)
  return (await listGroups(db, from)).map(({ id, code, name, weekend }) => ({
    ...{ of: id, code, name, weekend },
    periods: periods.filter(({ groupId }) => groupId === id).map((period) => periodInYear(shapeOf(period), from, to)),
  }))
}

const shapeOf = ({ code, name, kind, startsOn, endsOn, dueOn, least, counted }: Period): ReportingPeriod => ({
  ...{ code, name, kind, startsOn, endsOn, dueOn, least, counted },
})

async function refuseUnknown(db: Db, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)]
  const known = new Set(await findUnits(db, wanted))
  const unknown = ids.findIndex((id) => !known.has(id))
  if (unknown >= 0)
    throw new Problem('input_invalid', { errors: [{ pointer: `/unitIds/${unknown}`, code: 'unit_needed' }] })
  return wanted
}

function refuseFaults(period: ReportingPeriod): void {
  const issues = periodIssues(period)
  if (issues.length > 0)
    throw new Problem('input_invalid', { errors: issues.map(({ path, code }) => ({ pointer: path, code })) })
}

export async function addGroup(db: Db, by: Act, { unitIds: ids, ...group }: z.infer<typeof newGroup>): Promise<string> {
  if (!(await findYear(db, group.year))) throw new Problem('not_found')
  if ((await listGroups(db, group.year)).some(({ code }) => code === group.code)) throw new Problem('already_there')
  const id = newId(by)
  await insertGroup(db, { id, ...group, ...stamp(by) })
  await putMembers(db, id, await refuseUnknown(db, ids))
  await audit(db, by, 'period.add_group', id, { year: group.year, units: ids.length })
  return id
}

/** Another name, other units, or another rule for weekends. Reports that were sent stay where they are. */
export async function changeGroup(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { unitIds: ids, ...change }: z.infer<typeof groupChange>,
): Promise<void> {
  const group = await getGroup(db, id)
  const units = await refuseUnknown(db, ids)
  const changed = { changedBy: by.actor, changedAt: by.now.toISOString() }
  if (!(await updateGroup(db, id, lockVersion, { ...change, ...changed })))
    throw new Problem('stale', { detail: { version: group.lockVersion } })
  await putMembers(db, id, units)
  await audit(db, by, 'period.edit_group', id, { weekend: change.weekend, units: units.length })
}

export async function addPeriod(db: Db, by: Act, { groupId, ...period }: z.infer<typeof newPeriod>): Promise<string> {
  const group = await getGroup(db, groupId)
  refuseFaults(period)
  const own = (await listPeriods(db, group.year)).filter((one) => one.groupId === groupId)
  if (own.some(({ code }) => code === period.code)) throw new Problem('already_there')
  if (own.length >= MOST_PERIODS)
    throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'too_many_periods' }] })
  const id = newId(by)
  await insertPeriods(db, [{ id, groupId, ...period, ...stamp(by) }])
  await audit(db, by, 'period.add', id, { dueOn: period.dueOn })
  return id
}

/** Another deadline counts at once, for what was sent already too: late is said by the day as it stands now. */
export async function changePeriod(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  change: z.infer<typeof periodChange>,
): Promise<void> {
  const period = await getPeriod(db, id)
  refuseFaults({ ...shapeOf(period), ...change })
  const changed = { changedBy: by.actor, changedAt: by.now.toISOString() }
  if (!(await updatePeriod(db, id, lockVersion, { ...change, ...changed })))
    throw new Problem('stale', { detail: { version: period.lockVersion } })
  await audit(db, by, 'period.edit', id, { dueBefore: period.dueOn, dueOn: change.dueOn })
}

/** A period nobody has begun a report for. */
export async function removePeriod(db: Db, by: Act, id: string, lockVersion: number): Promise<void> {
  const period = await getPeriod(db, id)
  if (period.lockVersion !== lockVersion) throw new Problem('stale', { detail: { version: period.lockVersion } })
  const reports = await countReports(db, id)
  if (reports > 0)
    throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'reports_there', detail: { count: reports } }] })
  await deletePeriod(db, id)
  await audit(db, by, 'period.remove', id, { code: period.code })
}
