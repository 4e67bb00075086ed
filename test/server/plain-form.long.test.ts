import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { NOTICES } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { json, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { fieldingRound } from './journey.ts'
import { flowing, pageTexts, readsText, WITHOUT } from './pdf-text.ts'

/** A form of its own: a question under a condition, and a notice that nobody else has. */
type Version = { id: string; lockVersion: number; definition: Instrument }
const notice = {
  ...NOTICES.parent,
  version: 'rieng-1',
  points: [{ vi: 'Riêng xã này: phiếu do Đoàn xã thu.', en: 'In this commune the youth union collects the sheets.' }],
  agree: { vi: 'Tôi đồng ý với điều trên', en: 'I agree to the above' },
}

async function ownForm() {
  const at = await world({ clientDir: await builtFolder() })
  const [writer, director] = [await at.as('admin'), await at.as('director')]
  const post = async (path: string, body: object, version: Version) => {
    const headers = { 'if-match': `"${version.lockVersion}"` }
    return (await (await director(`/api/instruments/${path}`, json('POST', body, headers))).json()) as Version
  }
  const draft = (await (await writer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))).json()) as Version
  const blocks = draft.definition.blocks.map((block) => ({
    ...block,
    items: block.items.map((item) => (item.id === 'A6' ? { ...item, relevant: `\${A5} <= 2 and \${A5} != ''` } : item)),
  }))
  const saving = json(
    'PUT',
    { definition: { ...draft.definition, notice, blocks } },
    { 'if-match': `"${draft.lockVersion}"` },
  )
  const saved = (await (await writer(`/api/instruments/${draft.id}`, saving)).json()) as Version
  const reviewed = await post(`${draft.id}/review`, {}, saved)
  expect((await post(`${draft.id}/publish`, { decision: 'QĐ 9' }, reviewed)).id).toBe('ph-th@2021.2')
  const { designer, codes } = await fieldingRound(at)
  const page = async (path: string) => parseHTML(await (await at.app.request(path)).text()).document
  const send = (fields: Record<string, string>) =>
    at.app.request('/p/ph-th', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
  return { ...at, designer, slips: codes('ph-th'), page, send }
}

test('a reader without scripts is told when a question applies, and what does not apply is not stored', async () => {
  const { page, send, slips, db } = await ownForm()
  const vi = await page('/p/ph-th')
  const told = (document: typeof vi, id: string) => document.querySelector(`#${id} noscript`)?.textContent
  expect(told(vi, 'A6')).toBe(
    'Chỉ trả lời nếu câu A5 từ mức 2 (Không hài lòng) trở xuống và câu A5 đã được trả lời. Nếu không, bỏ qua câu này.',
  )
  expect(told(vi, 'A5')).toBe('Câu A5.')
  expect(told(vi, 'A4')).toBeUndefined()
  expect(told(await page('/p/ph-th?lang=en'), 'A6')).toContain(
    'Answer only if question A5 is level 2 (Dissatisfied) or below',
  )

  const sheet = { language: 'vi', consent: notice.version, A6: '1', F2: '90' }
  expect((await send({ ...sheet, slip: slips[0], A5: '5' })).status).toBe(201)
  expect((await send({ ...sheet, slip: slips[1], A5: '2' })).status).toBe(201)
  const stored = await db.selectFrom('response').select('answers').execute()
  const answers = stored.map(({ answers }) => JSON.parse(answers) as Record<string, unknown>)
  expect(answers.find(({ A5 }) => A5 === 5)).toEqual({ A5: 5, F2: 90 })
  expect(answers.find(({ A5 }) => A5 === 2)).toEqual({ A5: 2, A6: 1, F2: 90 })
  // Shown again after a refusal, the form has no program, so the sentence stands in the open.
  const refused = await send({ ...sheet, slip: slips[2], A5: '2', F2: '999' })
  expect(refused.status).toBe(422)
  const { document } = parseHTML(await refused.text())
  expect(document.querySelector('#A6 > p')?.textContent).toContain('Chỉ trả lời nếu câu A5')
})

test("a form's own notice is read on the page and on paper, and its version is kept with every sheet", async ({
  skip,
}) => {
  const { page, send, slips, db, designer } = await ownForm()
  const read = await page('/p/ph-th')
  expect(read.querySelector('[data-screen=notice]')?.textContent).toContain(notice.points[0].vi)
  expect(read.querySelector('#consent')?.textContent).toContain(notice.agree.vi)
  expect(read.querySelector('#form')?.getAttribute('data-notice')).toBe('rieng-1')
  expect((await page('/p/ph-th?lang=en')).querySelector('[data-screen=notice]')?.textContent).toContain('youth union')

  expect((await send({ slip: slips[0], language: 'vi', consent: NOTICES.parent.version, A1: '5' })).status).toBe(422)
  expect((await send({ slip: slips[0], language: 'vi', consent: 'rieng-1', A1: '5' })).status).toBe(201)
  expect(await db.selectFrom('response').select(['instrumentId', 'noticeVersion']).execute()).toEqual([
    { instrumentId: 'ph-th@2021.2', noticeVersion: 'rieng-1' },
  ])
  if (!readsText) skip(WITHOUT)
  const paper = async (version: string) => {
    const reply = await designer(`/api/instruments/ph-th@${version}/paper.pdf?language=vi`)
    return flowing(await pageTexts(Buffer.from(await reply.arrayBuffer())))
  }
  expect(await paper('2021.2')).toContain('phiếu do Đoàn xã thu')
  expect(await paper('2021.1')).not.toContain('phiếu do Đoàn xã thu')
})
