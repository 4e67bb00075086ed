import { action, query } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from '../api.ts'

/** What the pages of the tasks ask of the server. */

const { tasks } = api
const one = tasks[':id']
const of = (id: string) => ({ param: { id } })
const asRead = (lockVersion: number) => ({ headers: { 'If-Match': `"${lockVersion}"` } })

export type Tasks = InferResponseType<typeof tasks.$get, 200>
export type Task = Tasks['tasks'][number]
export type Progress = InferRequestType<typeof one.progress.$put>['json']
export type Assignment = InferRequestType<typeof one.$put>['json']

export const readTasks = query(
  async (year: string | undefined) => (await tasks.$get({ query: year === undefined ? {} : { year } })).json(),
  'reform-tasks',
)
export const beginTasks = action(
  async (year: number, card: string) => (await tasks.begin.$post({ json: { year, card } })).json(),
  'begin-tasks',
)
export const setProgress = action(
  async (task: Task, json: Progress) =>
    (await one.progress.$put({ ...of(task.id), json }, asRead(task.lockVersion))).json(),
  'set-progress',
)
export const assignTask = action(
  async (task: Task, json: Assignment) => (await one.$put({ ...of(task.id), json }, asRead(task.lockVersion))).json(),
  'assign-task',
)
export const attachPaper = action(
  async (task: Task, product: number, evidenceId: string) =>
    (await one.papers.$post({ ...of(task.id), json: { product, evidenceId } })).json(),
  'attach-paper',
)
export const detachPaper = action(
  async (task: Task, product: number, evidenceId: string) =>
    (await one.papers.remove.$post({ ...of(task.id), json: { product, evidenceId } })).json(),
  'detach-paper',
)
