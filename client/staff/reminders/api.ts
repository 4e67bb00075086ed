import { action, query } from '@solidjs/router'
import type { InferResponseType } from 'hono/client'
import { api } from '../api.ts'

/** What somebody has to do by a day, and how they are reminded of it. */

const { todo } = api
const asRead = (lockVersion: number) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export type Duty = InferResponseType<typeof todo.$get, 200>['todo'][number]
export type Reminder = InferResponseType<typeof todo.reminder.$get, 200>

export const readDuties = query(async () => (await (await todo.$get()).json()).todo, 'duties')
export const readReminder = query(async () => (await todo.reminder.$get()).json(), 'reminder')
export const chooseMail = action(
  async (now: Reminder, mail: boolean) =>
    (await todo.reminder.$put({ json: { mail } }, asRead(now.lockVersion))).json(),
  'choose-mail',
)
export const makeFeed = action(
  async (now: Reminder) => (await (await todo.feed.$post({ json: {} }, asRead(now.lockVersion))).json()).address,
  'make-feed',
)
export const revokeFeed = action(async (now: Reminder) => {
  await todo.feed.$delete({}, asRead(now.lockVersion))
  return true
}, 'revoke-feed')
