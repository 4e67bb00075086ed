import { describe, expect, test } from 'vitest'
import { checkAnswers } from '../../surveys/answers.ts'
import { FORMS, findForm } from '../../surveys/forms/catalogue.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from '../../surveys/forms/items.ts'
import { consentFor, NOTICES, noticeOf, noticeText } from '../../surveys/forms/notice.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { type Instrument, instrument } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { shownHint } from '../../surveys/shown-hint.ts'

const forms = Object.entries(FORMS)
const ids = (form: Instrument | undefined) => (form ? questionsOf(form).map((question) => question.id) : [])
const run = (block: string, count: number) => Array.from({ length: count }, (_, index) => `${block}${index + 1}`)
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(textsOf) : []

describe('the forms that ship', () => {
  test.each(forms)('%s is a valid, complete, unchangeable instrument', (id, form) => {
    expect(instrument.parse(form)).toEqual(form)
    expect(form.form).toBe(id)
    expect(form.blocks.map((block) => block.id)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'T', 'G'])
    expect(new Set(ids(form)).size).toBe(ids(form).length)
    for (const block of form.blocks) for (const item of block.items) expect(item.id.startsWith(block.id)).toBe(true)
    expect(() => {
      form.blocks.length = 0
    }).toThrow(TypeError)
    for (const text of textsOf(form)) expect(text).toBe(text.normalize('NFC').trim())
  })

  test.each([
    ['ph-mn', [7, 7, 6, 5, 5], ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8']],
    ['ph-th', [7, 7, 6, 7, 5], ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8']],
    ['ph-thcs', [7, 7, 6, 8, 5], ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8']],
    ['ph-thpt', [7, 7, 6, 8, 5], ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8']],
    ['hs-thcs', [5, 7, 6, 6, 5], ['T2', 'T4', 'T6', 'T7', 'T8']],
    ['hs-thpt', [5, 7, 6, 6, 5], ['T2', 'T4', 'T6', 'T7', 'T8']],
    ['hv-gdtx', [5, 4, 4, 5, 4], ['T2', 'T3', 'T4', 'T6', 'T7', 'T8']],
    ['sv-cd', [4, 6, 4, 6, 5], ['T2', 'T4', 'T6', 'T7', 'T8']],
  ])('%s asks what the item bank lists', (form, counts, about) => {
    const judged = counts.flatMap((count, index) => run('ABCDE'.charAt(index), count))
    expect(ids(findForm(form))).toEqual([...judged, 'F1', 'F2', ...about, 'G1', 'G2', 'G3'])
  })

  test('name civic duty in block E from lower secondary school on', () => {
    const civic = forms.filter(([, form]) =>
      /nghĩa vụ công dân/.test(form.blocks.find(({ id }) => id === 'E')?.title.vi ?? ''),
    )
    expect(civic.map(([id]) => id)).toEqual(['ph-thcs', 'ph-thpt', 'hs-thcs', 'hs-thpt', 'hv-gdtx', 'sv-cd'])
    expect(findForm('constructor')).toBeUndefined()
  })

  test.each(forms)('%s lets fees be skipped and never asks for a name', (_, form) => {
    const fees = form.blocks.flatMap((block) => block.items).filter((item) => /mức học phí/i.test(item.text.vi))
    // Pupils do not pay themselves and are not asked.
    expect(fees).toHaveLength(form.form.startsWith('hs-') ? 0 : 1)
    for (const fee of fees) {
      expect(fee.text.vi).toContain('bỏ qua nếu được miễn')
      expect(fee.required).toBe(false)
      // Its brackets have said it: the hint of the published form says it no second time, on the phone or on paper.
      expect('hint' in fee && fee.hint?.vi).toContain('xin bỏ qua câu này')
      expect(shownHint(fee)).toBeUndefined()
    }
    expect(textsOf(form).filter((text) => /họ và tên|số điện thoại của/i.test(text))).toEqual([])
    for (const item of form.blocks.at(-1)?.items ?? []) expect(shownHint(item)?.vi).toContain('không ghi tên')
    const text = { vi: 'Học phí (bỏ qua nếu được miễn)' }
    const more = { vi: 'Nếu được miễn, xin bỏ qua. Tính cả học thêm.' }
    expect(shownHint({ text, hint: more })).toBe(more)
    expect(shownHint({ text: { vi: 'Học phí' }, hint: { vi: 'Xin bỏ qua nếu được miễn.' } })).toBeDefined()
  })

  test('a parent who answers only what is required has sent a good sheet', () => {
    const form = findForm('ph-th')
    if (!form) throw new Error('no form')
    const answers = Object.fromEntries(
      questionsOf(form)
        .filter((question) => question.required)
        .map((question) => [
          question.id,
          question.type === 'single' ? question.options[0]?.value : question.type === 'percent' ? 100 : 4,
        ]),
    )
    expect(checkAnswers(form, answers)).toEqual([])
    expect(checkAnswers(form, { ...answers, F1: null })).toEqual([
      { path: '/answers/F1', code: 'not_applicable_refused' },
    ])
  })

  test('the scale has five levels in the words of the official form, and one quiet choice', () => {
    expect(SCALE_LEVELS.map(({ value, text }) => `${value} ${text.vi}`)).toEqual([
      '5 Rất hài lòng',
      '4 Hài lòng',
      '3 Bình thường',
      '2 Không hài lòng',
      '1 Rất không hài lòng',
    ])
    expect(NOT_APPLICABLE.vi).toBe('Không biết / không có')
  })
})

describe('the notice', () => {
  test('of a form is its own where it has one, and what a sheet must have agreed to', () => {
    const own = {
      ...phTh,
      notice: { ...structuredClone(NOTICES.parent), points: [{ vi: 'Chỉ hỏi về bữa ăn.' }], version: 'an-1' },
    }
    expect(noticeOf(own).points).toEqual([{ vi: 'Chỉ hỏi về bữa ăn.' }])
    expect(consentFor(own, '1')).toBe('an-1')
    expect(noticeOf(phTh)).toBe(NOTICES.parent)
    expect(consentFor(phTh, '1')).toBe('1')
  })

  test.each(Object.values(NOTICES))('says who, that it is free and anonymous, how long, and whom to call', (notice) => {
    const names = { department: 'Sở Giáo dục và Đào tạo', hotline: '1900 0000' }
    const whole = [...notice.points, notice.contact].map((text) => noticeText(text, 'vi', names)).join('\n')
    for (const part of [names.department, names.hotline, 'Không ghi tên', 'tùy', '4 phút', 'không xem được từng phiếu'])
      expect(whole).toContain(part)
    expect(whole).not.toMatch(/[{}]/)
    expect(textsOf(notice.points[0])).toHaveLength(2)
  })
})
