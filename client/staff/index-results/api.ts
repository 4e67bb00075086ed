import { query } from '@solidjs/router'
import type { InferResponseType } from 'hono/client'
import { api, ask } from '../api.ts'

/** What the pages of the results ask of the server. */

const results = api['assessment-results']
export type Results = InferResponseType<typeof results.$get, 200>
export type Table = NonNullable<Results['table']>
export type Row = Table['rows'][number]
export type Figure = NonNullable<Row['self']>
export type Profile = InferResponseType<(typeof results)[':id']['$get'], 200>

export const readResults = query(
  async (card: string | undefined) =>
    (await results.$get({ query: card === undefined ? {} : { card } })).json() as Promise<Results>,
  'index-results',
)
/** Read by address: the whole card stands in it, and its type is said once above. */
export const readProfile = query(
  async (id: string) => (await ask(`/api/assessment-results/${encodeURIComponent(id)}`)).json() as Promise<Profile>,
  'index-profile',
)
export const fileAddress = (card: string, format: 'csv' | 'xlsx'): string =>
  `/api/assessment-results/file?${new URLSearchParams({ card, format })}`
