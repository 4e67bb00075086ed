import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { codebookOf } from '../../surveys/codebook.ts'
import { ddiOf, type Study } from '../../surveys/ddi.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { everyType } from './every-type.ts'

const study: Study = { title: { vi: 'Khảo sát <2021> & "hài lòng"' }, authority: 'Sở Giáo dục và Đào tạo' }

/** Every element with its way from the root, its attributes and its text, as a reader of the file sees it. */
function read(xml: string) {
  const found: { way: string; attributes: Record<string, string>; text: string }[] = []
  const open: (typeof found)[number][] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const one = { way: `${open.at(-1)?.way ?? ''}/${name}`, attributes, text: '' }
    found.push(one)
    open.push(one)
  })
  parser.on('text', (text) => {
    const here = open.at(-1)
    if (here) here.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return found
}
const at = (xml: string, way: string) => read(xml).filter((one) => one.way === `/codeBook${way}`)

describe('the DDI description', () => {
  test.each(Object.values(FORMS))('of $form names every column once, and groups only columns that exist', (form) => {
    const xml = ddiOf(form, study)
    const variables = at(xml, '/dataDscr/var')
    expect(variables.map(({ attributes }) => attributes.name)).toEqual(codebookOf(form).map(({ name }) => name))
    const ids = new Set(variables.map(({ attributes }) => attributes.ID))
    expect(ids.size).toBe(variables.length)
    const grouped = at(xml, '/dataDscr/varGrp').flatMap(({ attributes }) => (attributes.var ?? '').split(' '))
    expect(grouped.filter((id) => !ids.has(id))).toEqual([])
    expect(grouped).toHaveLength(variables.length)
  })

  test('of a form with every type names rows, places and computed values, with the question as it was asked', () => {
    const xml = ddiOf(everyType, study)
    expect(at(xml, '/dataDscr/var').map(({ attributes }) => attributes.name)).toEqual(
      codebookOf(everyType).map(({ name }) => name),
    )
    const questions = at(xml, '/dataDscr/var/qstn/qstnLit').map(({ text }) => text)
    expect(questions).toContain('Bao lâu một lần? – Chơi thể thao')
    expect(at(xml, '/dataDscr/var/derivation/drvdesc').map(({ text }) => text)).toContain(
      'round(${Q1} * 2 * 5 div 60 * 10) div 10',
    )
  })

  test('carries title, question, levels and both reasons for a missing value', () => {
    const xml = ddiOf(phTh, { ...study, file: { name: 'ph-th.csv', rows: 1842 } }, [
      { name: 'weight', label: { vi: 'Trọng số' }, type: 'number', weight: true },
    ])
    expect(at(xml, '/stdyDscr/citation/titlStmt/titl')[0]?.text).toBe('Khảo sát <2021> & "hài lòng"')
    expect(at(xml, '/fileDscr/fileTxt/dimensns/caseQnty')[0]?.text).toBe('1842')
    expect(at(xml, '/fileDscr/fileTxt/dimensns/varQnty')[0]?.text).toBe(String(codebookOf(phTh).length + 1))
    expect(at(xml, '/dataDscr/var')[0]?.attributes).toMatchObject({ name: 'weight', wgt: 'wgt' })
    const questions = at(xml, '/dataDscr/var/qstn/qstnLit').map(({ text }) => text)
    expect(questions).toContain('Nhà vệ sinh học sinh sạch, đủ dùng')
    const values = at(xml, '/dataDscr/var/catgry/catValu').map(({ text }) => text)
    expect(values.slice(0, 7)).toEqual(['1', '2', '3', '4', '5', '-8', '-9'])
    expect(at(xml, '/dataDscr/var/derivation/drvdesc').length).toBe(13)
  })

  test('leaves out what nobody said', () => {
    const ways = new Set(read(ddiOf(phTh, study)).map(({ way }) => way))
    for (const way of ['/fileDscr', '/stdyDscr/method/anlyInfo', '/stdyDscr/stdyInfo/sumDscr/timePrd'])
      expect(ways.has(`/codeBook${way}`)).toBe(false)
  })

  test('is well-formed XML whatever a title holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), (title) => {
        expect(read(ddiOf(phTh, { ...study, title: { vi: title }, authority: title })).length).toBeGreaterThan(100)
      }),
      { numRuns: 40 },
    )
  })
})
