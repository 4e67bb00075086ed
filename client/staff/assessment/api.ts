import { action, query, revalidate } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { AssessmentStep, Fact } from '../../../surveys/assessment.ts'
import { api } from '../api.ts'

/** What the pages of the year ask of the server. */

const years = api.assessments
const one = years[':id']
const manyPublished = years.publish
const of = (id: string) => ({ param: { id } })
const locked = (lockVersion: number) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export type YearRow = InferResponseType<typeof years.$get, 200>['assessments'][number]
export type YearView = InferResponseType<typeof one.$get, 200>
export type Entry = YearView['entries'][number]
export type Component = YearView['card']['areas'][number]['criteria'][number]['components'][number]
export type Remedy = YearView['remedies'][number]
export type Due = YearView['due']['score']
export type Todo = InferResponseType<typeof years.todo.$get, 200>['todo'][number]
export type Opening = InferRequestType<typeof years.$post>['json']

export const listYears = query(async () => (await (await years.$get()).json()).assessments, 'years')
export const readYear = query(async (id: string) => (await one.$get(of(id))).json(), 'year')
export const readYearHistory = query(
  async (id: string) => (await (await one.history.$get(of(id))).json()).history,
  'year-history',
)
export const readTodo = query(async () => (await (await years.todo.$get()).json()).todo, 'todo')
export const openYear = action(
  async (opening: Opening) => (await (await years.$post({ json: opening })).json()).ids.length,
  'open-year',
)

export const publishYears = action(
  async (years: readonly { id: string; lockVersion: number }[], decision: string) =>
    (await (await manyPublished.$post({ json: { years: [...years], decision } })).json()).published,
  'publish-years',
)

/** Lists that show what a step changes are read again when they are next looked at. */
const elsewhere = () => revalidate([listYears.key, readTodo.key, readYearHistory.key], false)

type Self = Readonly<{ component: string; fact: Fact | null; note: string }>
export const enterSelf = async (id: string, lock: number, json: Self): Promise<YearView> =>
  (await one['self-scores'].$put({ ...of(id), json }, locked(lock))).json()
export const enterAppraisal = async (id: string, lock: number, json: Self & { asked: boolean }): Promise<YearView> =>
  (await one.appraisals.$put({ ...of(id), json }, locked(lock))).json()
export const enterExplanation = async (
  id: string,
  lock: number,
  json: { component: string; note: string },
): Promise<YearView> => (await one.explanations.$put({ ...of(id), json }, locked(lock))).json()
export const enterExtra = async (
  id: string,
  lock: number,
  as: 'own-extras' | 'extras',
  json: { item: string; points: number | null; note: string },
): Promise<YearView> => (await one[as].$put({ ...of(id), json }, locked(lock))).json()

export async function takeYearStep(
  id: string,
  lock: number,
  step: AssessmentStep,
  decision: string,
): Promise<YearView> {
  const reply =
    step === 'publish'
      ? await one.publish.$post({ ...of(id), json: { decision } }, locked(lock))
      : await one[step].$post({ ...of(id), json: {} }, locked(lock))
  const view = await reply.json()
  await elsewhere()
  return view
}

type Plan = InferRequestType<typeof one.remedies.$put>['json']
type Done = InferRequestType<typeof one.remedies.done.$post>['json']
type Decision = InferRequestType<typeof one.remedies.decide.$post>['json']
export const planRemedy = async (id: string, lock: number, json: Plan): Promise<YearView> =>
  (await one.remedies.$put({ ...of(id), json }, locked(lock))).json()
export const finishRemedy = async (id: string, lock: number, json: Done): Promise<YearView> =>
  (await one.remedies.done.$post({ ...of(id), json }, locked(lock))).json()
export const decideRemedy = async (id: string, lock: number, json: Decision): Promise<YearView> =>
  (await one.remedies.decide.$post({ ...of(id), json }, locked(lock))).json()

export const listPapers = query(
  async (unit: string) => (await (await api.evidence.$get({ query: { unit } })).json()).evidence,
  'papers',
)
