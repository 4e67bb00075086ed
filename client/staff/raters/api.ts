import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from '../api.ts'

/** What the pages of the rater forms ask of the server. */

const rounds = api['rater-rounds']
const one = rounds[':id']
export type RaterRound = InferResponseType<typeof one.$get, 200>
export type NewRaterRound = InferRequestType<typeof rounds.$post>['json']
export type People = InferRequestType<typeof one.raters.$put>['json']['raters']
export type Form = NewRaterRound['form']
export type Choices = InferResponseType<typeof rounds.choices.$get, 200>
type Read = Readonly<{ id: string; lockVersion: number }>
const of = ({ id }: Pick<Read, 'id'>) => ({ param: { id } })
const asRead = ({ lockVersion }: Read) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export const listRaterRounds = query(async () => (await (await rounds.$get()).json()).rounds, 'rater-rounds')
export const readRaterRound = query(async (id: string) => (await one.$get(of({ id }))).json(), 'rater-round')
export const readRaterChoices = query(
  async (card: string) => (await rounds.choices.$get({ query: { card } })).json(),
  'rater-choices',
)
export const createRaterRound = action(
  async (round: NewRaterRound) => (await rounds.$post({ json: round })).json(),
  'create-rater-round',
)
export const saveRaterForm = action(
  async (round: Read, form: Form) => (await one.form.$put({ ...of(round), json: { form } }, asRead(round))).json(),
  'save-rater-form',
)
export const saveRaters = action(
  async (round: Read, raters: People) =>
    (await one.raters.$put({ ...of(round), json: { raters } }, asRead(round))).json(),
  'save-raters',
)
export const renewCode = action(
  async (round: Read, rater: string) =>
    (await one.raters[':rater'].renew.$post({ param: { id: round.id, rater }, json: {} }, asRead(round))).json(),
  'renew-rater-code',
)
const STEPS = { open: one.open, close: one.close }
export const stepRaterRound = action(
  async (round: Read, step: keyof typeof STEPS) =>
    (await STEPS[step].$post({ ...of(round), json: {} }, asRead(round))).json(),
  'step-rater-round',
)
export const codesAddress = (id: string): string => `/api/rater-rounds/${encodeURIComponent(id)}/codes`
