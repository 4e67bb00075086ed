import { expect, test } from 'vitest'
import { areaInText, levelInText, listed } from '../../client/words/documents.ts'
import { alignedPoints } from '../../server/assessment-papers/paper-texts.ts'
import { namesAbove } from '../../server/document/heading.ts'
import { defaultLegalBases } from '../../server/document/legal-bases.ts'
import {
  count,
  decimal,
  letter,
  percent,
  roman,
  shortDay,
  trimmed,
  trimmedPercent,
  vietnameseDay,
} from '../../server/document/number.ts'
import { rateText } from '../../server/report/cells.ts'

test('numbers have a point between thousands and a decimal comma', () => {
  expect(count(1243)).toBe('1.243')
  expect(count(485531)).toBe('485.531')
  expect(count(999)).toBe('999')
  expect(decimal(1234567.891, 2)).toBe('1.234.567,89')
  expect(decimal(-0.001, 2)).toBe('0,00')
  expect(decimal(-1234.5, 1)).toBe('-1.234,5')
  expect(percent(0.924)).toBe('92,4%')
})

test('days below ten and the months January and February carry a zero', () => {
  expect(vietnameseDay('2026-01-05')).toBe('ngày 05 tháng 01 năm 2026')
  expect(vietnameseDay('2023-09-05')).toBe('ngày 05 tháng 9 năm 2023')
  expect(shortDay('2021-10-29')).toBe('29/10/2021')
})

test('points follow the Vietnamese alphabet and annexes are numbered in Roman', () => {
  expect(Array.from({ length: 6 }, (_, index) => letter(index)).join('')).toBe('abcdđe')
  expect(Array.from({ length: 23 }, (_, index) => letter(index)).join('')).not.toMatch(/[fjwz]/)
  expect([1, 2, 3, 4, 5, 9, 14].map(roman)).toEqual(['I', 'II', 'III', 'IV', 'V', 'IX', 'XIV'])
})

test('a rate beside the target is printed with enough decimals to see its side', () => {
  expect(rateText(0.9002, 0.9)).toBe('90,02%')
  expect(rateText(0.89996, 0.9)).toBe('89,996%')
  expect(rateText(0.9, 0.9)).toBe('90,0%')
  expect(rateText(0.924, 0.9)).toBe('92,4%')
})

test('the heading names the two bodies without repeating the province', () => {
  const names = { parent: 'UBND TỈNH SÓC TRĂNG', body: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO' }
  expect(
    namesAbove({ parentBody: 'Ủy ban nhân dân tỉnh Sóc Trăng', body: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng' }),
  ).toEqual(names)
  expect(namesAbove({ parentBody: names.parent, body: names.body })).toEqual(names)
})

test('names fit into a sentence', () => {
  expect(areaInText('Huyện Kế Sách')).toBe('huyện Kế Sách')
  expect(areaInText('Sóc Trăng')).toBe('Sóc Trăng')
  expect(levelInText('Mầm non')).toBe('mầm non')
  expect(levelInText('THCS')).toBe('THCS')
  expect(listed(['a', 'b', 'c'])).toBe('a, b và c')
})

test('a document cites what was in force on its day', () => {
  expect(defaultLegalBases('2021-10-04').map(({ number }) => number)).toEqual(['76/NQ-CP', '3476/QĐ-BGDĐT'])
  expect(defaultLegalBases('2021-05-01').map(({ number }) => number)).toEqual(['3476/QĐ-BGDĐT'])
  expect(defaultLegalBases('2025-10-01').map(({ number }) => number)).toEqual(['76/NQ-CP', '2034/QĐ-BGDĐT'])
})

// Case I12.
test('a number keeps the decimals it needs, and no more than are asked for', () => {
  expect([10.5, 10, 99.26, 2 / 3, 1243.5].map((value) => trimmed(value, 2))).toEqual([
    '10,5',
    '10',
    '99,26',
    '0,67',
    '1.243,5',
  ])
  expect([0.95, 2 / 3].map(trimmedPercent)).toEqual(['95%', '66,7%'])
})

test('points of one table have the same decimals, as many as the one that needs most', () => {
  expect(alignedPoints([['I', 10.5, null], { cells: ['Cộng', 100, 67], bold: true }])).toEqual([
    ['I', '10,5', ''],
    { cells: ['Cộng', '100,0', '67,0'], bold: true },
  ])
  expect(alignedPoints([['1', 4, 3]])).toEqual([['1', '4', '3']])
})
