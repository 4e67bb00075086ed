import * as Plot from '@observablehq/plot'

/** One row of a dot-and-interval chart, in percent. `value` null: the row is shown and its number is not. */
export type IntervalRow = Readonly<{
  label: string
  value: number | null
  low: number | null
  high: number | null
  verdict: 'met' | 'inconclusive' | 'missed' | null
}>

/** What a chart says, without saying how: the same for the screen, the printed report and the text beside it. */
export type IntervalChart = Readonly<{
  rows: readonly IntervalRow[]
  target: number
  targetLabel: string
  /** What stands in place of a number that is not shown. */
  hidden: string
  legend: Readonly<Record<'met' | 'inconclusive' | 'missed', string>>
  format: (percent: number) => string
}>

/**
 * Okabe and Ito (2008), colours that stay apart for every kind of colour vision. The shape says the same, so that a
 * black-and-white copy loses nothing: a full disc, an empty disc, a full square.
 */
const look = {
  met: { symbol: 'circle', stroke: '#009E73', fill: '#009E73' },
  inconclusive: { symbol: 'circle', stroke: '#000000', fill: '#ffffff' },
  missed: { symbol: 'square', stroke: '#D55E00', fill: '#D55E00' },
} as const
const verdicts = ['met', 'inconclusive', 'missed'] as const

export type ChartSize = Readonly<{
  width: number
  fontFamily: string
  fontSize: number
  document?: Plot.PlotOptions['document']
}>

/** A name that is too long for the side of a chart, broken between words; what two lines do not hold is left out, and seen to be. */
export function inTwoLines(label: string, most: number): string {
  const first = upTo(label, most)
  const rest = label.slice(first.length).trim()
  if (rest === '') return label
  const second = rest.length <= most ? rest : `${upTo(rest, most - 1)}…`
  return `${first}\n${second}`
}

/** The whole words that fit, or as many letters of one that does not. */
function upTo(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, Math.floor(most) + 1).lastIndexOf(' ')
  return text.slice(0, cut > 0 ? cut : Math.floor(most))
}

export function intervalPlot(chart: IntervalChart, size: ChartSize): Plot.PlotOptions {
  const shown = chart.rows.filter((row) => row.value !== null)
  const lowest = Math.min(chart.target, ...shown.map((row) => row.low ?? 100))
  const from = Math.max(0, Math.floor((lowest - 1) / 5) * 5)
  const letter = size.fontSize * 0.5
  const names = new Map(chart.rows.map(({ label }) => [label, inTwoLines(label, (size.width * 0.42 - 14) / letter)]))
  const lines = [...names.values()].map((name) => name.split('\n'))
  const left = Math.max(...lines.flat().map((text) => text.length)) * letter + 14
  const line = size.fontSize * (lines.some((name) => name.length > 1) ? 2.5 : 1.75)
  return {
    document: size.document,
    width: size.width,
    height: chart.rows.length * line + 84,
    marginLeft: left,
    marginRight: size.fontSize * 4,
    marginTop: 28,
    marginBottom: 56,
    style: { fontFamily: size.fontFamily, fontSize: `${size.fontSize}px`, color: '#000000', background: '#ffffff' },
    x: { domain: [from, 100], label: null, ticks: 6, tickFormat: (percent: number) => chart.format(percent) },
    y: {
      domain: chart.rows.map((row) => row.label),
      label: null,
      tickSize: 0,
      tickFormat: (label: string) => names.get(label) ?? label,
    },
    marks: [
      Plot.gridX({ stroke: '#cccccc', strokeOpacity: 1, strokeWidth: 0.7, ticks: 6 }),
      Plot.ruleX([chart.target], { stroke: '#000000', strokeWidth: 1.2, strokeDasharray: '5 3' }),
      Plot.text([chart.targetLabel], { x: chart.target, frameAnchor: 'top', dy: -16 }),
      Plot.ruleY(shown, { x1: 'low', x2: 'high', y: 'label', stroke: '#000000', strokeWidth: 1.6 }),
      ...verdicts.map((verdict) =>
        Plot.dot(
          shown.filter((row) => row.verdict === verdict),
          { x: 'value', y: 'label', r: 4.6, strokeWidth: 1.6, ...look[verdict] },
        ),
      ),
      Plot.text(chart.rows, {
        x: 100,
        y: 'label',
        dx: 8,
        textAnchor: 'start',
        text: (row: IntervalRow) => (row.value === null ? chart.hidden : chart.format(row.value)),
      }),
      ...legend(chart, size),
    ],
  }
}

function legend(chart: IntervalChart, size: ChartSize): Plot.Markish[] {
  const step = (size.width - size.fontSize * 4) / 3.6
  return verdicts.flatMap((verdict, index) => {
    const place = { frameAnchor: 'bottom-left', dy: 44 } as const
    return [
      Plot.dot([0], { ...place, dx: index * step * 0.8, r: 4.6, strokeWidth: 1.6, ...look[verdict] }),
      Plot.text([chart.legend[verdict]], {
        ...place,
        dx: index * step * 0.8 + 10,
        textAnchor: 'start',
        lineAnchor: 'middle',
      }),
    ]
  })
}
