import { action, query, revalidate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { Refusal } from './refusal.ts'
import type {
  Dataset,
  Document,
  Draw,
  Estimate,
  Fieldwork,
  Frame,
  FrameTrial,
  NewRound,
  PlanChange,
  PrecisionRow,
  RoundSummary,
  RoundView,
  Session,
  Slips,
  Weighting,
} from './shapes.ts'

/** The only place that asks the server for anything. */

type Round = Readonly<{ id: string; version: number }>

const [session, setSession] = createSignal<Session | null | undefined>(undefined)

/** Who is signed in: undefined while nobody knows, null when nobody is. */
export { session }

const [lapsed, setLapsed] = createSignal(false)

/** Whether a session ended while its owner was at work: the page stays, and the sign-in comes over it. */
export { lapsed }

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let reply: Response
  try {
    reply = await fetch(`/api${path}`, { credentials: 'same-origin', ...init })
  } catch {
    throw new Refusal({ code: 'offline' })
  }
  if (reply.ok) return reply
  const document = await reply.json().catch(() => ({ code: reply.status === 503 ? 'unavailable' : 'unexpected' }))
  if (document.code === 'not_signed_in') {
    if (session()) setLapsed(true)
    else setSession(null)
  }
  throw new Refusal(document)
}

const read = async <T>(path: string): Promise<T> => (await ask(path)).json() as Promise<T>

/** A change of a round names the version its page was made from; the server refuses if somebody was there first. */
async function change<T = RoundView>(method: string, path: string, json: unknown, round?: Round): Promise<T> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' }
  if (round) headers['If-Match'] = `"${round.version}"`
  return (await ask(path, { method, headers, body: JSON.stringify(json) })).json() as Promise<T>
}

const at = (id: string, rest = ''): string => `/rounds/${encodeURIComponent(id)}${rest}`

export async function findOut(): Promise<void> {
  try {
    setSession(await read<Session>('/session'))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_signed_in') return
    throw error
  }
}
export const signIn = action(async (email: string, password: string) => {
  const account = await change<Session>('POST', '/session', { email, password })
  setLapsed(false)
  setSession(account)
  return account
}, 'sign-in')
export const signOut = action(async () => {
  await ask('/session', { method: 'DELETE' })
  setLapsed(false)
  setSession(null)
}, 'sign-out')

export const listRounds = query(async () => (await read<{ rounds: RoundSummary[] }>('/rounds')).rounds, 'rounds')
export const readRound = query((id: string) => read<RoundView>(at(id)), 'round')
export const readFrame = query(
  async (id: string) => (await read<{ frame: Frame | null }>(at(id, '/frame'))).frame,
  'frame',
)
export const readSample = query(
  async (id: string) => (await read<{ draw: Draw | null }>(at(id, '/sample'))).draw,
  'sample',
)
export const readPrecision = query(
  async (id: string) => (await read<{ rows: PrecisionRow[] }>(at(id, '/sample/precision'))).rows,
  'precision',
)
export const readSlips = query((id: string) => read<Slips>(at(id, '/slips')), 'slips')
export const readFieldwork = query((id: string) => read<Fieldwork>(at(id, '/fieldwork')), 'fieldwork')
export const readDataset = query(
  async (id: string) => (await read<{ dataset: Dataset | null }>(at(id, '/dataset'))).dataset,
  'dataset',
)
export const readWeights = query(
  async (id: string) => (await read<{ weighting: Weighting | null }>(at(id, '/weights'))).weighting,
  'weights',
)
export const readEstimates = query(
  async (id: string) => (await read<{ estimate: Estimate | null }>(at(id, '/estimates'))).estimate,
  'estimates',
)
export const readDocuments = query(
  async (id: string) => (await read<{ documents: Document[] }>(at(id, '/documents'))).documents,
  'documents',
)

export const createRound = action((round: NewRound) => change('POST', '/rounds', round), 'create-round')
export const changePlan = action(
  (round: Round, plan: PlanChange) => change('PUT', at(round.id, '/plan'), plan, round),
  'change-plan',
)
export const approve = action(
  (round: Round, decision: { decisionNumber: string; decisionDate: string }) =>
    change('POST', at(round.id, '/approve'), decision, round),
  'approve',
)
/** The steps and acts that need nothing but the wish. */
export type PlainStep =
  | 'submit'
  | 'take-back'
  | 'slips'
  | 'slips/print'
  | 'slips/issue'
  | 'open'
  | 'close'
  | 'freeze'
  | 'weigh'
  | 'estimate'
  | 'report'
export const takeStep = action(
  (round: Round, step: PlainStep) => change('POST', at(round.id, `/${step}`), {}, round),
  'take-step',
)
export const drawSample = action(
  (round: Round, seed: string | undefined) =>
    change('POST', at(round.id, '/sample'), seed === undefined ? {} : { seed }, round),
  'draw-sample',
)
export const checkSample = async (id: string): Promise<boolean> =>
  (await read<{ same: boolean }>(at(id, '/sample/check'))).same

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
async function sendFrame(round: Round, file: File, dryRun: boolean): Promise<FrameTrial> {
  const headers = {
    'Content-Type': file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX,
    'X-File-Name': encodeURIComponent(file.name),
    'If-Match': `"${round.version}"`,
  }
  const reply = await ask(at(round.id, `/frame${dryRun ? '?dryRun=1' : ''}`), { method: 'POST', headers, body: file })
  return reply.json() as Promise<FrameTrial>
}
/** Reads the file on the server and says what is wrong with it; nothing is stored. */
export const tryFrame = (round: Round, file: File): Promise<FrameTrial> => sendFrame(round, file, true)
export const importFrame = action((round: Round, file: File) => sendFrame(round, file, false), 'import-frame')

export const accountPacket = action(
  (round: Round, packet: string, counts: { spoiled: number; returned: number }) =>
    change('POST', at(round.id, `/packets/${encodeURIComponent(packet)}/account`), counts, round),
  'account-packet',
)
export const revokePacket = action(
  (round: Round, packet: string) =>
    change('POST', at(round.id, `/packets/${encodeURIComponent(packet)}/revoke`), {}, round),
  'revoke-packet',
)

export const refreshFieldwork = (id: string): Promise<void> => revalidate(readFieldwork.keyFor(id))
/** Reads everything on the page again, after somebody else's change. */
export const refreshAll = (): Promise<void> => revalidate()

/** Addresses a browser opens itself, for downloads. */
export const addressOf = {
  sheets: (id: string): string => `/api${at(id, '/slips/sheets.pdf')}`,
  rows: (id: string): string => `/api${at(id, '/dataset/rows.csv')}`,
  document: (id: string): string => `/api/documents/${encodeURIComponent(id)}/file`,
}
