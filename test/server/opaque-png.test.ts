import { Resvg } from '@resvg/resvg-js'
import { expect, test } from 'vitest'
import { intervalPicture } from '../../server/document/chart.ts'

const chart = {
  rows: [
    { label: 'Toàn tỉnh', value: 86.4, low: 83.1, high: 89.2, verdict: 'missed' },
    { label: 'Mầm non', value: 93.2, low: 91.4, high: 95, verdict: 'met' },
  ],
  ...{ target: 90, targetLabel: 'Mục tiêu 90 %', hidden: '-' },
  legend: { met: 'Đạt', inconclusive: 'Chưa kết luận', missed: 'Chưa đạt' },
  format: String,
} as const

/** As another program sees it. */
function dotsOf(png: Buffer, width: number, height: number): Buffer {
  const source = `data:image/png;base64,${png.toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${source}" width="${width}" height="${height}"/></svg>`
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().pixels
}

test('the picture of a PDF is the one of the DOCX, dot for dot, without a channel that says nothing', () => {
  const { png, opaque, width, height } = intervalPicture(chart)
  const three = opaque()
  const size = [width * 4, height * 4] as const
  expect(dotsOf(three, ...size).equals(dotsOf(png, ...size))).toBe(true)
  expect([...new Set(dotsOf(three, ...size))].length).toBeGreaterThan(20)
  // The byte that says of what kind the dots are: 6 with the channel, 2 without.
  expect([png[25], three[25]]).toEqual([6, 2])
})
