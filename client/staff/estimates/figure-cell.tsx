import { Show } from 'solid-js'
import { decimalText, percentText } from '../../words/numbers.ts'
import { results as words } from '../../words/results.ts'
import type { Cell, Figure } from '../shapes.ts'

/** What a figure is: a share of 0..1, a mean of 1..5, or percent of what was expected. */
export type Scale = 'rate' | 'mean' | 'percent'
export type Shown = Readonly<{ name: string; scale: Scale; figure: Figure }>

export const figureText = (value: number, scale: Scale): string =>
  scale === 'rate' ? percentText(value) : scale === 'mean' ? decimalText(value, 2) : `${decimalText(value, 1)}\u00a0%`

/** A number that can be pressed to see how it came about; or a dash that says why there is none. */
export function FigureCell(props: { cell: Cell; scale: Scale; name: string; onOpen: (shown: Shown) => void }) {
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
          onClick={() => props.onOpen({ name: props.name, scale: props.scale, figure: shown() })}
        >
          {figureText(shown().value, props.scale)}
        </button>
      )}
    </Show>
  )
}

export const intervalText = (cell: Cell, scale: Scale): string =>
  'value' in cell ? `${figureText(cell.low, scale)} – ${figureText(cell.high, scale)}` : words.hidden
