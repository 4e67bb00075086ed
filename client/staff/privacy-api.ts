import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from './api.ts'

/** What the page about personal data asks of the server. */

const register = api.privacy.requests
export type SubjectRequest = InferResponseType<typeof register.$get, 200>['requests'][number]
export type NewSubjectRequest = InferRequestType<typeof register.$post>['json']
export type RequestStep = InferRequestType<(typeof register)[':id']['step']['$post']>['json']
export type Rule = InferResponseType<typeof api.privacy.rules.$get, 200>['rules'][number]

const asRead = ({ version }: { version: number }) => ({ headers: { 'If-Match': `"${version}"` } })

export const listRequests = query(async () => (await (await register.$get()).json()).requests, 'subject-requests')
export const listRules = query(async () => (await (await api.privacy.rules.$get()).json()).rules, 'retention-rules')
export const registerRequest = action(
  async (request: NewSubjectRequest) => (await register.$post({ json: request })).json(),
  'register-request',
)
export const stepRequest = action(
  async (request: SubjectRequest, step: RequestStep) =>
    (await register[':id'].step.$post({ param: { id: request.id }, json: step }, asRead(request))).json(),
  'step-request',
)
export const changeRule = action(
  async (rule: Rule, days: number) =>
    (await api.privacy.rules[':what'].$put({ param: { what: rule.what }, json: { days } }, asRead(rule))).json(),
  'change-rule',
)
