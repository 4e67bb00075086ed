import { expect, test } from 'vitest'
import { shortText } from '../../client/words/short-text.ts'

test('a long name is cut between words, never inside one, and a short one stays as it is', () => {
  const name = 'Nghị định quy định chi tiết, về cơ chế một cửa'
  expect(shortText(name, name.length)).toBe(name)
  expect(shortText(name, 30)).toBe('Nghị định quy định chi tiết…')
  expect(shortText(name, 27)).toBe('Nghị định quy định chi…')
})
