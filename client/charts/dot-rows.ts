/** A mark says by its shape what it is, so that a black-and-white copy loses nothing; the colour only helps. */
export const SHAPES = ['ring', 'triangle', 'disc', 'square'] as const
export type Shape = (typeof SHAPES)[number]

/** One line of a picture: a name over a scale with marks on it, and a number at its end. */
export type DotRow = Readonly<{
  label: string
  marks: readonly Readonly<{ shape: Shape; value: number }>[]
  /** stands at the right end, or in place of the marks where there is none */
  text: string
}>

/** Where the scale begins: a round figure below all marks, so that differences can be seen; it ends at 100. */
export function scaleFrom(rows: readonly DotRow[]): number {
  const values = rows.flatMap(({ marks }) => marks.map(({ value }) => value))
  const lowest = Math.min(100, ...values)
  return Math.max(0, Math.floor((lowest - 2) / 10) * 10)
}

/** Ticks of the scale, four or five of them. */
export function ticksFrom(from: number): number[] {
  const step = 100 - from > 50 ? 25 : 100 - from > 20 ? 10 : 5
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= 100; at += step) ticks.push(at)
  return ticks
}

/** Shapes around their own middle, in pixels. */
export const PATHS: Readonly<Record<Shape, string>> = {
  ring: 'M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0',
  disc: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
  triangle: 'M0 -8L8 6H-8Z',
  square: 'M-3.5 -3.5H3.5V3.5H-3.5Z',
}
