import { expect, test } from 'vitest'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'
import { sheetId } from './published-round.ts'

type Version = { id: string; lockVersion: number; definition: Record<string, unknown> }
const locked = ({ lockVersion }: Version) => ({ 'if-match': `"${lockVersion}"` })

test('a new round asks the newest version, with the notice that belongs to it', async () => {
  const at = await world()
  const [writer, director] = [await at.as('admin'), await at.as('director')]
  const post = async (path: string, body: object, headers = {}) =>
    (await (await director(`/api/instruments/${path}`, json('POST', body, headers))).json()) as Version
  const begun = await writer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))
  const draft = (await begun.json()) as Version
  const notice = { ...NOTICES.parent, version: 'rieng-1' }
  const body = { definition: { ...draft.definition, notice } }
  const saved = (await (
    await writer(`/api/instruments/${draft.id}`, json('PUT', body, locked(draft)))
  ).json()) as Version
  const reviewed = await post(`${draft.id}/review`, {}, locked(saved))
  expect((await post(`${draft.id}/publish`, { decision: 'QĐ 9' }, locked(reviewed))).id).toBe('ph-th@2021.2')

  const { codes } = await fieldingRound(at)
  const send = (form: string, consent: string, place: number) =>
    at.app.request(
      '/api/responses',
      json('POST', {
        id: `00000000-0000-4000-8000-00000000000${place}`,
        slip: codes('ph-th')[place],
        form,
        language: 'vi',
        consent,
        answers: { A1: 5 },
      }),
    )
  expect((await send('ph-th@2021.2', NOTICES.parent.version, 0)).status).toBe(422)
  expect((await send('ph-th@2021.2', 'rieng-1', 0)).status).toBe(201)
  // A sheet of the version before is told so, and stays on the phone.
  const old = await send('ph-th@2021.1', NOTICES.parent.version, 1)
  expect([old.status, ((await old.json()) as { code: string }).code]).toEqual([409, 'form_superseded'])
  expect(((await (await at.app.request('/api/forms/ph-th')).json()) as { version: string }).version).toBe('2021.2')
})

// Case B37.
// Cases K16 and N05.
test('a version published while sheets come in changes none of them: the round goes on under the version it was approved with', async () => {
  const at = await world({ beginning: FIELDING })
  const { codes } = await fieldingRound(at)
  const [writer, director] = [await at.as('admin'), await at.as('director')]
  const begun = await writer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))
  const draft = (await begun.json()) as Version
  const post = async (step: string, body: object, version: Version) =>
    (await (
      await director(`/api/instruments/${draft.id}/${step}`, json('POST', body, locked(version)))
    ).json()) as Version
  const reviewed = await post('review', {}, draft)
  const send = async (form: string, place: number) => {
    const slip = codes('ph-th')[place]
    const sheet = { id: sheetId(place), slip, form, language: 'vi', consent: '1', answers: { A1: 5 } }
    return (await at.app.request('/api/responses', json('POST', sheet))).status
  }
  const early = Array.from({ length: 10 }, (_, place) => send('ph-th@2021.1', place))
  const publishing = post('publish', { decision: 'QĐ 9' }, reviewed)
  const late = Array.from({ length: 10 }, (_, place) => send('ph-th@2021.1', 10 + place))
  expect((await publishing).id).toBe('ph-th@2021.2')
  expect(new Set(await Promise.all([...early, ...late]))).toEqual(new Set([201]))
  // The new version is asked by the next round only.
  expect(await send('ph-th@2021.2', 30)).not.toBe(201)
  const stored = await at.db.selectFrom('response').select('instrumentId').execute()
  expect(stored.map(({ instrumentId }) => instrumentId)).toEqual(Array(20).fill('ph-th@2021.1'))
})
