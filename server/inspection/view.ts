import { isWritten } from '../../surveys/periods/reporting-period.ts'
import type { Db } from '../db/open.ts'
import { listGroups, listMembers, listPeriods } from '../periods/store.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { listYears } from '../tasks/store.ts'
import { unitNames } from '../tasks/view.ts'
import { type Finding, listDraws, listFindings, listLastYears, listVisits } from './store.ts'

/** The inspections of a year. Whoever works for one unit sees that unit alone, and whether it was drawn. */
export async function viewInspections(db: Db, reach: Reach, wanted: number | undefined, today: string) {
  const years = await listYears(db)
  const year = wanted ?? years[0]?.year ?? Number(today.slice(0, 4))
  const [groups, members, periods, draws, names, lastYears] = await Promise.all([
    listGroups(db, year),
    listMembers(db, year),
    listPeriods(db, year),
    listDraws(db, year),
    unitNames(db),
    listLastYears(db, year),
  ])
  const visits = await listVisits(
    db,
    draws.map(({ id }) => id),
  )
  const findings = await listFindings(
    db,
    visits.map(({ id }) => id),
  )
  const last = new Map(lastYears.map((row) => [row.unitId, Number(row.lastYear)]))
  const named = (id: string) => ({ id, name: names.get(id) ?? id })
  const writing = new Set(periods.filter(({ kind }) => isWritten(kind)).map(({ groupId }) => groupId))
  return {
    year,
    today,
    years: years.map((one) => one.year),
    everywhere: reach === 'everywhere',
    groups: groups
      .filter(({ id }) => writing.has(id))
      .map(({ id, name }) => ({
        ...{ id, name },
        units: members
          .filter(({ groupId, unitId }) => groupId === id && reaches(reach, unitId))
          .map(({ unitId }) => ({ ...named(unitId), lastYear: last.get(unitId) ?? null })),
      })),
    draws: draws
      .filter(({ id, state }) =>
        reach === 'everywhere'
          ? true
          : state === 'current' && visits.some(({ drawId, unitId }) => drawId === id && reaches(reach, unitId)),
      )
      .map((draw) => ({
        ...{ id: draw.id, groupId: draw.groupId, state: draw.state, drawnAt: draw.drawnAt, reason: draw.reason },
        percent: draw.ledger.percent,
        population: draw.ledger.population,
        sampled: draw.ledger.sampled,
        groups: draw.ledger.groups,
        seed: draw.seed,
        ledgerHash: draw.ledgerHash,
        visits: visits
          .filter(({ drawId, unitId }) => drawId === draw.id && reaches(reach, unitId))
          .map((visit) => {
            const drawn = draw.ledger.units.find(({ id }) => id === visit.unitId)
            return {
              ...{ id: visit.id, visitedOn: visit.visitedOn, team: visit.team, notes: visit.notes },
              ...{ lockVersion: visit.lockVersion, unit: named(visit.unitId), lastYear: drawn?.lastYear ?? null },
              probability: drawn?.probability ?? 0,
              findings: findings.filter(({ visitId }) => visitId === visit.id).map((one) => findingView(one, today)),
            }
          })
          .sort((a, b) => a.unit.name.localeCompare(b.unit.name, 'vi', { numeric: true })),
      })),
  }
}

const findingView = (finding: Finding, today: string) => ({
  ...{ id: finding.id, said: finding.said, dueOn: finding.dueOn, state: finding.state, measure: finding.measure },
  ...{ measuredAt: finding.measuredAt, evidenceId: finding.evidenceId, verdict: finding.verdict },
  ...{ verifiedAt: finding.verifiedAt, lockVersion: finding.lockVersion },
  overdue: finding.state === 'open' && finding.dueOn < today,
})
