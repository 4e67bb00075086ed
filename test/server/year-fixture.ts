import { json, type world } from '../world.ts'
import { makePdf, streamOf } from './make-pdf.ts'

type World = Awaited<ReturnType<typeof world>>
export type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>

export const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
/** A refusal in one line: its code and those of its places. */
export const code = async (reply: Response | Promise<Response>) => {
  const said = await read<{ code: string; errors?: { code: string }[] }>(reply)
  return [said.code, ...(said.errors ?? []).map((one) => one.code)].join(' ')
}
export const percent = (numerator: number, denominator: number) => ({ kind: 'ratio', numerator, denominator })

/** A published card, units with their assessors, and their years opened. */
export async function openedYears(at: World, card: string, unitIds: readonly string[]) {
  for (const id of unitIds)
    await at.db
      .insertInto('unit')
      .values({
        id,
        kind: 'school',
        code: id,
        name: `Trường ${id}`,
        level: null,
        validFrom: '2000-01-01',
        validTo: null,
      })
      .execute()
  const [designer, director] = [await at.as('designer', { email: 'card@example.vn' }), await at.as('director')]
  const appraiser = await at.as('appraiser')
  const draft = await read<{ id: string }>(designer(`/api/criteria/${card}/draft`, json('POST', {})))
  await director(`/api/criteria/${draft.id}/publish`, json('POST', { decision: 'QĐ 1' }, { 'if-match': '"1"' }))
  const opening = { criteriaSetId: draft.id, unitIds, scoreDueOn: '2021-12-10', explainDueOn: '2021-12-20' }
  await designer('/api/assessments', json('POST', opening))
  const { assessments } = await read<{ assessments: { id: string; unitId: string }[] }>(appraiser('/api/assessments'))
  const yearOf = (unitId: string) => assessments.find((one) => one.unitId === unitId)?.id ?? ''
  const version = async (id: string) =>
    (await read<{ lockVersion: number }>(appraiser(`/api/assessments/${id}`))).lockVersion
  const send = async (who: Caller, id: string, path: string, value: unknown = {}) =>
    who(
      `/api/assessments/${id}/${path}`,
      json(['self-scores', 'appraisals', 'explanations'].includes(path) ? 'PUT' : 'POST', value, {
        'if-match': `"${await version(id)}"`,
      }),
    )
  const assessorOf = (unitId: string) => at.as('assessor', { unitId, email: `${unitId}@example.vn` })
  return { designer, director, appraiser, cardId: draft.id, yearOf, send, assessorOf }
}

let serial = 0
/** Keeps a paper; its bytes are its own unless they are given. */
export async function keepPaper(who: Caller, unit: string, about: Record<string, string> = {}, bytes?: Uint8Array) {
  serial += 1
  const said = {
    number: `${serial}/QĐ`,
    issuedOn: '2021-03-15',
    issuer: 'Sở Giáo dục và Đào tạo',
    abstract: 'Kế hoạch',
    ...about,
  }
  const content = bytes ?? makePdf({ more: [streamOf('', Buffer.from(`paper ${serial}`))] })
  return who(`/api/evidence?${new URLSearchParams({ ...said, unit })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: new Uint8Array(content),
  })
}
export const keptId = async (reply: Response | Promise<Response>) => (await read<{ id: string }>(reply)).id
