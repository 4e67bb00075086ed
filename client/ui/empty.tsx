import type { JSX } from 'solid-js'

/** Nothing is here yet: says what belongs here and how it comes. */
export function Empty(props: { title: string; text: string; children?: JSX.Element }) {
  return (
    <section class="empty">
      <p class="empty-title">{props.title}</p>
      <p>{props.text}</p>
      {props.children}
    </section>
  )
}
