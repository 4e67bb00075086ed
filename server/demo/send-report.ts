import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { beginReport, receiveReport, submitReport, writeReportEntry } from '../periods/keep-report.ts'
import { getReport } from '../periods/report-store.ts'
import { listGroups, listPeriods, type Period } from '../periods/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

/** A report that comes on a day; sent, it gives its id. */
export type Sending = Readonly<{ day: string; received: boolean; send: () => Promise<string> }>

export const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export async function periodOf({ deps }: Desk, year: number, groupCode: string, code: string): Promise<Period> {
  const group = (await listGroups(deps.db, year)).find((one) => one.code === groupCode)
  const period = (await listPeriods(deps.db, year)).find((one) => one.groupId === group?.id && one.code === code)
  if (!period) throw new Error(`the demonstration has no period ${code} of ${groupCode}`)
  return period
}

/** In the order of their days, whosever they are: time only goes forward. */
export async function sendAll({ act }: Desk, { designer }: Office, reports: readonly Sending[]): Promise<void> {
  for (const { day, received, send } of reports.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const id = await send()
    if (received)
      await act(day, designer, async (db, by) => receiveReport(db, by, id, (await getReport(db, id)).lockVersion))
  }
}

type Entry = Parameters<typeof writeReportEntry>[5]
/** A report with all it says, begun, written and sent by whoever works for the unit. */
export async function sendReport(
  db: Db,
  by: Act,
  periodId: string,
  unitId: string,
  entries: readonly Entry[],
): Promise<string> {
  const reach = new Set([unitId])
  const id = await beginReport(db, by, reach, { periodId, unitId })
  for (const entry of entries) await writeReportEntry(db, by, reach, id, (await getReport(db, id)).lockVersion, entry)
  await submitReport(db, by, id, (await getReport(db, id)).lockVersion)
  return id
}
