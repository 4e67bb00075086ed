import { action, query } from '@solidjs/router'
import type { InferResponseType } from 'hono/client'
import type { CriteriaSet } from '../../../surveys/criteria/criteria-set.ts'
import { api, download } from '../api.ts'

/** What the pages of the cards ask of the server. */

const cards = api.criteria
const one = cards[':id']
const of = (id: string) => ({ param: { id } })
const locked = (lockVersion: number | null) => ({ headers: { 'If-Match': `"${lockVersion ?? 0}"` } })

export type CardList = InferResponseType<typeof cards.$get, 200>
export type CardView = InferResponseType<typeof one.$get, 200>
export type Compared = InferResponseType<typeof cards.compare.$get, 200>
export type Trial = InferResponseType<typeof cards.import.$post, 200>

export const listCards = query(async () => (await cards.$get()).json(), 'cards')
export const readCard = query(async (id: string) => (await one.$get(of(id))).json(), 'card')
export const readCardHistory = query(
  async (id: string) => (await (await one.history.$get(of(id))).json()).history,
  'card-history',
)
export const compareCards = query(
  async (from: string, to: string) => (await cards.compare.$get({ query: { from, to } })).json(),
  'compare-cards',
)
/** Past the cache: what stands on the server at this moment. */
export const lookAtCard = async (id: string): Promise<CardView> => (await one.$get(of(id))).json()
export const saveCard = async (id: string, lockVersion: number, definition: CriteriaSet): Promise<CardView> =>
  (await one.$put({ ...of(id), json: { definition: structuredClone(definition) } }, locked(lockVersion))).json()
export const beginCard = action(
  async (id: string, year: number | undefined) =>
    (await (await one.draft.$post({ ...of(id), json: year === undefined ? {} : { year } })).json()).id,
  'begin-card',
)
export const discardCard = action(async (id: string, lockVersion: number | null) => {
  await one.$delete(of(id), locked(lockVersion))
  return true
}, 'discard-card')
export const publishCard = action(
  async (id: string, lockVersion: number | null, decision: string) =>
    (await (await one.publish.$post({ ...of(id), json: { decision } }, locked(lockVersion))).json()).id,
  'publish-card',
)
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export type Into = Readonly<{ id: string; lockVersion: number }>
async function sendCard(file: File, into: Into | undefined, dryRun: boolean): Promise<Trial> {
  const headers = {
    'Content-Type': XLSX,
    'X-File-Name': encodeURIComponent(file.name),
    ...(into && !dryRun ? { 'If-Match': `"${into.lockVersion}"` } : {}),
  }
  const query = { ...(into ? { into: into.id } : {}), ...(dryRun ? { dryRun: '1' as const } : {}) }
  return (await cards.import.$post({ query }, { headers, init: { body: file } })).json()
}
/** Reads the workbook on the server and says what is wrong with it; nothing is stored. */
export const tryCard = (file: File, into: Into | undefined) => sendCard(file, into, true)
export const importCard = action((file: File, into: Into | undefined) => sendCard(file, into, false), 'import-card')
export const downloadCard = (id: string): Promise<void> =>
  download(`/api/criteria/${encodeURIComponent(id)}/file`, 'bo-tieu-chi.xlsx')
