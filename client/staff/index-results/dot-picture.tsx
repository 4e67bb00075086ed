import { For } from 'solid-js'
import { type DotRow, PATHS, type Shape, scaleFrom, ticksFrom } from '../../charts/dot-rows.ts'
import './index-results.css'

/** Percent of the width at which the scale begins and ends: marks at its ends stay inside. */
const [LEFT, RIGHT] = [4, 96]
const HEIGHT = 24

/**
 * Marks on a scale, line by line, as wide as its place. Names stand above the lines and numbers at their ends as plain text,
 * so that a phone can show it and a reader reads it; the lines themselves repeat what a table says.
 */
export function DotPicture(props: {
  title: string
  rows: readonly DotRow[]
  legend: readonly Readonly<{ shape: Shape; name: string }>[]
}) {
  const from = () => scaleFrom(props.rows)
  const x = (value: number) => `${LEFT + ((RIGHT - LEFT) * (value - from())) / (100 - from())}%`
  return (
    <figure class="dot-picture" aria-label={props.title}>
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
      <ul>
        <For each={props.rows}>
          {(row) => (
            <li class="dot-row">
              <span class="dot-label">{row.label}</span>
              <svg width="100%" height={HEIGHT} aria-hidden="true">
                <For each={ticksFrom(from())}>
                  {(tick) => <line class="dot-grid" x1={x(tick)} x2={x(tick)} y1="0" y2={HEIGHT} />}
                </For>
                <line class="dot-track" x1={`${LEFT}%`} x2={`${RIGHT}%`} y1={HEIGHT / 2} y2={HEIGHT / 2} />
                <For each={row.marks}>
                  {(mark) => (
                    <svg x={x(mark.value)} y={HEIGHT / 2} overflow="visible" aria-hidden="true">
                      <path d={PATHS[mark.shape]} class={`dot ${mark.shape}`} />
                    </svg>
                  )}
                </For>
              </svg>
              <b class="dot-text">{row.text}</b>
            </li>
          )}
        </For>
        <li class="dot-row" aria-hidden="true">
          <svg width="100%" height="18" aria-hidden="true">
            <For each={ticksFrom(from())}>
              {(tick) => (
                <text class="dot-tick" x={x(tick)} y="13" text-anchor="middle">
                  {tick}
                </text>
              )}
            </For>
          </svg>
        </li>
      </ul>
    </figure>
  )
}
