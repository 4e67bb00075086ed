import { expect, test } from 'vitest'
import { conditionSentence, type Named } from '../../client/words/condition-sentence.ts'
import { parse } from '../../surveys/expression/parse.ts'

const levels: Record<number, string> = { 1: 'Rất không hài lòng', 4: 'Hài lòng' }
const people: Record<string, string> = { khmer: 'Khmer', kinh: 'Kinh' }
const named: Record<string, Named> = {
  A1: { kind: 'scale', wordsOf: (value) => levels[Number(value)] },
  T4: { kind: 'single', wordsOf: (value) => people[value] },
  M1: { kind: 'multiple', wordsOf: (value) => people[value] },
  F2: { kind: 'number', wordsOf: () => undefined },
}

function said(source: string, language: 'vi' | 'en' = 'vi'): string {
  const read = parse(source)
  if ('issue' in read) throw new Error(read.issue.code)
  return conditionSentence(read.tree, (name) => named[name], language, named.F2)
}

test.for([
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the language of conditions writes names so
  ["${T4} = 'khmer'", 'câu T4 chọn “Khmer”'],
  ["'khmer' = ${T4}", 'câu T4 chọn “Khmer”'],
  ["${T4} != 'khmer'", 'câu T4 không chọn “Khmer” (kể cả khi chưa trả lời)'],
  ["${A1} != ''", 'câu A1 đã được trả lời'],
  ["${A1} = ''", 'câu A1 chưa được trả lời'],
  ['${A1} >= 4', 'câu A1 từ mức 4 (Hài lòng) trở lên'],
  ['4 >= ${A1}', 'câu A1 từ mức 4 (Hài lòng) trở xuống'],
  ['${A1} = 1', 'câu A1 là mức 1 (Rất không hài lòng)'],
  ["selected(${M1}, 'kinh')", 'câu M1 chọn “Kinh”'],
  ["not(selected(${M1}, 'kinh'))", 'câu M1 không chọn “Kinh” (kể cả khi chưa trả lời)'],
  [
    "(${A1} < 3 or ${F2} div 2 > 40) and ${T4} != ''",
    '(câu A1 dưới 3 hoặc (câu F2 chia 2) trên 40) và câu T4 đã được trả lời',
  ],
  [
    "${A1} = 1 or ${A1} = 4 or ${T4} = 'kinh'",
    'câu A1 là mức 1 (Rất không hài lòng) hoặc câu A1 là mức 4 (Hài lòng) hoặc câu T4 chọn “Kinh”',
  ],
  ['count-selected(${M1}) >= 2', 'số phương án được chọn ở câu M1 từ 2 trở lên'],
  ['not(${F2} = 100)', 'không đúng là (câu F2 là 100)'],
  ['. >= 0.5 and . <= 150', 'câu trả lời từ 0,5 trở lên và câu trả lời từ 150 trở xuống'],
  ["regex(., '[0-9]+')", 'câu trả lời viết đúng dạng “[0-9]+”'],
] as const)('%s is said as: %s', ([source, sentence]) => {
  expect(said(source)).toBe(sentence)
})

test('an office that reads English gets the same sentence in English', () => {
  expect(said("${T4} = 'khmer' and ${A1} >= 4", 'en')).toBe(
    '“Khmer” is chosen in question T4 and question A1 is level 4 (Hài lòng) or above',
  )
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: end of the sentences
})
