import { expect, test } from 'vitest'
import { foldWord, patternOf, placeIn, plainWord, searchText, wantedIn } from '../../server/evidence/search-text.ts'

// Case J07.
test('one word is one word, however its tone was set and whether it was written with i or y', () => {
  expect(foldWord('hòa')).toBe(foldWord('hoà'))
  expect(foldWord('thuỷ')).toBe(foldWord('thủy'))
  expect(foldWord('QUẢN')).toBe(foldWord('quản'.normalize('NFD')))
  expect(foldWord('lý')).toBe(foldWord('lí'))
  expect(foldWord('quý')).toBe(foldWord('quí'))
  expect(foldWord('hoa')).not.toBe(foldWord('hòa'))
  expect(foldWord('may')).not.toBe(foldWord('mai'))
  expect(plainWord('Điều')).toBe('dieu')
  // Signs of Khmer are letters there.
  expect(plainWord('ភាសាខ្មែរ')).toBe('ភាសាខ្មែរ')
})

/** What `like` does with the pattern, without a database. */
const found = (text: string, query: string): boolean => {
  const { folded, plain } = searchText(text)
  const wanted = wantedIn(query)
  return wanted.length > 0 && wanted.every((one) => (one.marked ? folded : plain).includes(patternOf(one).slice(1, -1)))
}

// Case J07.
test('what is typed without marks finds all, what is typed with marks only what has them', () => {
  const text = 'Kế hoạch số 45/QĐ-SGDĐT về kiểm tra công tác quản lí nhà nước'
  for (const query of ['ke hoach', 'KẾ HOẠCH', 'hoạch kế', 'quản lý', 'ho', '45/QĐ-SGDĐT', '45/QD', '"cong tac"'])
    expect(`${query} ${found(text, query)}`).toBe(`${query} true`)
  for (const query of ['kê', 'kẻ hoạch', '"tac cong"', '5/QĐ', '%', '_', 'a%', ''])
    expect(`${query} ${found(text, query)}`).toBe(`${query} false`)
})

test('a place is told by its page and the words around it', () => {
  const text = `Trang một\nkhông có gì\fTrang hai: ${'chữ '.repeat(60)}Kế hoạch kiểm tra năm 2021`
  expect(placeIn(text, wantedIn('kế hoạch'))).toMatchObject({
    page: 2,
    around: expect.stringContaining('Kế hoạch kiểm'),
  })
  expect(placeIn(text, wantedIn('ke hoach'))?.around.startsWith('… ')).toBe(true)
  expect(placeIn(text, wantedIn('không có ở đây'.split(' ').at(-1) ?? ''))).toBeNull()
})
