import type { JSX } from 'solid-js'

/** A table that may be wider than the screen scrolls inside its own box, by keyboard too (WCAG 2.1.1). */
export function TableBox(props: { label: string; tall?: boolean; children: JSX.Element }) {
  return (
    <section class={`table-box ${props.tall ? 'tall' : ''}`} aria-label={props.label} tabindex="0">
      {props.children}
    </section>
  )
}
