import { action, query, revalidate } from '@solidjs/router'
import { hc, type InferRequestType } from 'hono/client'
import { createSignal } from 'solid-js'
import type { Api } from '../../server/stages.ts'
import { Refusal } from './refusal.ts'
import type { Estimate, NewRound, PartsChange, RoundView, Session } from './shapes.ts'

/** The only place that asks the server for anything. */

type Round = Readonly<{ id: string; version: number }>

const [session, setSession] = createSignal<Session | null | undefined>(undefined)

/** Who is signed in: undefined while nobody knows, null when nobody is. */
export { session }

const [lapsed, setLapsed] = createSignal(false)

/** Whether a session ended while its owner was at work: the page stays, and the sign-in comes over it. */
export { lapsed }

/** Every request goes through here: what the server refuses becomes a Refusal with words. */
export async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let reply: Response
  try {
    reply = await fetch(input, { credentials: 'same-origin', ...init })
  } catch {
    throw new Refusal({ code: 'offline' })
  }
  return accepted(reply)
}

async function accepted(reply: Response): Promise<Response> {
  if (reply.ok) return reply
  const document = await reply.json().catch(() => ({ code: reply.status === 503 ? 'unavailable' : 'unexpected' }))
  if (document.code === 'not_signed_in' || document.code === 'session_expired') {
    if (session()) setLapsed(true)
    else setSession(null)
  }
  throw new Refusal(document)
}

/** A file on its way: `fetch` cannot say how far it is, and a scan on a school's line takes minutes. */
export async function send(
  address: string,
  headers: Readonly<Record<string, string>>,
  file: File,
  onSent: (share: number) => void,
): Promise<Response> {
  const reply = await new Promise<Response>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const lost = () => reject(new Refusal({ code: 'offline' }))
    request.open('POST', address)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }))
    request.onerror = lost
    request.onabort = lost
    request.send(file)
  })
  return accepted(reply)
}

export const { api } = hc<Api>('/', { fetch: ask })
const rounds = api.rounds
const one = rounds[':id']
/** How to weigh, as the server takes it. */
export type Specification = InferRequestType<(typeof one.weights.try)['$post']>['json']['specification']
const of = (id: string) => ({ param: { id } })

/** A change of a round names the version its page was made from; the server refuses if somebody was there first. */
const asRead = (round: Round) => ({ headers: { 'If-Match': `"${round.version}"` } })

const NOBODY: readonly string[] = ['not_signed_in', 'session_expired']

/** Whether whoever is signed in holds one of the roles. */
export const holds = (roles: readonly string[]): boolean =>
  session()?.roles.some((role) => roles.includes(role)) ?? false

/** A person at a commune or school who looks after the own schools and sees nothing else. */
export const onlyCoordinates = (): boolean => session()?.roles.length === 1 && holds(['coordinator'])

/** Who sees the surveys, and who the self-assessment; the server says the same again with every request. */
const SURVEYS: readonly string[] = ['designer', 'analyst', 'director', 'auditor', 'admin']
export const seesSurveys = (): boolean => holds(SURVEYS)
export const seesAssessment = (): boolean => holds([...SURVEYS, 'assessor', 'appraiser'])
export const homeAddress = (): string =>
  onlyCoordinates() ? '/own' : seesSurveys() || !seesAssessment() ? '/rounds' : '/todo'

/** What the last nightly check of all data found. */
export const readDataCheck = query(async () => (await (await api.audit.data.$get()).json()).last, 'dataCheck')

export async function findOut(): Promise<void> {
  try {
    setSession(await (await api.session.$get()).json())
  } catch (error) {
    if (error instanceof Refusal && NOBODY.includes(error.code)) return
    throw error
  }
}
export async function entered(): Promise<void> {
  const account = await (await api.session.$get()).json()
  setLapsed(false)
  setSession(account)
}
/** No action: while the second step is still to come, what a page reads again is refused, and what was typed on it would go. */
export const signIn = async (email: string, password: string) => {
  const { next } = await (await api.session.$post({ json: { email, password } })).json()
  if (next === null) {
    await entered()
    await refreshAll()
  }
  return next
}
export const giveCode = action(async (code: string) => {
  await api.session.code.$post({ json: { code } })
  await entered()
}, 'give-code')
export const signOut = action(async () => {
  // Whoever closes the page with the same breath is out all the same.
  await api.session.$delete({}, { init: { keepalive: true } })
  setLapsed(false)
  setSession(null)
}, 'sign-out')

export const listRounds = query(async () => (await (await rounds.$get()).json()).rounds, 'rounds')
export const readRound = query(async (id: string) => (await one.$get(of(id))).json(), 'round')
export const readFrame = query(async (id: string) => (await (await one.frame.$get(of(id))).json()).frame, 'frame')
export const readFrameVersions = query(
  async (id: string) => (await (await one.frame.versions.$get(of(id))).json()).versions,
  'frame-versions',
)
export const readFrameChanges = query(
  async (id: string, version: number) =>
    (await (await one.frame.changes.$get({ ...of(id), query: { version: String(version) } })).json()).changes,
  'frame-changes',
)
export const readSample = query(async (id: string) => (await (await one.sample.$get(of(id))).json()).draw, 'sample')
export const readSlips = query(async (id: string) => (await one.slips.$get(of(id))).json(), 'slips')
export const readFieldwork = query(async (id: string) => (await one.fieldwork.$get(of(id))).json(), 'fieldwork')
export const readIntegrity = query(
  async (id: string) => (await one.fieldwork.integrity.$get(of(id))).json(),
  'integrity',
)
export const readDataset = query(
  async (id: string) => (await (await one.dataset.$get(of(id))).json()).dataset,
  'dataset',
)
export const readWeights = query(
  async (id: string) => (await (await one.weights.$get(of(id))).json()).weighting,
  'weights',
)
export const readWeightChoices = query(
  async (id: string) => (await one.weights.choices.$get(of(id))).json(),
  'weight-choices',
)
/** Computes and stores nothing, so nothing on the page is read again. */
export const tryWeighting = async (id: string, specification: Specification) =>
  (await (await one.weights.try.$post({ ...of(id), json: { specification } })).json()).trial
export const weighBy = action(
  async (round: Round, specification: Specification) =>
    (await one.weigh.$post({ ...of(round.id), json: { specification } }, asRead(round))).json(),
  'weigh-by',
)

export const readPublication = query(
  async (id: string) => (await (await one.publication.$get(of(id))).json()).publication,
  'publication',
)
export const publishRound = action(
  async (round: Round, decision: { decisionNumber: string; decisionDate: string }) =>
    (await one.publish.$post({ ...of(round.id), json: decision }, asRead(round))).json(),
  'publish',
)

/** Read by address until the routes carry their types. */
const readPath = async <T>(id: string, rest: string): Promise<T> => (await ask(path(id, rest))).json() as Promise<T>
export const readEstimates = query(
  async (id: string) => (await readPath<{ estimate: Estimate | null }>(id, 'estimates')).estimate,
  'estimates',
)
export const readUnitDays = query(
  async (id: string) => (await one.estimates.units.$get({ ...of(id), query: {} })).json(),
  'unit-days',
)
export const readUnitResults = query(
  async (id: string, day: string) =>
    (await (await one.estimates.units.$get({ ...of(id), query: { day } })).json()).results,
  'unit-results',
)
export const readDocuments = query(
  async (id: string) => (await (await one.documents.$get(of(id))).json()).documents,
  'documents',
)
export const makePapers = action(
  async (id: string, paper: 'plan' | 'distribution') =>
    (await one.documents.$post({ ...of(id), json: { paper } })).json(),
  'make-papers',
)
export const approveDocument = action(
  async (id: string, decision: { decisionNumber: string; decisionDate: string }) =>
    (await api.documents[':id'].approve.$post({ ...of(id), json: decision })).json(),
  'approve-document',
)
export const takeLateStep = action(async (round: Round, step: 'estimate' | 'report', unitsOn?: string) => {
  const headers = { ...asRead(round).headers, 'Content-Type': 'application/json' }
  return (
    await ask(path(round.id, step), { method: 'POST', headers, body: JSON.stringify(unitsOn ? { unitsOn } : {}) })
  ).json() as Promise<RoundView>
}, 'take-late-step')

export const createRound = action(
  async (round: NewRound) => (await rounds.$post({ json: round })).json(),
  'create-round',
)
export const changeParts = action(
  async (round: Round, parts: PartsChange) =>
    (await one['plan-parts'].$put({ ...of(round.id), json: parts }, asRead(round))).json(),
  'change-parts',
)
const sheetType = (name: string): string => (name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX)
export const listDevices = query(async () => (await (await api.devices.$get()).json()).devices, 'devices')
export const issueDevice = action(
  async (label: string) => (await api.devices.$post({ json: { label } })).json(),
  'issue-device',
)
export const revokeDevice = action(
  async (id: string) => (await api.devices[':id'].revoke.$post({ ...of(id), json: {} })).json(),
  'revoke-device',
)
export const readUnits = query(async (day: string) => (await api.units.$get({ query: { day } })).json(), 'units')
export const readUnit = query(
  async (id: string, day: string) => (await api.units[':id'].$get({ ...of(id), query: { day } })).json(),
  'unit',
)
async function sendUnits(file: File, dryRun: boolean) {
  const headers = { 'Content-Type': sheetType(file.name), 'X-File-Name': encodeURIComponent(file.name) }
  const input = { query: dryRun ? { dryRun: '1' as const } : {} }
  return (await api.units.import.$post(input, { headers, init: { body: file } })).json()
}
/** Reads a list of units on the server and says what it would change; nothing is stored. */
export const tryUnits = (file: File) => sendUnits(file, true)
export const importUnits = action((file: File) => sendUnits(file, false), 'import-units')
export const loadShippedUnits = action(
  async () => (await api.units.shipped.$post({ query: {}, json: {} })).json(),
  'load-shipped-units',
)

export const approve = action(
  async (round: Round, decision: { decisionNumber: string; decisionDate: string }) =>
    (await one.approve.$post({ ...of(round.id), json: decision }, asRead(round))).json(),
  'approve',
)
/** The steps and acts that need nothing but the wish. */
const STEPS = {
  submit: one.submit,
  'take-back': one['take-back'],
  print: one.slips.print,
  issue: one.slips.issue,
  open: one.open,
  close: one.close,
  freeze: one.freeze,
  weigh: one.weigh,
}
export type PlainStep = keyof typeof STEPS
export const takeStep = action(
  async (round: Round, step: PlainStep) =>
    (await STEPS[step].$post({ ...of(round.id), json: {} }, asRead(round))).json(),
  'take-step',
)
export const drawSample = action(
  async (round: Round, seed: string | undefined) =>
    (await one.sample.$post({ ...of(round.id), json: seed === undefined ? {} : { seed } }, asRead(round))).json(),
  'draw-sample',
)
export const checkSample = async (id: string) => (await (await one.sample.check.$get(of(id))).json()).same

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export type ColumnNames = Readonly<Record<string, string>>
async function sendFrame(round: Round, file: File, dryRun: boolean, names: ColumnNames) {
  const headers = {
    ...asRead(round).headers,
    'Content-Type': file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX,
    'X-File-Name': encodeURIComponent(file.name),
  }
  const input = {
    ...of(round.id),
    query: {
      ...(dryRun ? { dryRun: '1' as const } : {}),
      ...(Object.keys(names).length > 0 ? { columns: JSON.stringify(names) } : {}),
    },
  }
  return (await one.frame.$post(input, { headers, init: { body: file } })).json()
}
/** Reads the file on the server and says what is wrong with it; nothing is stored. */
export const tryFrame = (round: Round, file: File, names: ColumnNames = {}) => sendFrame(round, file, true, names)
export const importFrame = action(
  (round: Round, file: File, names: ColumnNames = {}) => sendFrame(round, file, false, names),
  'import-frame',
)

/** The slips of the drawn classes, with some in reserve in each packet. */
export const makeSlips = action(
  async (round: Round, extra: number) =>
    (await one.slips.$post({ ...of(round.id), json: { extra } }, asRead(round))).json(),
  'make-slips',
)

const packets = one.packets[':packet']
export type PacketAccount = InferRequestType<(typeof packets.account)['$post']>['json']
export const accountPacket = action(
  async (round: Round, packet: string, counts: PacketAccount) =>
    (await packets.account.$post({ param: { id: round.id, packet }, json: counts }, asRead(round))).json(),
  'account-packet',
)
export const revokePacket = action(
  async (round: Round, packet: string) =>
    (await packets.revoke.$post({ param: { id: round.id, packet }, json: {} }, asRead(round))).json(),
  'revoke-packet',
)

/** The slip sheets as a file on this computer. */
export const downloadSheets = (id: string, paper?: string): Promise<void> =>
  download(path(id, `slips/sheets.pdf${paper === undefined ? '' : `?paper=${paper}`}`), 'phieu.pdf')

/** A file of the server as a file on this computer; a refusal is said on the page instead. */
export async function download(address: string, name: string): Promise<void> {
  const reply = await ask(address)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await reply.blob())
  link.download = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1] ?? name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export const refreshFieldwork = (id: string): Promise<void> => revalidate(readFieldwork.keyFor(id))
/** Reads everything on the page again, after somebody else's change. */
export const refreshAll = (): Promise<void> => revalidate()

const path = (id: string, rest: string): string => `/api/rounds/${encodeURIComponent(id)}/${rest}`
/** Addresses a browser opens itself, for downloads. */
export const addressOf = {
  rows: (id: string): string => path(id, 'dataset/rows.csv'),
  exported: (id: string, format: string): string => path(id, `export?format=${format}`),
  chart: (id: string, estimate: string, of: string): string =>
    path(id, `estimates/chart.png?estimate=${encodeURIComponent(estimate)}&of=${encodeURIComponent(of)}`),
  units: '/api/units/list',
  document: (id: string, format: 'docx' | 'pdf'): string =>
    `/api/documents/${encodeURIComponent(id)}/file?format=${format}`,
}
