import { expect, test } from 'vitest'
import { moneyInWords, moneyText, readWhole } from '../../client/words/money.ts'

test('an amount is spelled out as Vietnamese documents do', () => {
  const spelled: [number, string][] = [
    [0, 'Không đồng'],
    [5, 'Năm đồng'],
    [10, 'Mười đồng'],
    [15, 'Mười lăm đồng'],
    [21, 'Hai mươi mốt đồng'],
    [55, 'Năm mươi lăm đồng'],
    [100, 'Một trăm đồng'],
    [105, 'Một trăm linh năm đồng'],
    [111, 'Một trăm mười một đồng'],
    [1_000, 'Một nghìn đồng'],
    [1_005, 'Một nghìn không trăm linh năm đồng'],
    [16_038_000, 'Mười sáu triệu không trăm ba mươi tám nghìn đồng'],
    [45_000_000, 'Bốn mươi lăm triệu đồng'],
    [1_000_000_001, 'Một tỷ không trăm linh một đồng'],
    [2_300_000_000, 'Hai tỷ ba trăm triệu đồng'],
    [1_200_000_000_000, 'Một nghìn hai trăm tỷ đồng'],
  ]
  for (const [amount, words] of spelled) expect(moneyInWords(amount)).toBe(words)
  expect(() => moneyInWords(0.5)).toThrow(RangeError)
  expect(() => moneyInWords(-1)).toThrow(RangeError)
})

test('money is typed with or without dots, and what could mean two things is not read', () => {
  expect(['1500000', '1.500.000', ' 1 500 000 ', '0'].map(readWhole)).toEqual([1_500_000, 1_500_000, 1_500_000, 0])
  for (const text of ['', '1,5', '1.5', '12.34', '1.50.000', '-1', '1e6', '0.500', 'một trăm'])
    expect(readWhole(text), text).toBeUndefined()
  expect(moneyText(1_500_000)).toBe('1.500.000\u00a0đồng')
})
