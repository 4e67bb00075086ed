import { expect, test } from 'vitest'
import { inTwoLines } from '../../client/charts/interval-chart.ts'
import { intervalSvg } from '../../server/document/chart.ts'

const LONG = 'Huyện Châu Thành và các xã, phường, thị trấn được sắp xếp lại theo nghị quyết về địa giới hành chính'
const row = (label: string) => ({ label, value: 91, low: 88, high: 93, verdict: 'met' as const })
const chart = (labels: readonly string[]) => ({
  rows: labels.map(row),
  target: 90,
  targetLabel: 'Chỉ tiêu',
  hidden: '-',
  legend: { met: 'Đạt', inconclusive: 'Chưa đủ căn cứ', missed: 'Không đạt' },
  format: (percent: number) => `${percent}%`,
})

test('a name too long for the side of a chart begins where it begins, takes two lines, and shows that something is left out', () => {
  expect(inTwoLines('Huyện Kế Sách', 36)).toBe('Huyện Kế Sách')
  const lines = inTwoLines(LONG, 36).split('\n')
  expect(lines).toEqual(['Huyện Châu Thành và các xã, phường,', 'thị trấn được sắp xếp lại theo nghị…'])
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(36)
  expect(inTwoLines('X'.repeat(100), 36)).toBe(`${'X'.repeat(36)}\n${'X'.repeat(35)}…`)
})

test('in the chart each long name is seen from its beginning, and two that begin alike keep rows of their own', () => {
  const svg = intervalSvg(chart([LONG, `${LONG} khác`, 'Huyện Kế Sách']))
  expect(svg.match(/Huyện Châu Thành và các xã, phường,/g)).toHaveLength(2)
  const rows = [...svg.matchAll(/<circle[^>]*cy="([\d.]+)"/g)].map(([, y]) => y)
  expect(new Set(rows.slice(0, 3)).size).toBe(3)
  // Short names alone leave the rows as near as they were.
  const height = (labels: string[]) => Number(/height="([\d.]+)"/.exec(intervalSvg(chart(labels)))?.[1])
  expect(height([LONG])).toBeGreaterThan(height(['Huyện Kế Sách']))
})
