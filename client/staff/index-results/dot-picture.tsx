import { For, Show } from 'solid-js'
import { type DotRow, PATHS, type Shape, scaleFrom, ticksFrom } from '../../charts/dot-rows.ts'
import './dot-picture.css'

const ROW = 46
/** Percent of the width at which the scale begins and ends; behind it stands the number. */
const [LEFT, RIGHT] = [2, 84]

/** Marks on a scale, line by line, as wide as its place: names stand above the lines, so that a phone can show it. */
export function DotPicture(props: {
  title: string
  rows: readonly DotRow[]
  legend: readonly Readonly<{ shape: Shape; name: string }>[]
}) {
  const from = () => scaleFrom(props.rows)
  const x = (value: number) => `${LEFT + ((RIGHT - LEFT) * (value - from())) / (100 - from())}%`
  const height = () => props.rows.length * ROW + 22
  return (
    <figure class="dot-picture">
      <ul class="dot-legend">
        <For each={props.legend}>
          {({ shape, name }) => (
            <li>
              <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
                <path d={PATHS[shape]} class={`dot ${shape}`} />
              </svg>
              {name}
            </li>
          )}
        </For>
      </ul>
      <svg width="100%" height={height()} role="img" aria-label={props.title}>
        <For each={ticksFrom(from())}>
          {(tick) => (
            <>
              <line class="dot-grid" x1={x(tick)} x2={x(tick)} y1="0" y2={height() - 18} />
              <text class="dot-tick" x={x(tick)} y={height() - 4} text-anchor="middle">
                {tick}
              </text>
            </>
          )}
        </For>
        <For each={props.rows}>
          {(row, at) => (
            <>
              <text class="dot-label" x="0" y={at() * ROW + 14}>
                {row.label}
              </text>
              <line class="dot-track" x1={`${LEFT}%`} x2={`${RIGHT}%`} y1={at() * ROW + 30} y2={at() * ROW + 30} />
              <For each={row.marks}>
                {(mark) => (
                  <svg x={x(mark.value)} y={at() * ROW + 30} overflow="visible" aria-hidden="true">
                    <path d={PATHS[mark.shape]} class={`dot ${mark.shape}`} />
                  </svg>
                )}
              </For>
              <Show when={row.text}>
                <text class="dot-text" x="100%" y={at() * ROW + 34} text-anchor="end">
                  {row.text}
                </text>
              </Show>
            </>
          )}
        </For>
      </svg>
    </figure>
  )
}
