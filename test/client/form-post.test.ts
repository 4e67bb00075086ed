import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { pageWords } from '../../client/words/respondent.ts'
import { readFormPost } from '../../server/responses/form-post.ts'
import { renderProblemPage } from '../../server/responses/page.ts'
import { formHtml } from '../../server/responses/page-html.ts'
import { checkAnswers } from '../../surveys/answers.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { builtProgram } from '../server/built-program.ts'

const id = '7172beb0-a67d-4bfb-a449-18f7ca3ee52b'
const page = {
  instrument: phTh,
  notice: NOTICES.parent,
  names: { department: 'Sở', hotline: '1' },
  language: 'vi' as const,
}

test('the fields of a plain form become the JSON of the contract', () => {
  const post = readFormPost(
    {
      slip: 'k7m2-…',
      language: 'vi',
      consent: '1',
      A1: '5',
      A4: '-',
      F2: ' 90 %',
      T1: 'mother',
      G1: 'Tốt',
      G2: '  ',
      X9: '1',
    },
    phTh,
    id,
  )
  expect(post).toEqual({
    kind: 'sheet',
    body: {
      id,
      slip: 'k7m2-…',
      form: 'ph-th@2021.1',
      language: 'vi',
      consent: '1',
      answers: { A1: 5, A4: null, F2: 90, T1: 'mother', G1: 'Tốt' },
    },
  })
})
test('what is no number stays as it came, for the one check of answers to name', () => {
  const post = readFormPost({ slip: 's', consent: '1', A1: 'x', F2: '9o', A2: '7' }, phTh, id)
  if (post.kind !== 'sheet') throw new Error('a sheet was expected')
  const named = checkAnswers(phTh, post.body.answers).filter(({ code }) => code !== 'required_missing')
  expect(named.map(({ path, code }) => [path, code])).toEqual([
    ['/answers/A1', 'type'],
    ['/answers/A2', 'out_of_range'],
    ['/answers/F2', 'type'],
  ])
})
test('no to the notice is no sheet, whatever else was filled in', () => {
  expect(readFormPost({ consent: 'no', A1: '5', slip: '' }, phTh, id)).toEqual({
    kind: 'declined',
    form: 'ph-th@2021.1',
    slip: undefined,
  })
})
test('odd fields do no harm', () => {
  const fields = JSON.parse('{"__proto__":{"A1":"5"},"constructor":"1","A1":{"x":1},"A2":["4","5"],"language":"xx"}')
  const post = readFormPost(fields, phTh, id)
  expect(post).toMatchObject({ kind: 'sheet', body: { slip: '', consent: '', language: 'vi', answers: { A2: 4 } } })
  expect(({} as Record<string, unknown>).A1).toBeUndefined()
})
test('a refused form comes back with everything that was in it', async () => {
  const fields = { slip: 'K7M2', consent: '1', A1: '4', A4: '-', F2: '9o', G1: '<b>Tốt</b>', T1: 'mother' }
  const refused = { code: 'answer_invalid', items: ['F2'], fields }
  const html = renderProblemPage(page, refused, await builtProgram()).html.toString()
  const { document } = parseHTML(html)
  const checked = [...document.querySelectorAll('[checked]')].map(
    (input) => `${input.getAttribute('name')}=${input.getAttribute('value')}`,
  )
  expect(checked).toEqual(['consent=1', 'A1=4', 'A4=-', 'T1=mother'])
  expect(document.querySelector('#slip')?.getAttribute('value')).toBe('K7M2')
  expect(document.querySelector('[name=F2]')?.getAttribute('value')).toBe('9o')
  expect(html).toContain('>&lt;b&gt;Tốt&lt;/b&gt;</textarea>')
  expect(document.querySelector('#F2')?.className).toBe('wrong')
  // The way there stands at the top, by the name of the question.
  const way = document.querySelector('[role=alert] a')
  expect(way?.getAttribute('href')).toBe('#F2')
  expect(way?.textContent).toBe(document.querySelector('#F2 legend')?.textContent)
  expect(document.querySelector('[role=alert]')?.textContent).toContain('cần xem lại')
})

test('whoever writes a text is asked for no names, also where its designer says something else beside it', () => {
  const hinted = (hint: { vi: string } | undefined) => ({
    ...phTh,
    blocks: phTh.blocks.map((block) => ({
      ...block,
      items: block.items.map((item) => (item.type === 'text' ? { ...item, hint } : item)),
    })),
  })
  const warnings = (hint: { vi: string } | undefined) =>
    formHtml({ ...page, instrument: hinted(hint) as typeof phTh }).markup.split(pageWords.noNames.vi).length - 1
  expect(warnings(undefined)).toBe(3)
  expect(warnings({ vi: 'Viết ngắn gọn.' })).toBe(3)
  expect(warnings({ vi: 'Xin không ghi tên ai.' })).toBe(0)
})
