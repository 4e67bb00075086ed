import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from '../api.ts'

/** What the page of the quality system asks of the server. */

const records = api.iso
const one = records[':id']
export type IsoYear = InferResponseType<typeof records.$get, 200>
export type IsoRecord = IsoYear['records'][number]
export type NewRecord = InferRequestType<typeof records.$post>['json']
export type SavedRecord = InferRequestType<typeof one.$put>['json']
type Read = Readonly<{ id: string; lockVersion: number }>
const asRead = ({ lockVersion }: Read) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export const readIso = query(
  async (year: string | undefined) => (await records.$get({ query: year === undefined ? {} : { year } })).json(),
  'iso',
)
export const createRecord = action(
  async (record: NewRecord) => (await records.$post({ json: record })).json(),
  'create-iso',
)
export const saveRecord = action(
  async (record: Read, saved: SavedRecord) =>
    (await one.$put({ param: { id: record.id }, json: saved }, asRead(record))).json(),
  'save-iso',
)
export const stepRecord = action(
  async (record: Read, step: string, answer?: string) =>
    (
      await one.step.$post(
        { param: { id: record.id }, json: answer === undefined ? { step } : { step, answer } },
        asRead(record),
      )
    ).json(),
  'step-iso',
)
export const minutesAddress = (id: string, format: 'docx' | 'pdf'): string =>
  `/api/iso/${encodeURIComponent(id)}/minutes?format=${format}`
export const checklistAddress = (id: string, format: 'docx' | 'pdf'): string =>
  `/api/iso/${encodeURIComponent(id)}/checklist?format=${format}`
/** What the Department keeps of a year on paper. */
export const registerAddress = (kind: 'findings' | 'laws', year: number, format: 'docx' | 'pdf'): string =>
  `/api/iso/papers/${kind}?year=${year}&format=${format}`
