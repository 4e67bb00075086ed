import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from './api.ts'

/** What the pages of the own account and of the people ask of the server. */

const me = api.account
const one = api.people[':id']
const of = (id: string) => ({ param: { id } })
const asRead = (person: Person) => ({ headers: { 'If-Match': `"${person.version}"` } })

export type Mine = InferResponseType<typeof me.$get, 200>
export type Person = InferResponseType<typeof api.people.$get, 200>['people'][number]
export type Invitation = InferRequestType<typeof api.people.$post>['json']
export type Grant = Invitation['grants'][number]
export type Link = InferResponseType<typeof api.people.$post, 201>['link']

export const readMine = query(async () => (await me.$get()).json(), 'account')
export const readSessions = query(async () => (await (await me.sessions.$get()).json()).sessions, 'sessions')
export const changePassword = action(async (current: string, password: string) => {
  await me.password.$put({ json: { current, password } })
  return true
}, 'change-password')
/** Gives a secret that is shown once; nothing on the page is read again. */
export const beginSecondFactor = async (password: string) =>
  (await me['second-factor'].$post({ json: { password } })).json()
export const confirmSecondFactor = async (code: string) =>
  (await (await me['second-factor'].confirm.$post({ json: { code } })).json()).codes
export const removeSecondFactor = action(async (code: string) => {
  await me['second-factor'].remove.$post({ json: { code } })
  return true
}, 'remove-second-factor')
export const renewRecoveryCodes = async (code: string) =>
  (await (await me['recovery-codes'].$post({ json: { code } })).json()).codes
export const endOthers = action(async () => (await me.sessions.end.$post({ json: {} })).json(), 'end-others')
export const endSession = action(async (session: string) => {
  await me.sessions[':session'].$delete({ param: { session } })
  return true
}, 'end-session')

export const lookUpLink = async (token: string) => (await api.links['look-up'].$post({ json: { token } })).json()
export const useLink = async (token: string, password: string) => {
  await api.links.use.$post({ json: { token, password } })
  return true
}

export const listPeople = query(async () => (await (await api.people.$get()).json()).people, 'people')
export const invite = action(async (person: Invitation) => (await api.people.$post({ json: person })).json(), 'invite')
export const changePerson = action(
  async (person: Person, change: { name: string; grants: Grant[] }) =>
    (await one.$put({ ...of(person.id), json: change }, asRead(person))).json(),
  'change-person',
)
export const disablePerson = action(
  async (person: Person) => (await one.disable.$post({ ...of(person.id), json: {} }, asRead(person))).json(),
  'disable-person',
)
export const enablePerson = action(
  async (person: Person) => (await one.enable.$post({ ...of(person.id), json: {} }, asRead(person))).json(),
  'enable-person',
)
export const makeLink = action(
  async (person: Person) => (await one.link.$post({ ...of(person.id), json: {} })).json(),
  'make-link',
)
export const takeSecondFactor = action(
  async (person: Person) => (await one['second-factor'].remove.$post({ ...of(person.id), json: {} })).json(),
  'take-second-factor',
)
