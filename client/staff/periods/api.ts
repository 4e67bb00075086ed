import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, ask } from '../api.ts'
import { keepPaper as keepOne } from '../evidence/api.ts'

/** What the pages of the reporting calendar ask of the server. */

const { periods, reports } = api
const one = reports[':id']
const of = (id: string) => ({ param: { id } })
const asRead = (lockVersion: number) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export type Calendar = InferResponseType<typeof periods.$get, 200>
export type Group = Calendar['groups'][number]
export type Period = Calendar['periods'][number]
export type Unit = Period['units'][number]
export type ReportView = InferResponseType<typeof one.$get, 200>
export type Entry = InferRequestType<typeof one.entries.$put>['json']
export type Beginning = InferRequestType<typeof periods.begin.$post>['json']
export type GroupChange = InferRequestType<(typeof periods.groups)[':group']['$put']>['json']
export type NewPeriod = InferRequestType<typeof periods.$post>['json']
export type NewItem = InferRequestType<typeof periods.news.$post>['json']

export const readCalendar = query(
  async (year: string | undefined, period?: string) =>
    (
      await periods.$get({
        query: { ...(year === undefined ? {} : { year }), ...(period === undefined ? {} : { period }) },
      })
    ).json(),
  'calendar',
)
export const beginYear = action(
  async (json: Beginning) => (await periods.begin.$post({ json })).json(),
  'begin-reform-year',
)
export const changeIssuing = action(
  async (year: number, lockVersion: number, json: Beginning['issuing']) =>
    (await periods.years[':year'].$put({ param: { year: String(year) }, json }, asRead(lockVersion))).json(),
  'change-issuing',
)
export const changeGroup = action(
  async (group: Group, json: GroupChange) =>
    (await periods.groups[':group'].$put({ param: { group: group.id }, json }, asRead(group.lockVersion))).json(),
  'change-group',
)
export const addPeriod = action(async (json: NewPeriod) => (await periods.$post({ json })).json(), 'add-period')
export const changePeriod = action(async (period: Period, { groupId: _, code: __, kind: ___, ...json }: NewPeriod) => {
  const to = { param: { period: period.id }, json }
  return (await periods[':period'].$put(to, asRead(period.lockVersion))).json()
}, 'change-period')
export const removePeriod = action(async (period: Period) => {
  await periods[':period'].$delete({ param: { period: period.id } }, asRead(period.lockVersion))
  return true
}, 'remove-period')
export const addNews = action(async (json: NewItem) => (await periods.news.$post({ json })).json(), 'add-news')
export const removeNews = action(async (item: Calendar['news'][number]) => {
  await periods.news[':item'].$delete({ param: { item: item.id } }, asRead(item.lockVersion))
  return true
}, 'remove-news')

export const readReport = query(async (id: string) => (await one.$get(of(id))).json(), 'periodic-report')
export const beginReport = action(
  async (periodId: string, unitId: string) => (await (await reports.$post({ json: { periodId, unitId } })).json()).id,
  'begin-report',
)
export const writeEntry = action(
  async (report: ReportView, json: Entry) =>
    (await one.entries.$put({ ...of(report.id), json }, asRead(report.lockVersion))).json(),
  'write-entry',
)
export const submitReport = action(
  async (report: ReportView) =>
    (await one.submit.$post({ ...of(report.id), json: {} }, asRead(report.lockVersion))).json(),
  'submit-report',
)
export const receiveReport = action(
  async (report: ReportView) =>
    (await one.receive.$post({ ...of(report.id), json: {} }, asRead(report.lockVersion))).json(),
  'receive-report',
)
export const returnReport = action(
  async (report: ReportView, note: string) =>
    (await one.return.$post({ ...of(report.id), json: { note } }, asRead(report.lockVersion))).json(),
  'return-report',
)

/** The papers of one unit, or all that are within reach. */
export const listPapers = query(async (unit: string | null) => {
  const asked = new URLSearchParams({ limit: '100', ...(unit === null ? {} : { unit }) })
  const found = (await (await ask(`/api/evidence?${asked}`)).json()) as { evidence?: Paper[]; papers?: Paper[] }
  return found.papers ?? found.evidence ?? []
}, 'reform-papers')
export type Paper = Readonly<{ id: string; number: string; issuedOn: string; issuer: string; abstract: string }>
/** After it every list of papers on the page is read again. */
export const keepPaper = action(keepOne, 'keep-paper')

const part = encodeURIComponent
/** Addresses a browser opens itself, for downloads. `zip`: with the papers. */
export const documentOf = {
  report: (id: string, format: 'docx' | 'pdf') => `/api/reports/${part(id)}/file.${format}`,
  reportPackage: (id: string) => `/api/reports/${part(id)}/package.zip`,
  synthesis: (period: string, format: 'docx' | 'pdf' | 'zip') => `/api/reports/of/${part(period)}/synthesis.${format}`,
  paper: (id: string) => `/api/evidence/${part(id)}/file`,
}
