import { expect, test } from 'vitest'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'
import { sheetId } from './published-round.ts'

type Version = { id: string; lockVersion: number; definition: Record<string, unknown>; issues: { code: string }[] }

test('a round that was begun under an older notice shows that one, and takes sheets that agreed to it and to no other', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, codes } = await fieldingRound(at)
  // As if the program had shipped these words when the round was begun, and another version since.
  const older = { ...NOTICES.parent, version: '0', title: { vi: 'Lời của bản trước' } }
  await at.db
    .insertInto('notice')
    .values({ version: '0', definition: canonicalJson({ parent: older, learner: older }) })
    .execute()
  await at.db.updateTable('round').set({ noticeVersion: '0' }).where('id', '=', id).execute()

  const page = await (await at.app.request('/p/ph-th')).text()
  expect(page).toContain('Lời của bản trước')
  const shown = /data-notice="?([^" >]+)/.exec(page)?.[1]
  expect(shown).toBe('0')
  const send = async (consent: string, place: number) => {
    const sheet = { slip: codes('ph-th')[place], form: 'ph-th@2021.1', language: 'vi', answers: { A1: 5 } }
    const reply = await at.app.request('/api/responses', json('POST', { ...sheet, id: sheetId(place), consent }))
    return { status: reply.status, said: await reply.json() }
  }
  expect((await send('0', 0)).status).toBe(201)
  expect(await send(NOTICES.parent.version, 1)).toMatchObject({
    status: 422,
    said: { code: 'answer_invalid', errors: [{ pointer: '/consent', code: 'consent_required' }] },
  })
  expect(await at.db.selectFrom('response').select('noticeVersion').execute()).toEqual([{ noticeVersion: '0' }])
})

test("a form's own notice in other words than were published under its version is not published", async () => {
  const at = await world()
  const [writer, director] = [await at.as('admin'), await at.as('director')]
  const lock = ({ lockVersion }: Version) => ({ 'if-match': `"${lockVersion}"` })
  const begun = await writer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))
  const draft = (await begun.json()) as Version
  const title = { vi: 'Một lời khác', en: 'Other words' }
  const save = async (before: Version, notice: object) => {
    const body = { definition: { ...draft.definition, notice } }
    return (await (await writer(`/api/instruments/${draft.id}`, json('PUT', body, lock(before)))).json()) as Version
  }
  const review = (version: Version) => director(`/api/instruments/${draft.id}/review`, json('POST', {}, lock(version)))
  const changed = await save(draft, { ...NOTICES.parent, title })
  const refused = await review(changed)
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { code: 'instrument_invalid', errors: [{ pointer: '/notice/version', code: 'notice_version_used' }] },
  ])
  // The same words under the same version, or other words under their own, are fine.
  const same = await save(changed, NOTICES.parent)
  expect(same.issues).toEqual([])
  expect((await review(await save(same, { ...NOTICES.parent, title, version: '2021.2' }))).status).toBe(200)
})
