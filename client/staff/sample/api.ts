import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from '../api.ts'

/** The requests of the sample's page, through the one door of the staff application. */

type Round = Readonly<{ id: string; version: number }>
const one = api.rounds[':id']
const designs = one.designs
const design = designs[':design']
const of = (id: string) => ({ param: { id } })
const at = (version: number) => ({ headers: { 'If-Match': `"${version}"` } })

export type Design = InferRequestType<typeof designs.forecast.$post>['json']
export type Plan = Design['plan']
export type Assumptions = Design['assumptions']
export type Forecast = InferResponseType<typeof designs.forecast.$post, 200>
export type Stratum = Forecast['strata'][number]
export type Designs = InferResponseType<typeof designs.$get, 200>
export type Kept = Designs['designs'][number]
export type Allocation = InferRequestType<typeof designs.allocate.$post>['json']['allocation']

export const readDesigns = query(async (id: string) => (await designs.$get(of(id))).json(), 'designs')
/** Computed and not stored, so nothing on the page is read again. */
export const forecastDesign = async (id: string, json: Design): Promise<Forecast> =>
  (await designs.forecast.$post({ ...of(id), json })).json()
export const allocateDesign = async (id: string, json: Design & { allocation: Allocation }) =>
  (await (await designs.allocate.$post({ ...of(id), json })).json()).table

export const addDesign = action(
  async (id: string, json: Design & { name: string }) => (await designs.$post({ ...of(id), json })).json(),
  'add-design',
)
export const changeDesign = action(
  async (id: string, kept: Readonly<{ id: string; version: number }>, json: Design & { name: string }) =>
    (await design.$put({ param: { id, design: kept.id }, json }, at(kept.version))).json(),
  'change-design',
)
export const dropDesign = action(
  async (id: string, kept: Readonly<{ id: string; version: number }>) =>
    (await design.$delete({ param: { id, design: kept.id } }, at(kept.version))).json(),
  'drop-design',
)
export const chooseDesign = action(
  async (round: Round, kept: string) =>
    (await design.choose.$post({ param: { id: round.id, design: kept }, json: {} }, at(round.version))).json(),
  'choose-design',
)
export const replaceSchool = action(
  async (round: Round, school: string, reason: string) =>
    (await one.sample.replacements.$post({ ...of(round.id), json: { school, reason } }, at(round.version))).json(),
  'replace-school',
)

export const minutesAddress = (id: string, kind: 'pdf' | 'docx'): string => `/api/rounds/${id}/sample/minutes/${kind}`
