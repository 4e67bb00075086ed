import { action, query } from '@solidjs/router'
import type { InferResponseType } from 'hono/client'
import { api, download } from '../api.ts'
import type { Form } from './form.ts'

/** The requests of the editor, through the one door of the staff application. */

const versions = api.instruments
const one = versions[':id']
const of = (id: string) => ({ param: { id } })
const locked = (lockVersion: number | null) => ({ headers: { 'If-Match': `"${lockVersion ?? 0}"` } })

export type FormList = InferResponseType<typeof versions.$get, 200>['forms']
export type FormRow = FormList[number]
export type VersionRow = FormRow['versions'][number]
export type VersionView = Omit<InferResponseType<typeof one.$get, 200>, 'definition'> & Readonly<{ definition: Form }>
export type Compared = InferResponseType<typeof versions.compare.$get, 200>
export type FileKind = 'json' | 'xlsform' | 'translation'

export const listForms = query(async () => (await (await versions.$get()).json()).forms, 'forms')
export const readVersion = query(
  async (id: string) => (await (await one.$get(of(id))).json()) as unknown as VersionView,
  'version',
)
export const readHistory = query(
  async (id: string) => (await (await one.history.$get(of(id))).json()).history,
  'version-history',
)
export const compareVersions = query(
  async (from: string, to: string) => (await versions.compare.$get({ query: { from, to } })).json(),
  'compare',
)

/** Past the cache: what stands on the server at this moment. */
export const lookAt = async (id: string): Promise<VersionView> =>
  (await one.$get(of(id))).json() as unknown as Promise<VersionView>
export const lookForOthers = async (id: string) => (await one.editors.$get(of(id))).json()
export const saveDraft = async (id: string, lockVersion: number, definition: Form): Promise<VersionView> =>
  (
    await one.$put({ ...of(id), json: { definition: structuredClone(definition) as never } }, locked(lockVersion))
  ).json() as unknown as Promise<VersionView>
export const markText = async (
  id: string,
  mark: { pointer: string; language: 'vi' | 'km' | 'en'; words: string; reviewed: boolean },
): Promise<VersionView> => (await one.marks.$post({ ...of(id), json: mark })).json() as unknown as Promise<VersionView>

export const beginDraft = action(
  async (id: string) => (await (await one.draft.$post({ ...of(id), json: {} })).json()).id,
  'begin-draft',
)
export const discardDraft = action(async (id: string, lockVersion: number | null) => {
  await one.$delete(of(id), locked(lockVersion))
  return true
}, 'discard-draft')
export const takeStep = action(
  async (id: string, lockVersion: number | null, step: 'review' | 'reopen') =>
    (await one[step].$post({ ...of(id), json: {} }, locked(lockVersion))).json(),
  'take-form-step',
)
export const publishDraft = action(
  async (id: string, lockVersion: number | null, decision: string) =>
    (await (await one.publish.$post({ ...of(id), json: { decision } }, locked(lockVersion))).json()).id,
  'publish-form',
)
export const withdrawVersion = action(
  async (id: string, reason: string) => (await one.withdraw.$post({ ...of(id), json: { reason } })).json(),
  'withdraw-form',
)

export const chooseForms = action(
  async (round: Readonly<{ id: string; version: number }>, forms: readonly string[]) =>
    (
      await api.rounds[':id'].forms.$put(
        { ...of(round.id), json: { forms: [...forms] } },
        { headers: { 'If-Match': `"${round.version}"` } },
      )
    ).json(),
  'choose-forms',
)

export type Wanted = Readonly<{
  as: FileKind
  into?: string
  form?: string
  level?: string
  respondent?: string
  lockVersion?: number | null
}>
const TYPES: Readonly<Record<FileKind, string>> = {
  json: 'application/json',
  xlsform: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  translation: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
async function sendFile({ lockVersion, ...wanted }: Wanted, file: File, dryRun: boolean) {
  const headers = {
    'Content-Type': TYPES[wanted.as],
    ...(lockVersion == null ? {} : { 'If-Match': `"${lockVersion}"` }),
  }
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '')
  const input = { query: { ...Object.fromEntries(given), ...(dryRun ? { dryRun: '1' } : {}) } as never }
  return (await versions.import.$post(input, { headers, init: { body: file } })).json()
}
/** Reads the file on the server and says what is wrong with it; nothing is stored. */
export const tryFile = (wanted: Wanted, file: File) => sendFile(wanted, file, true)
export const importFile = action((wanted: Wanted, file: File) => sendFile(wanted, file, false), 'import-form')

export const listMedia = query(async () => (await (await api.media.$get()).json()).media, 'media')
export const keepMedia = action(
  async (file: File) =>
    (
      await api.media.$post(
        {},
        {
          headers: { 'Content-Type': file.type, 'X-File-Name': encodeURIComponent(file.name) },
          init: { body: file },
        },
      )
    ).json(),
  'keep-media',
)
export const mediaAddress = (name: string): string => `/media/${encodeURIComponent(name)}`

export const downloadPaper = (id: string, language: string): Promise<void> =>
  download(`/api/instruments/${encodeURIComponent(id)}/paper.pdf?language=${language}`, 'phieu.pdf')
export const downloadLogic = (id: string): Promise<void> =>
  download(`/api/instruments/${encodeURIComponent(id)}/logic.pdf`, 'logic.pdf')
export const downloadVersion = (id: string, as: FileKind | 'ddi'): Promise<void> =>
  download(`/api/instruments/${encodeURIComponent(id)}/file?as=${as}`, 'phieu')
export const pageAddress = (id: string, language: string, edition: number): string =>
  `/api/instruments/${encodeURIComponent(id)}/page?lang=${language}&v=${edition}`
