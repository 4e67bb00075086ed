import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, download } from './api.ts'

/** What the pages of the field work ask of the server beside the counts. */

const one = api.rounds[':id']
const of = (id: string) => ({ param: { id } })

export const readMargins = query(async (id: string) => (await one.fieldwork.margins.$get(of(id))).json(), 'margins')
export const readLinks = query(
  async (id: string) => (await (await one['open-links'].$get(of(id))).json()).links,
  'open-links',
)
export const readOpenFigures = query(
  async (id: string) => (await (await one.estimates.open.$get(of(id))).json()).rows,
  'open-figures',
)
export const readPaper = query(async (id: string) => (await one.paper.$get(of(id))).json(), 'paper')

export type Margins = InferResponseType<typeof one.fieldwork.margins.$get, 200>
export type NewLink = InferRequestType<(typeof one)['open-links']['$post']>['json']
export type OpenRow = InferResponseType<typeof one.estimates.open.$get, 200>['rows'][number]
export type PaperView = InferResponseType<typeof one.paper.$get, 200>
export type PaperForm = InferResponseType<(typeof one.paper)['look-up']['$post'], 200>
export type PaperSheet = InferRequestType<typeof one.paper.$post>['json']
export type Compared = InferResponseType<(typeof one.paper)[':entry']['$get'], 200>
export type Choices = InferRequestType<(typeof one.paper)[':entry']['resolve']['$post']>['json']['choices']

export const makeLink = action(
  async (id: string, link: NewLink) => (await one['open-links'].$post({ ...of(id), json: link })).json(),
  'make-link',
)
export const revokeLink = action(
  async (id: string, link: string) =>
    (await one['open-links'][':link'].revoke.$post({ param: { id, link }, json: {} })).json(),
  'revoke-link',
)
export const lookUpPaper = async (id: string, slip: string): Promise<PaperForm> =>
  (await one.paper['look-up'].$post({ ...of(id), json: { slip } })).json()
export const enterPaper = action(
  async (id: string, sheet: PaperSheet) => (await one.paper.$post({ ...of(id), json: sheet })).json(),
  'enter-paper',
)
export const comparePaper = async (id: string, entry: string): Promise<Compared> =>
  (await one.paper[':entry'].$get({ param: { id, entry } })).json()
export const resolvePaper = action(
  async (id: string, entry: string, choices: Choices) =>
    (await one.paper[':entry'].resolve.$post({ param: { id, entry }, json: { choices } })).json(),
  'resolve-paper',
)
export const discardPaper = action(
  async (id: string, entry: string, reason: 'wrong_code' | 'answered' | 'unreadable' | 'not_agreed') => {
    await one.paper[':entry'].discard.$post({ param: { id, entry }, json: { reason } })
  },
  'discard-paper',
)
const path = (id: string, rest: string): string => `/api/rounds/${encodeURIComponent(id)}/${rest}`
export const downloadReminders = (id: string): Promise<void> =>
  download(path(id, 'fieldwork/reminders.csv'), 'nhac-truong.csv')
export const downloadPoster = (id: string, link: string): Promise<void> =>
  download(path(id, `open-links/${encodeURIComponent(link)}/poster.pdf`), 'ap-phich.pdf')
export const downloadMinutes = (id: string, kind: 'pdf' | 'docx'): Promise<void> =>
  download(path(id, `slips/minutes.${kind}`), `bien-ban-giao-nhan.${kind}`)

/** The page to ask on, for the slip a respondent holds. */
export const beginInterview = async (id: string, slip: string) =>
  (await one.interviews.$post({ ...of(id), json: { slip } })).json()

export const readOwn = query(async () => (await api['own-fieldwork'].$get()).json(), 'own-fieldwork')
export type OwnRound = InferResponseType<(typeof api)['own-fieldwork']['$get'], 200>['rounds'][number]
export const readClasses = query(
  async (id: string) => (await (await one.fieldwork.classes.$get(of(id))).json()).classes,
  'classes',
)

const calls = one.recontact
export const readRecontact = query(async (id: string) => (await calls.$get(of(id))).json(), 'recontact')
export type RecontactView = InferResponseType<typeof calls.$get, 200>
export type WaitingCall = RecontactView['waiting'][number]
export type Call = InferRequestType<(typeof calls)[':contact']['outcome']['$post']>['json']
export const drawCalls = action(
  async (id: string, wanted: InferRequestType<typeof calls.$post>['json']) =>
    (await calls.$post({ ...of(id), json: wanted })).json(),
  'draw-calls',
)
export const openNumber = async (id: string, contact: string) =>
  (await calls[':contact'].open.$post({ param: { id, contact }, json: {} })).json()
export const recordCall = action(
  async (id: string, contact: string, json: Call) =>
    (await calls[':contact'].outcome.$post({ param: { id, contact }, json })).json(),
  'record-call',
)
