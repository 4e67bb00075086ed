import { Show } from 'solid-js'
import { decimalText, percentText } from '../../words/numbers.ts'
import { results as words } from '../../words/results.ts'
import type { Cell, Figure } from '../shapes.ts'

/** What a figure is: a share of 0..1, a mean of 1..5, percent of what was expected, or a difference of shares. */
export type Scale = 'rate' | 'mean' | 'percent' | 'points'
/** `method` says how it was computed where that is not the usual way of its scale. */
export type Shown = Readonly<{ name: string; scale: Scale; figure: Figure; method?: string }>

export const pointsText = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${decimalText(Math.abs(value) * 100, 1)}`

export const figureText = (value: number, scale: Scale): string =>
  scale === 'points'
    ? pointsText(value)
    : scale === 'rate'
      ? percentText(value)
      : scale === 'mean'
        ? decimalText(value, 2)
        : `${decimalText(value, 1)}\u00a0%`

/** A number that can be pressed to see how it came about; or a dash that says why there is none. */
export function FigureCell(props: {
  cell: Cell
  scale: Scale
  name: string
  method?: string
  onOpen: (shown: Shown) => void
}) {
  const figure = () => ('value' in props.cell ? props.cell : null)
  const why = () => ('suppressed' in props.cell ? words.hiddenWhy[props.cell.suppressed] : '')
  return (
    <Show
      when={figure()}
      fallback={
        <span class="soft" title={why()}>
          {words.hidden}
          <span class="visually-hidden"> {why()}</span>
        </span>
      }
    >
      {(shown) => (
        <button
          type="button"
          class="figure-button"
          aria-label={`${figureText(shown().value, props.scale)}. ${words.openFigure(props.name)}`}
          onClick={() =>
            props.onOpen({
              name: props.name,
              scale: props.scale,
              figure: shown(),
              ...(props.method === undefined ? {} : { method: props.method }),
            })
          }
        >
          {figureText(shown().value, props.scale)}
        </button>
      )}
    </Show>
  )
}

export const intervalText = (cell: Cell, scale: Scale): string =>
  'value' in cell ? `${figureText(cell.low, scale)} – ${figureText(cell.high, scale)}` : words.hidden
