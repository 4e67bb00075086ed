import { action, query, revalidate } from '@solidjs/router'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, ask, send } from '../api.ts'
import { readYear, readYearHistory } from '../assessment/api.ts'

/** What the pages of papers and proofs ask of the server. */

const one = api.assessments[':id']
const cards = api.criteria[':id']
const of = (id: string) => ({ param: { id } })

export type Proofs = InferResponseType<typeof one.evidence.$get, 200>
export type ProofRelease = Proofs['releases'][number]
export type Found = InferResponseType<typeof api.evidence.$get, 200>
export type FoundPaper = Found['evidence'][number]
export type UnitPaper = InferRequestType<typeof one.papers.$post>['json']['kind']
export type AppraisalPaper = InferRequestType<(typeof one)['appraisal-papers']['$post']>['json']['kind']
export type MadePaper = InferResponseType<typeof one.papers.$get, 200>['papers'][number]

/** `state`: of the year; a step of the road opens or closes what may be proved, so it is another reading. */
export const readProofs = query(
  async (id: string, _state: string) => (await one.evidence.$get(of(id))).json(),
  'proofs',
)

/** A change of what proves a line moves the year's version and perhaps its points: both are read again. */
export async function readAgain(id: string): Promise<void> {
  await revalidate([readProofs.key, readYear.keyFor(id), readYearHistory.keyFor(id), findPapers.key])
}
export async function attach(id: string, component: string, evidence: string, line: number | null): Promise<void> {
  await one.evidence.$post({ ...of(id), json: { component, evidence, line } })
  await readAgain(id)
}
export async function detach(id: string, component: string, evidence: string): Promise<void> {
  await one.evidence[':component'][':evidence'].$delete({ param: { id, component, evidence } })
  await readAgain(id)
}
export async function takeRelease(id: string, component: string, round: string): Promise<void> {
  await one.releases.$post({ ...of(id), json: { component, round } })
  await readAgain(id)
}
export async function dropRelease(id: string, component: string): Promise<void> {
  await one.releases[':component'].$delete({ param: { id, component } })
  await readAgain(id)
}

export const PAGE = 25
export const findPapers = query(
  async (q: string, unit: string, limit: number) =>
    (
      await api.evidence.$get({ query: { ...(q ? { q } : {}), ...(unit ? { unit } : {}), limit: String(limit) } })
    ).json(),
  'found-papers',
)

export const readUses = query(
  async (id: string) => (await (await api.evidence[':id'].uses.$get({ param: { id } })).json()).uses,
  'paper-uses',
)

export type About = Readonly<{ number: string; issuedOn: string; issuer: string; abstract: string }>
/** Keeps a paper; the bytes go as they are. */
export async function keepPaper(
  unit: string | null,
  about: About,
  file: File,
  onSent: (share: number) => void,
): Promise<string> {
  const asked = new URLSearchParams({ ...about, ...(unit === null ? {} : { unit }) })
  const headers = { 'Content-Type': 'application/pdf', 'X-File-Name': encodeURIComponent(file.name) }
  const reply = await send(`/api/evidence?${asked}`, headers, file, onSent)
  await revalidate(findPapers.key)
  return ((await reply.json()) as { id: string }).id
}
export const withdrawPaper = action(
  async ({ id, version }: Pick<FoundPaper, 'id' | 'version'>) =>
    (
      await ask(`/api/evidence/${encodeURIComponent(id)}/withdraw`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'If-Match': `"${version}"` },
        body: '{}',
      })
    ).json(),
  'withdraw-paper',
)

export const readYearPapers = query(
  async (id: string) => (await (await one.papers.$get(of(id))).json()).papers,
  'year-papers',
)
export const makeYearPaper = action(
  async (id: string, kind: UnitPaper) => (await one.papers.$post({ ...of(id), json: { kind } })).json(),
  'make-year-paper',
)
/** What the Department issues about the year. */
export const makeAppraisalPaper = action(
  async (id: string, kind: AppraisalPaper) =>
    (await one['appraisal-papers'].$post({ ...of(id), json: { kind } })).json(),
  'make-appraisal-paper',
)
export const readDecisions = query(
  async (card: string) => (await (await cards.papers.$get(of(card))).json()).papers,
  'decision-papers',
)
export const makeDecision = action(
  async (card: string) => (await cards.papers.$post({ ...of(card), json: {} })).json(),
  'make-decision',
)

/** Addresses a browser opens itself, for downloads. */
export const fileOf = {
  paper: (id: string): string => `/api/evidence/${encodeURIComponent(id)}/file`,
  made: (owner: 'assessments' | 'criteria', id: string, paper: string, format: 'docx' | 'pdf'): string =>
    `/api/${owner}/${encodeURIComponent(id)}/papers/${encodeURIComponent(paper)}/file?format=${format}`,
}
