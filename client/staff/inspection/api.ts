import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from '../api.ts'

/** What the page of the inspections asks of the server. */

const { inspections } = api
const findings = inspections.findings[':id']
const asRead = (lockVersion: number) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export type Inspections = InferResponseType<typeof inspections.$get, 200>
export type Draw = Inspections['draws'][number]
export type Visit = Draw['visits'][number]
export type Finding = Visit['findings'][number]
export type Drawing = InferRequestType<typeof inspections.draws.$post>['json']
export type Notes = InferRequestType<(typeof inspections.visits)[':id']['$put']>['json']
export type NewFinding = InferRequestType<(typeof inspections.visits)[':id']['findings']['$post']>['json']

export const readInspections = query(
  async (year: string | undefined) => (await inspections.$get({ query: year === undefined ? {} : { year } })).json(),
  'inspections',
)
export const drawUnits = action(async (json: Drawing) => (await inspections.draws.$post({ json })).json(), 'draw-units')
/** Changes nothing, so nothing on the page is read again. */
export const askCheck = async (draw: Draw): Promise<boolean> =>
  (await (await inspections.draws[':draw'].check.$get({ param: { draw: draw.id } })).json()).same
export const supersedeDraw = action(
  async (draw: Draw, reason: string) =>
    (await inspections.draws[':draw'].supersede.$post({ param: { draw: draw.id }, json: { reason } })).json(),
  'supersede-draw',
)
export const noteVisit = action(
  async (visit: Visit, json: Notes) =>
    (await inspections.visits[':id'].$put({ param: { id: visit.id }, json }, asRead(visit.lockVersion))).json(),
  'note-visit',
)
export const addFinding = action(
  async (visit: Visit, json: NewFinding) =>
    (await inspections.visits[':id'].findings.$post({ param: { id: visit.id }, json })).json(),
  'add-finding',
)
export const stateMeasure = action(
  async (finding: Finding, measure: string, evidenceId: string | null) =>
    (
      await findings.measure.$post(
        { param: { id: finding.id }, json: { measure, evidenceId } },
        asRead(finding.lockVersion),
      )
    ).json(),
  'state-measure',
)
export const judgeFinding = action(
  async (finding: Finding, verified: boolean, verdict: string) =>
    (
      await findings.verify.$post(
        { param: { id: finding.id }, json: { verified, verdict } },
        asRead(finding.lockVersion),
      )
    ).json(),
  'judge-finding',
)
export const minutesOf = (draw: Draw, format: 'docx' | 'pdf'): string =>
  `/api/inspections/draws/${encodeURIComponent(draw.id)}/minutes.${format}`
export const visitMinutesOf = (visit: Visit, format: 'docx' | 'pdf'): string =>
  `/api/inspections/visits/${encodeURIComponent(visit.id)}/minutes.${format}`
